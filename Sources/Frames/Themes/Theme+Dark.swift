extension Theme {
  /// A dark ground. States derive from Okabe and Ito's palette.
  public static let dark = Theme(
    .dark, ground: 0x14161B, keycap: 0x7D828C, tintPercent: 25
  ) { ink in
    switch ink {
    case .plain: 0xC8CCD4
    case .subdued: 0x9AA0A8
    case .dim: 0x6B7078
    case .faint: 0x3A3D44
    case .bright: 0xFFFFFF
    case .rule: 0x4A4E56
    case .running: 0x00A878
    case .sleeping: 0x3F7F68
    case .lock: 0xD55E00
    case .condition: 0xE69F00
    case .event: 0xB85A90
    case .semaphore: 0x2C84D8
    case .queue: 0x7CC8F0
    case .others: 0xF5EE8A
    case .idle: 0x666C75
    case .held: 0xC8CCD4
    case .deadlocked: 0xFF6B3D
    case .unknown: 0x6B7078
    case .lampGreen: 0x00A878
    case .lampRed: 0xFF5B50
    case .you: 0xE69F00
    case .keycap: 0x14161B
    case .error: 0xFF6B3D
    }
  }
}
