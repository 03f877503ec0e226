/// What the environment says about the terminal: names and wishes, before anything is asked of the
/// terminal itself.
struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`.
  var name: String
  private var variables: [String: String]

  init(_ variables: [String: String]) {
    self.variables = variables
    self.name = variables["TERM"] ?? ""
  }

  /// `NO_COLOR`, set to anything.
  var refusesColour: Bool { !value("NO_COLOR").isEmpty }

  /// `CLICOLOR_FORCE`, set to anything but 0.
  var forcesColour: Bool { !["", "0"].contains(value("CLICOLOR_FORCE")) }

  /// `COLORFGBG` names ink and ground by their numbers among the 16: of the grounds 7 and 9 to 15 are light.
  var hasLightGround: Bool {
    guard let ground = value("COLORFGBG").split(separator: ";").last.flatMap({ Int($0) }) else {
      return false
    }
    return ground == 7 || (9...15).contains(ground)
  }

  /// Whether the name of the locale promises UTF-8. The first of these variables that is set
  /// decides, as in the C library.
  var namesUTF8Locale: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(value).first { !$0.isEmpty } ?? ""
    let lowered = locale.lowercased()
    return lowered.contains("utf-8") || lowered.contains("utf8")
  }

  /// Whether every colour can be had by its own number, though terminfo says nothing of it.
  var hasDirectColour: Bool {
    if isScreen || isConsole { return false }
    return ["truecolor", "24bit"].contains(value("COLORTERM")) || name.hasSuffix("-direct")
      || isOneOf(Self.directEmulators)
  }

  /// An emulator that understands what xterm does, so that xterm's entry serves where its own is
  /// not installed.
  var isLikeXterm: Bool {
    name.hasPrefix("xterm") || isOneOf(Self.directEmulators + Self.otherEmulators)
  }

  /// Terminals whose fonts lack `▁` to `▇`.
  var lacksBlocks: Bool {
    isConsole || isDigitalTerminal || ["", "dumb", "unknown", "ansi"].contains(name)
  }

  /// DEC's `vt100` and its kin, but not `vte`.
  private var isDigitalTerminal: Bool {
    name.hasPrefix("vt") && name.dropFirst(2).first?.isNumber == true
  }

  private var isConsole: Bool {
    ["linux", "cons25", "wsvt25"].contains { name.hasPrefix($0) }
  }

  /// GNU screen, which inherits `COLORTERM` but not what it stands for. tmux bears its name too,
  /// but says so.
  private var isScreen: Bool { name.hasPrefix("screen") && value("TMUX").isEmpty }

  /// The name with or without `xterm-` before it and something behind it: `xterm-kitty`,
  /// `foot-extra`.
  private func isOneOf(_ emulators: [String]) -> Bool {
    let bare = name.hasPrefix("xterm-") ? String(name.dropFirst("xterm-".count)) : name
    return emulators.contains { bare == $0 || bare.hasPrefix($0 + "-") }
  }

  private func value(_ variable: String) -> String { variables[variable] ?? "" }

  private static let directEmulators = [
    "alacritty", "contour", "foot", "ghostty", "iterm2", "kitty", "konsole", "mintty", "rio",
    "wezterm",
  ]
  private static let otherEmulators = [
    "gnome", "iterm", "mlterm", "ms-terminal", "nsterm", "putty", "rxvt", "screen", "st", "stterm",
    "terminator", "tmux", "vte", "xfce",
  ]
}
