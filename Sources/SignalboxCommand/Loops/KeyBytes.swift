import Frames

extension Key {
  /// What a terminal sends for it: the key is for a program that runs in one of its own.
  var bytes: [UInt8] {
    switch self {
    case .character(let sign): Array(String(sign).utf8)
    case .enter: [13]
    case .tab: [9]
    case .escape: [27]
    case .backspace: [127]
    case .control(let sign): sign.asciiValue.map { [$0 & 0x1F] } ?? []
    case .up: Self.sequence("[A")
    case .down: Self.sequence("[B")
    case .right: Self.sequence("[C")
    case .left: Self.sequence("[D")
    case .home: Self.sequence("[H")
    case .end: Self.sequence("[F")
    case .pageUp: Self.sequence("[5~")
    case .pageDown: Self.sequence("[6~")
    case .delete: Self.sequence("[3~")
    case .shiftTab: Self.sequence("[Z")
    case .function(let number):
      (1...4).contains(number) ? Self.sequence("O\(["P", "Q", "R", "S"][number - 1])") : []
    case .mouse, .resize: []
    }
  }

  private static func sequence(_ rest: String) -> [UInt8] { [27] + Array(rest.utf8) }
}
