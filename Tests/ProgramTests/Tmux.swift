import Glibc
import Testing

/// A terminal of its own, with a shell in it.
final class Tmux {
  private let socket = "signalbox-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"

  init(width: Int, height: Int, environment: String = "LC_ALL=C.UTF-8") throws {
    let ran = try shell(
      "env -u NO_COLOR -u CLICOLOR_FORCE \(environment) tmux -f /dev/null -L \(socket) new-session -d -x \(width) -y \(height) 'exec env PS1=\"prompt> \" ENV= sh -i'"
    )
    #expect(ran.status == 0)
    wait("a prompt") { $0.contains("prompt>") }
  }
  deinit { _ = try? shell("tmux -L \(socket) kill-server 2>/dev/null") }

  /// Types a line of shell.
  func type(_ line: String) {
    tmux("send-keys -l '\(line.replacing("'", with: "'\\''"))'")
    tmux("send-keys Enter")
  }
  /// Presses keys, as tmux names them.
  func press(_ keys: String...) {
    for key in keys { tmux("send-keys '\(key)'") }
  }
  /// Presses many keys at once; they are quoted for the shell already.
  func send(_ keys: [String]) { tmux("send-keys \(keys.joined(separator: " "))") }
  /// Types what is in a file, as fast as it goes.
  func paste(file: String) {
    tmux("load-buffer \(file)")
    tmux("paste-buffer")
  }
  func resize(_ width: Int, _ height: Int) {
    tmux("resize-window -x \(width) -y \(height)")
  }

  /// Sends a signal to the program that the shell runs.
  func kill(_ signal: String) {
    _ = try? shell("pkill -\(signal) -P $(tmux -L \(socket) display -p '#{pane_pid}')")
  }

  /// What is on the screen.
  var screen: String { (try? shell("tmux -L \(socket) capture-pane -p").output) ?? "" }
  /// The same, with escape sequences for colours.
  var colours: String { (try? shell("tmux -L \(socket) capture-pane -p -e").output) ?? "" }
  /// Whether a program has switched to the alternate screen.
  var isOnAlternateScreen: Bool {
    (try? shell("tmux -L \(socket) display -p '#{alternate_on}'").output) == "1\n"
  }
  var cursorIsVisible: Bool {
    (try? shell("tmux -L \(socket) display -p '#{cursor_flag}'").output) == "1\n"
  }

  /// Has everything that is written to the terminal from now on go to a file as well.
  func record(to file: String) { tmux("pipe-pane 'cat > \(file)'") }
  /// Sends bytes, each written as two digits.
  func send(bytes: String) { tmux("send-keys -H \(bytes)") }

  /// What a program may have asked of the terminal and has to take back: the alternate screen, its cursor, mouse, keypad,
  /// and where it scrolls. In the terminal's own words, as it understood them.
  var modes: String {
    let flags = [
      "alternate_on", "cursor_flag", "mouse_any_flag", "mouse_button_flag", "mouse_sgr_flag",
      "keypad_flag", "keypad_cursor_flag", "insert_flag", "origin_flag", "wrap_flag",
      "scroll_region_upper", "scroll_region_lower", "pane_width", "pane_height",
    ]
    let format = flags.map { "\($0)=#{\($0)}" }.joined(separator: " ")
    return (try? shell("tmux -L \(socket) display -p '\(format)'").output) ?? ""
  }

  /// Whether the shell has the terminal: the program has ended, or was stopped.
  var isAtShell: Bool { foreground == "sh" }
  /// The command that has the terminal.
  private var foreground: String {
    let ran = try? shell("tmux -L \(socket) display -p '#{pane_current_command}'")
    return ran?.lines.first ?? ""
  }

  /// Until the screen shows it. Thirty seconds without are a failure.
  func wait(_ what: String, until isSo: (String) -> Bool) {
    let limit = ContinuousClock.now + .seconds(30)
    while !isSo(screen) {
      guard ContinuousClock.now < limit else {
        Issue.record("waited for: \(what)\n\(screen)")
        return
      }
    }
  }

  /// The shell is there again, on its own screen, with its cursor and its settings.
  func expectUsablePrompt() {
    wait("the program's end") { _ in isAtShell }
    type("echo back-$((6 * 7))")
    wait("the shell") { $0.contains("back-42") }
    #expect(!isOnAlternateScreen)
    #expect(cursorIsVisible)
  }

  private func tmux(_ arguments: String) {
    _ = try? shell("tmux -L \(socket) \(arguments)")
  }
}
