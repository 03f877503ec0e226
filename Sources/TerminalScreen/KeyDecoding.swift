import CNcurses
import Frames

/// What ncurses calls a key, as the program's own `Key`.
enum KeyDecoding {
  /// A function key; nil for one that the program has no name for.
  static func functionKey(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_BTAB: .shiftTab
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_F0 + 1...KEY_F0 + 63: .function(Int(code - KEY_F0))
    default: nil
    }
  }

  /// A character, or what Ctrl makes of one.
  static func character(_ value: UInt32) -> Key? {
    switch value {
    case 8, 127: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 0...31: Unicode.Scalar(value | 0x60).map { .control(Character(controlName($0))) }
    case 0x80...0x9F: nil
    default: Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }

  /// Ctrl-A to Ctrl-Z are letters; the others are `@ [ \ ] ^ _`, which lie where the letters'
  /// capitals do.
  private static func controlName(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("a"..."z").contains(scalar) ? scalar : Unicode.Scalar(UInt8(scalar.value & 0x1F | 0x40))
  }

  /// What terminals send for these keys whatever their entry says.
  static let usualSequences: [(bytes: String, code: Int32)] = [
    ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
    ("\u{1B}OA", KEY_UP), ("\u{1B}OB", KEY_DOWN), ("\u{1B}OC", KEY_RIGHT), ("\u{1B}OD", KEY_LEFT),
    ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END), ("\u{1B}OH", KEY_HOME), ("\u{1B}OF", KEY_END),
    ("\u{1B}[1~", KEY_HOME), ("\u{1B}[4~", KEY_END), ("\u{1B}[7~", KEY_HOME),
    ("\u{1B}[8~", KEY_END), ("\u{1B}[3~", KEY_DC), ("\u{1B}[5~", KEY_PPAGE),
    ("\u{1B}[6~", KEY_NPAGE), ("\u{1B}[Z", KEY_BTAB), ("\u{1B}OM", KEY_ENTER),
    ("\u{1B}OP", KEY_F0 + 1), ("\u{1B}[11~", KEY_F0 + 1), ("\u{1B}[21~", KEY_F0 + 10),
  ]
}
