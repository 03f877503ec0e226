import Frames

/// The colours of a dark ground. States derive from Okabe and Ito's palette and stay apart for
/// colour-blind eyes.
enum Theme {
  /// What tints are mixed into. The screen's own ground stays the terminal's.
  static let ground = RGB(0x14161B)
  static let keycap = RGB(0x7D828C)
  /// How much of its ink a tint has, in hundredths.
  static let tintPercent = 25

  static func colour(of ink: Ink) -> RGB {
    switch ink {
    case .plain: RGB(0xC8CCD4)
    case .subdued: RGB(0x9AA0A8)
    case .dim: RGB(0x6B7078)
    case .faint: RGB(0x3A3D44)
    case .bright: RGB(0xFFFFFF)
    case .rule: RGB(0x4A4E56)
    case .running: RGB(0x00A878)
    case .sleeping: RGB(0x3F7F68)
    case .lock: RGB(0xD55E00)
    case .condition: RGB(0xE69F00)
    case .event: RGB(0xB85A90)
    case .semaphore: RGB(0x3D8FD1)
    case .queue: RGB(0x7CC8F0)
    case .others: RGB(0xF5EE8A)
    case .idle: RGB(0x666C75)
    case .held: RGB(0xC8CCD4)
    case .deadlocked: RGB(0xFF6B3D)
    case .unknown: RGB(0x6B7078)
    case .lampGreen: RGB(0x00A878)
    case .lampRed: RGB(0xFF5B50)
    case .you: RGB(0xE69F00)
    case .keycap: RGB(0x14161B)
    case .error: RGB(0xFF6B3D)
    }
  }

  static func tint(of ink: Ink) -> RGB { colour(of: ink).mixed(tintPercent, into: ground) }

  static func isBold(_ style: Style) -> Bool {
    style.isBold || [.bright, .deadlocked, .error].contains(style.ink)
  }
}
