import Frames

/// How colours are told to the terminal.
enum ColourDepth: Hashable, Sendable {
  case mono
  case eight
  case sixteen
  /// 256, of which 240 are the same everywhere.
  case indexed
  /// By red, green and blue.
  case direct

  /// What so many colours come to.
  init(count: Int32) {
    switch count {
    case ..<8: self = .mono
    case 8..<16: self = .eight
    case 16..<256: self = .sixteen
    case 256..<(1 << 24): self = .indexed
    default: self = .direct
    }
  }

  var colours: Abilities.Colours {
    switch self {
    case .mono: .none
    case .eight, .sixteen: .few
    case .indexed: .many
    case .direct: .direct
    }
  }
}
