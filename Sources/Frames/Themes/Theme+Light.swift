extension Theme {
  /// A light ground: the same hues, darker.
  public static let light = Theme(
    .light, ground: 0xFFFFFF, keycap: 0x6A6F78, tintPercent: 25
  ) { ink in
    switch ink {
    case .plain: 0x24262B
    case .subdued: 0x50545C
    case .dim: 0x787D86
    case .faint: 0xC2C5CB
    case .bright: 0x000000
    case .rule: 0xB4B8BE
    case .running: 0x04734A
    case .sleeping: 0x5B997F
    case .lock: 0xC04A00
    case .condition: 0xA87400
    case .event: 0xCA378A
    case .semaphore: 0x2167D1
    case .queue: 0x0690B2
    case .others: 0x4A4400
    case .idle: 0x82868E
    case .held: 0x24262B
    case .deadlocked: 0xD02800
    case .unknown: 0x787D86
    case .lampGreen: 0x04734A
    case .lampRed: 0xC8201C
    case .you: 0x9A6400
    case .keycap: 0xFFFFFF
    case .error: 0xC02000
    }
  }
}
