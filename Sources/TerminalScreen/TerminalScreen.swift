import CNcurses
import CTerminal
public import Frames
import Glibc

/// The terminal, while the program draws on it. There is one a process, and one thread uses it.
///
/// From `open` to `close` the terminal shows the program's frames and its keys go to the program.
/// It is given back on every way out, also by a signal, a trap or `exit`. Standard error is kept
/// meanwhile and printed afterwards.
public final class TerminalScreen {
  /// What can be drawn here.
  public var abilities: Abilities {
    Abilities(colours: pairs.depth.colours, hasBlocks: hasBlocks)
  }
  /// Whether letters beyond ASCII can be written: without a UTF-8 locale, Chinese cannot.
  public let writesUnicode: Bool
  /// The columns and rows of the terminal, as of the last `Key.resize`.
  public internal(set) var size: Size
  /// How often the process was stopped (Ctrl-Z) and went on. When it changes, `nextKey` has
  /// returned `Key.resize`, and nothing was observed meanwhile.
  public internal(set) var timesStopped = 0

  /// The signal (`SIGINT`, `SIGTERM`, `SIGHUP`) that asks the program to quit, once there is one.
  ///
  /// `nextKey` returns nil at once from then on. If the screen is still open two seconds later, or
  /// the signal comes again, the terminal is restored and the process dies by it. Ctrl-C typed is
  /// no signal but `Key.control("c")`.
  public var terminationSignal: Int32? {
    let signal = terminal_guard_termination()
    return signal == 0 ? nil : signal
  }

  private let hasBlocks: Bool
  /// The theme that fits the terminal's ground.
  private let ownTheme: Theme.Name
  let connection: TerminalConnection
  var pairs: ColourPairs
  /// What the terminal shows, to draw only what differs.
  var shown: Frame?
  /// What has come of a report of the mouse, while its end is still on the way.
  var unfinishedReport: String?
  private(set) var isOpen = true

  /// Opens the screen on the terminal that is standard input and output.
  ///
  /// - Parameters:
  ///   - colour: Whether to draw in colour.
  ///   - ascii: Whether to do without anything beyond ASCII, also where it could be drawn.
  ///   - mouse: Whether the mouse is the program's. Text is selected with Shift held then.
  public static func open(
    colour: ColourChoice = .auto, ascii: Bool = false, mouse: Bool = true
  ) throws(ScreenError) -> TerminalScreen {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let environment = TerminalEnvironment.current
    let isUTF8 = CharacterSet.adopt(environment)
    let wantsColour = colour.wantsColour(in: environment)
    guard terminal_guard_begin(STDOUT_FILENO) else {
      throw errno == EBUSY ? .alreadyOpen : .system(errno)
    }
    do throws(ScreenError) {
      let connection = try TerminalConnection(
        environment, wantsColour: wantsColour, wantsMouse: mouse)
      return TerminalScreen(
        connection, wantsColour: wantsColour, writesUnicode: isUTF8,
        hasBlocks: isUTF8 && !ascii && !environment.lacksBlocks,
        theme: environment.hasLightGround ? .light : .dark)
    } catch {
      terminal_guard_end()
      throw error
    }
  }

  private init(
    _ connection: TerminalConnection, wantsColour: Bool, writesUnicode: Bool, hasBlocks: Bool,
    theme: Theme.Name
  ) {
    self.connection = connection
    self.writesUnicode = writesUnicode
    self.hasBlocks = hasBlocks
    ownTheme = theme
    pairs = ColourPairs(wantsColour: wantsColour, theme: Theme(theme))
    size = connection.adoptSize()
    connection.setModes()
  }

  /// What the inks look like. In a theme without colour `abilities` are those of a terminal without.
  public var theme: Theme { pairs.theme }

  /// Draws in another theme from the next frame on; nil is the one that fits the terminal's ground. Any other has its own ground
  /// drawn, or it could not be read.
  public func use(_ theme: Theme.Name?) {
    let name = theme ?? ownTheme
    pairs.use(Theme(name), isPainted: name != ownTheme)
    shown = nil
  }

  /// Gives the terminal back. Does nothing the second time.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    connection.close()
  }

  deinit { close() }
}

extension TerminalEnvironment {
  /// That of this process.
  static var current: TerminalEnvironment {
    var variables: [String: String] = [:]
    for name in [
      "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "CLICOLOR_FORCE", "TMUX", "LC_ALL", "LC_CTYPE",
      "LANG",
    ] {
      variables[name] = getenv(name).map { String(cString: $0) }
    }
    return TerminalEnvironment(variables)
  }
}
