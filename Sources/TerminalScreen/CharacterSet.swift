import CTerminal
import Glibc

/// How characters are written.
enum CharacterSet {
  /// Takes the locale of the environment for characters, and only for them: numbers stay as they
  /// are.
  ///
  /// A locale that names UTF-8 but is not installed would turn every character beyond ASCII to a
  /// blank, so the C locale with UTF-8 takes its place.
  ///
  /// - Returns: Whether it is UTF-8; otherwise only ASCII can be drawn.
  static func adopt(_ environment: TerminalEnvironment) -> Bool {
    let isInstalled = setlocale(LC_CTYPE, "") != nil
    if !(isInstalled && terminal_uses_utf8()), environment.namesUTF8Locale {
      _ = setlocale(LC_CTYPE, "C.UTF-8")
    }
    return terminal_uses_utf8()
  }
}
