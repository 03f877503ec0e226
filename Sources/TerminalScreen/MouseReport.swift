import Frames

/// What the terminal says of the mouse, after `Esc [`.
enum MouseReport {
  /// Switched on: buttons, and where the mouse goes while one is down, by numbers that have no limit. Off in the other order.
  static let on = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
  static let off = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

  /// `< 0 ; 12 ; 5 M`, without the `<`. Nil where it means nothing here: another button, or no report at all.
  static func numbered(_ text: String) -> Mouse? {
    guard let end = text.last, end == "M" || end == "m" else { return nil }
    let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let x = numbers[1], let y = numbers[2] else {
      return nil
    }
    return mouse(button, isUp: end == "m", x: x, y: y)
  }

  /// `M` and three characters, each 32 too large: what a terminal sends that knows no numbers.
  static func short(_ button: UInt32, _ x: UInt32, _ y: UInt32) -> Mouse? {
    guard button >= 32, x > 32, y > 32 else { return nil }
    let code = Int(button) - 32
    // Which button came up it cannot say.
    let isUp = code & 0b100_0011 == 3
    return mouse(isUp ? code & ~3 : code, isUp: isUp, x: Int(x) - 32, y: Int(y) - 32)
  }

  /// The lowest bits are the button, 4, 8 and 16 are Shift, Meta and Ctrl, 32 is on the way, 64 the wheel.
  private static func mouse(_ code: Int, isUp: Bool, x: Int, y: Int) -> Mouse? {
    guard x > 0, y > 0, code >= 0 else { return nil }
    let act: Mouse.Act
    switch code & ~0b1_1100 {
    case 0: act = isUp ? .release : .press
    case 32: act = .drag
    case 64 where !isUp: act = .wheelUp
    case 65 where !isUp: act = .wheelDown
    default: return nil
    }
    return Mouse(act, x: x - 1, y: y - 1)
  }
}
