import CNcurses
import CTerminal
import Frames
import Glibc

/// ncurses, started on the terminal: its entry, its modes, its size, and the way back.
struct TerminalConnection {
  /// ncurses' own streams, so that nobody else's buffer gets between.
  private let input: UnsafeMutablePointer<FILE>
  private let output: UnsafeMutablePointer<FILE>
  private let screen: OpaquePointer
  /// The mouse is the program's while it draws.
  private let hasMouse: Bool
  /// It may be asked to show a frame only when it has all of it. Who does not know how takes no notice.
  private let showsWholeFrames: Bool

  init(
    _ environment: TerminalEnvironment, wantsColour: Bool, wantsMouse: Bool
  ) throws(ScreenError) {
    guard let input = Self.stream(STDIN_FILENO, "r") else { throw .system(errno) }
    guard let output = Self.stream(STDOUT_FILENO, "w") else {
      let error = errno
      fclose(input)
      throw .system(error)
    }
    do throws(ScreenError) {
      let name = try Self.entryName(environment)
      use_env(false)  // LINES and COLUMNS may be another terminal's;
      use_tioctl(true)  // the kernel knows
      let start = { newterm(name, output, input) }
      let adapted = { (isDirect: Bool) in
        AdaptedEntry.with(name, directColour: isDirect, descriptor: STDOUT_FILENO, start)
      }
      let direct = wantsColour && environment.hasDirectColour ? adapted(true) : nil
      guard let screen = direct ?? adapted(false) ?? start() else {
        throw .unknownTerminal(environment.name)
      }
      (self.input, self.output, self.screen) = (input, output, screen)
      hasMouse = wantsMouse && cn_string("kmous") != nil
      showsWholeFrames = environment.isLikeXterm
    } catch {
      fclose(input)
      fclose(output)
      throw error
    }
  }

  private static func stream(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    guard copy >= 0 else { return nil }
    if let stream = fdopen(copy, mode) { return stream }
    Glibc.close(copy)
    return nil
  }

  /// The name of the entry to use: the terminal's own or, where a known emulator's is not
  /// installed, xterm's.
  private static func entryName(_ environment: TerminalEnvironment) throws(ScreenError) -> String {
    let substitutes = environment.isLikeXterm ? ["xterm-256color", "xterm"] : []
    for name in [environment.name] + substitutes where !name.isEmpty {
      guard cn_set_up_terminal(name, STDOUT_FILENO) else { continue }
      defer { cn_forget_terminal() }
      guard cn_string("cup") != nil else { throw .cannotPlaceCursor(environment.name) }
      return name
    }
    throw .unknownTerminal(environment.name)
  }

  /// Keys come one by one and are not echoed; the cursor is out of sight.
  func setModes() {
    cbreak()
    noecho()
    nonl()
    let window = cn_standard_screen()
    keypad(window, true)
    // Shifting what is on the screen would shift it wrongly where some glyph is wider than
    // expected.
    idcok(window, false)
    // How long Esc waits for the rest of a function key. ncurses' own choice is a second.
    set_escdelay(Self.escapeDelay)
    curs_set(0)
    for (bytes, code) in KeyDecoding.usualSequences where key_defined(bytes) == 0 {
      define_key(bytes, code)
    }
    // What the mouse does is read by `MouseReport`: ncurses would tell of no drags.
    define_key(nil, KEY_MOUSE)
    startMouse()
    // Ctrl-S and Ctrl-Q are not to freeze the screen, and Ctrl-C is a key. Ctrl-Z and Ctrl-\ stay
    // signals.
    terminal_pass_control_keys(STDOUT_FILENO)
    def_prog_mode()
  }

  static let escapeDelay: Int32 = 25

  /// Has the terminal tell of the mouse.
  func startMouse() { if hasMouse { tell(MouseReport.on) } }

  /// Says something that ncurses has no words for, between its frames: then nothing of its own is on the way. `putp` would
  /// leave it in the buffer of standard output until the program ends.
  private func tell(_ text: String) {
    fputs(text, output)
    fflush(output)
  }

  /// Takes over the size that the terminal has now. The kernel knows it; what ncurses starts with
  /// may come from the variables LINES and COLUMNS, and be another terminal's.
  func adoptSize() -> Size {
    var columns = getmaxx(cn_standard_screen())
    var rows = getmaxy(cn_standard_screen())
    if terminal_size(STDOUT_FILENO, &columns, &rows) {
      resize_term(rows, columns)
    }
    setLeave(rows: rows)
    return Size(width: Int(columns), height: Int(rows))
  }

  /// Tells the guard the bytes that end drawing: plain colours, the last row, the former screen or
  /// else at least a blank row for the prompt, a cursor.
  private func setLeave(rows: Int32) {
    var bytes: [CChar] = []
    for text in [
      cn_string("sgr0"), cn_string("op"), cn_string_with("cup", Int(rows - 1), 0),
      hasFormerScreen ? cn_string("rmcup") : cn_string("el"), cn_string("cnorm"),
      cn_string("rmkx"),
    ] {
      guard let text else { continue }
      bytes += Self.withoutPadding(UnsafeBufferPointer(start: text, count: strlen(text)))
    }
    if hasMouse { bytes += MouseReport.off.utf8.map { CChar(bitPattern: $0) } }
    if showsWholeFrames { bytes = Self.frameEnd.utf8.map { CChar(bitPattern: $0) } + bytes }
    terminal_guard_set_leave(bytes, bytes.count)
  }

  private static let frameBegin = "\u{1B}[?2026h"
  private static let frameEnd = "\u{1B}[?2026l"

  /// Draws so that nobody sees half of it.
  func drawAtOnce(_ draw: () -> Void) {
    guard showsWholeFrames else { return draw() }
    tell(Self.frameBegin)
    draw()
    tell(Self.frameEnd)
  }

  /// Drops the marks for pauses, such as `$<5>`, which only ncurses can turn into pauses.
  private static func withoutPadding(_ text: UnsafeBufferPointer<CChar>) -> [CChar] {
    let (dollar, open, close) = (CChar(0x24), CChar(0x3C), CChar(0x3E))
    var result: [CChar] = []
    var rest = text[...]
    while let next = rest.first {
      if next == dollar, rest.dropFirst().first == open, let end = rest.firstIndex(of: close) {
        rest = rest[(end + 1)...]
      } else {
        result.append(next)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// Leaves the drawing screen, for a while or for good.
  func leave() {
    guard !isendwin(), terminal_guard_is_in_foreground() else { return }
    if !hasFormerScreen {
      let window = cn_standard_screen()
      wmove(window, getmaxy(window) - 1, 0)
      wclrtoeol(window)
      wrefresh(window)
    }
    if hasMouse { tell(MouseReport.off) }
    endwin()
  }

  /// Whether what was on the terminal before comes back by itself.
  private var hasFormerScreen: Bool { cn_string("rmcup") != nil }

  func close() {
    leave()
    terminal_guard_end()
    delscreen(screen)
    fclose(output)
    fclose(input)
  }
}
