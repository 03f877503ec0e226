/// What the person asked for with `--color`.
public enum ColourChoice: String, CaseIterable, Sendable {
  /// As many colours as the terminal has, unless the environment says otherwise.
  case auto
  case always
  case never

  /// What it comes to in that environment: <https://no-color.org> and `CLICOLOR_FORCE` speak where
  /// the person does not.
  func wantsColour(in environment: TerminalEnvironment) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: environment.forcesColour || !environment.refusesColour
    }
  }
}
