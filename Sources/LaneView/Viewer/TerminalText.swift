import Frames

/// What a program writes to a terminal that knows no more than lines: carriage returns, backspaces, tabs and erased ends of lines
/// are followed, other escape sequences and control characters are left out.
public struct TerminalText: Equatable, Sendable {
  /// Older ones go.
  public static let mostLines = 1000
  private static let longestLine = 4096

  private var done: [String] = []
  private var line: [Character] = []
  /// Where in the line the next character goes.
  private var place = 0
  private var state = State.plain
  /// The beginning of a character whose rest has not come yet.
  private var partial: [UInt8] = []

  private enum State: Equatable {
    case plain, escape
    /// After ESC [, with the digits so far.
    case sequence([UInt8])
    /// After ESC ], until BEL or ESC \\.
    case string(endsNext: Bool)
  }

  public init() {}

  /// The newest lines, at most so many, the one that is being written last.
  public func lines(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    let last = String(line)
    return done.suffix(count - 1) + [last]
  }

  /// The column in which the next character goes.
  public var column: Int { DisplayWidth.of(String(line.prefix(place))) }

  /// Nothing was written so far.
  public var isEmpty: Bool { done.isEmpty && line.isEmpty }

  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    switch state {
    case .plain: addPlain(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .sequence([])
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"):
        state = .string(endsNext: false)
      // Some have one more character before their last.
      case 0x20...0x2F: break
      default: state = .plain
      }
    case .sequence(let digits):
      if (0x40...0x7E).contains(byte) {
        state = .plain
        if byte == UInt8(ascii: "K") { erase(digits) }
      } else if byte == 0x1B {
        state = .escape
      } else if digits.count < 16 {
        state = .sequence(digits + [byte])
      }
    case .string(let endsNext):
      if byte == 7 || (endsNext && byte == UInt8(ascii: "\\")) {
        state = .plain
      } else {
        state = .string(endsNext: byte == 0x1B)
      }
    }
  }

  private mutating func addPlain(_ byte: UInt8) {
    if !partial.isEmpty || byte >= 0x80 { return addPart(byte) }
    switch byte {
    case 0x1B: state = .escape
    case 10: endLine()
    case 13: place = 0
    case 8: place = max(0, place - 1)
    case 9: repeat { put(" ") } while place % 8 != 0 && place < Self.longestLine
    case 0x20...0x7E: put(Character(Unicode.Scalar(byte)))
    default: break
    }
  }

  /// Of a character of several bytes.
  private mutating func addPart(_ byte: UInt8) {
    guard partial.isEmpty || byte & 0xC0 == 0x80 else {
      // It was never finished.
      partial = []
      put("\u{FFFD}")
      return addPlain(byte)
    }
    partial.append(byte)
    let length = partial[0] >= 0xF0 ? 4 : partial[0] >= 0xE0 ? 3 : partial[0] >= 0xC0 ? 2 : 1
    guard partial.count >= length else { return }
    let text = String(decoding: partial, as: UTF8.self)
    partial = []
    for sign in DisplayWidth.clean(text) { put(sign) }
  }

  private mutating func put(_ sign: Character) {
    guard place < Self.longestLine else { return }
    // What stands on no column of its own belongs to the character before it.
    if place > 0, DisplayWidth.of(String(sign)) == 0 {
      let joined = String(line[place - 1]) + String(sign)
      if joined.count == 1, joined.utf8.count < 64 { line[place - 1] = Character(joined) }
      return
    }
    while line.count < place { line.append(" ") }
    if place < line.count { line[place] = sign } else { line.append(sign) }
    place += 1
  }

  private mutating func endLine() {
    done.append(String(line))
    if done.count > Self.mostLines { done.removeFirst(Self.mostLines / 4) }
    (line, place) = ([], 0)
  }

  /// From here to the end of the line, to its beginning, or all of it.
  private mutating func erase(_ digits: [UInt8]) {
    switch digits {
    case [], [UInt8(ascii: "0")]: line.removeLast(max(0, line.count - place))
    case [UInt8(ascii: "1")]:
      for index in 0..<min(place, line.count) { line[index] = " " }
    case [UInt8(ascii: "2")]: line = Array(repeating: " ", count: place)
    default: break
    }
  }
}
