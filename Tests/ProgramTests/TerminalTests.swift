import Testing

/// The program in a real terminal: a handful.
@Suite(.serialized)
struct TerminalTests {
  private func open(
    _ command: String, width: Int = 120, height: Int = 36, environment: String = "LC_ALL=C.UTF-8"
  ) throws -> Tmux {
    let terminal = try Tmux(width: width, height: height, environment: environment)
    terminal.type(command)
    return terminal
  }
  private func lanes(_ screen: String, _ words: String) -> Int {
    screen.split(separator: "\n").count { $0.contains("worker-") && $0.contains(words) }
  }

  @Test func threeLeaveTheCondition() throws {
    let terminal = try open("signalbox run condition --speed 0.1")
    terminal.wait("ten wait") { lanes($0, "C waiting ready") == 10 }
    terminal.press("3")
    terminal.wait("seven wait, two are blocked, one runs") {
      lanes($0, "C waiting ready") == 7 && lanes($0, "L blocked ready.lock") == 2
        && lanes($0, "R running") == 1
    }
    #expect(terminal.colours.contains("\u{1b}[38;"))
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func aFourthIsLetIn() throws {
    let terminal = try open("signalbox run semaphore --speed 0.1", height: 50)
    terminal.wait("three run") {
      lanes($0, "R running") == 3 && lanes($0, "S waiting permits") == 17
    }
    terminal.press("+")
    terminal.wait("a fourth runs") {
      lanes($0, "R running") == 4 && lanes($0, "S waiting permits") == 16
    }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func allTenGoAtGreen() throws {
    let terminal = try open("signalbox run event --speed 0.5")
    terminal.wait("ten at the light") { lanes($0, "E waiting light") == 10 }
    terminal.press("f")
    terminal.wait("all ten go") { lanes($0, "R running") == 10 }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func survivesEverySize() throws {
    let terminal = try open("signalbox run condition")
    terminal.wait("ten wait") { lanes($0, "C waiting ready") == 10 }
    let sizes = [
      (40, 10), (1, 1), (300, 80), (80, 24), (2, 50), (200, 2), (41, 11), (120, 36), (1, 40),
      (60, 12),
    ]
    for (width, height) in sizes + sizes.reversed() { terminal.resize(width, height) }
    terminal.resize(120, 36)
    terminal.wait("it is drawn again") { lanes($0, "C waiting ready") == 10 }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test(arguments: [
    ("vt100", "LC_ALL=C.UTF-8"), ("xterm-256color", "LC_ALL=C.UTF-8"),
    ("kitty", "LC_ALL=C.UTF-8"), ("screen", "LC_ALL=C.UTF-8"), ("xterm-256color", "LC_ALL=C"),
    ("xterm-256color", "LC_ALL=xx_YY.UTF-8"),
  ])
  func opensInTerminals(_ term: String, _ locale: String) throws {
    let terminal = try open(
      "\(locale) TERM=\(term) signalbox run condition")
    terminal.wait("ten wait") { lanes($0, "waiting ready") == 10 }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func tellsItInTextWhereItCannotDraw() throws {
    let terminal = try open("TERM=nonsense signalbox run lock --speed 50")
    terminal.wait("it is told") {
      $0.contains("telling it in text instead") || $0.contains("worker-9  ended")
    }
    terminal.expectUsablePrompt()
  }

  @Test(arguments: ["TERM", "INT", "HUP", "ILL", "SEGV", "ABRT"])
  func givesTheTerminalBackWhenKilled(_ signal: String) throws {
    let terminal = try open(
      "before=$(stty -g); SWIFT_BACKTRACE=enable=no signalbox run condition")
    terminal.wait("ten wait") { lanes($0, "C waiting ready") == 10 }
    #expect(terminal.modes.contains("mouse_button_flag=1"))
    terminal.kill(signal)
    terminal.wait("the prompt") { $0.contains("prompt>") && !$0.contains("worker-") }
    terminal.type("clear; [ \"$(stty -g)\" = \"$before\" ] && echo same-$((6 * 7))")
    terminal.wait("the settings are as before") { $0.contains("same-42") }
    terminal.expectUsablePrompt()
    #expect(terminal.modes.contains("mouse_any_flag=0 mouse_button_flag=0 mouse_sgr_flag=0"))
    #expect(terminal.modes.contains("keypad_flag=0 keypad_cursor_flag=0"))
  }

  @Test func stopsAndGoesOn() throws {
    let terminal = try open("signalbox run condition")
    terminal.wait("ten wait") { lanes($0, "C waiting ready") == 10 }
    terminal.press("C-z")
    terminal.wait("the shell") { $0.contains("prompt>") }
    terminal.type("fg")
    terminal.wait("it is drawn again") { lanes($0, "waiting ready") == 10 }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func theMenuOpensALessonAndEscLeavesIt() throws {
    let terminal = try open("signalbox --lang zh")
    terminal.wait("the menu") { $0.contains("信号量") }
    terminal.press("4")
    terminal.wait("the lesson") { $0.contains("permits") }
    terminal.press("Escape")
    terminal.press("y")
    terminal.wait("the menu") { $0.contains("信号量") && !$0.contains("permits") }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }
}
