/// A theme as it is asked for.
public enum ThemeName: String, CaseIterable, Hashable, Sendable {
  /// What fits the terminal.
  case auto
  case dark, light
  case highContrast = "high-contrast"
  case mono

  /// What T goes on to.
  public var next: ThemeName {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

extension Phrasebook {
  public func name(_ theme: ThemeName) -> String {
    switch theme {
    case .auto: say("as the terminal is", "随终端")
    case .dark: say("dark", "深色")
    case .light: say("light", "浅色")
    case .highContrast: say("high contrast", "高对比")
    case .mono: say("mono", "单色")
    }
  }
}
