extension Theme {
  /// A black ground, and nothing that has to be read below 4.5:1. Not 0, which in a terminal is whatever its owner calls black.
  public static let highContrast = Theme(
    .highContrast, ground: 0x010101, keycap: 0xD8DADD, tintPercent: 30
  ) { ink in
    switch ink {
    case .plain: 0xF4F4F4
    case .subdued: 0xD8DADD
    case .dim: 0xB0B4BA
    case .faint: 0x70747A
    case .bright: 0xFFFFFF
    case .rule: 0x90949A
    case .running: 0x00D890
    case .sleeping: 0x559B89
    case .lock: 0xFF7829
    case .condition: 0xFFB000
    case .event: 0xEF6CB9
    case .semaphore: 0x5AA8FF
    case .queue: 0xACE1FF
    case .others: 0xFFF8A0
    case .idle: 0xA0A4AA
    case .held: 0xF4F4F4
    case .deadlocked: 0xFF8050
    case .unknown: 0xB0B4BA
    case .lampGreen: 0x00D890
    case .lampRed: 0xFF7068
    case .you: 0xFFB000
    case .keycap: 0x000000
    case .error: 0xFF8050
    }
  }
}
