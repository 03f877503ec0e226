import Testing

/// What is done at a real terminal besides the lessons: saving, greeting, own keys, only watching, many keys at once.
@Suite(.serialized)
struct ScreenDeedTests {
  private func inFolder(_ body: (Tmux, _ folder: String) throws -> Void) throws {
    let folder = try #require(try shell("mktemp -d").lines.first)
    defer { _ = try? shell("chmod -R u+w \(folder); rm -rf \(folder)") }
    let terminal = try Tmux(width: 120, height: 36)
    terminal.type("cd \(folder)")
    try body(terminal, folder)
  }
  private func waitForLesson(_ terminal: Tmux) {
    terminal.wait("ten wait") { screen in
      screen.split(separator: "\n").count { $0.contains("C waiting ready") } == 10
    }
  }

  @Test func theScreenIsSavedAndNothingIsOverwritten() throws {
    try inFolder { terminal, folder in
      terminal.type("signalbox run condition")
      waitForLesson(terminal)
      terminal.press("C-s")
      terminal.wait("where it is") { $0.contains("the screen is in signalbox-2") }
      for _ in 0..<3 { terminal.press("C-s") }
      let limit = ContinuousClock.now + .seconds(30)
      var texts = 0
      while texts < 4, .now < limit {
        texts = try shell("ls \(folder)/*.txt | wc -l").lines.first.flatMap { Int($0) } ?? 0
      }
      #expect(texts == 4)
      terminal.press("q")
      terminal.expectUsablePrompt()
      let ran = try shell("grep -lc 'C waiting ready' \(folder)/*.txt | wc -l; ls \(folder)")
      #expect(ran.lines.first == "4", "\(ran)")
      for name in ran.lines.dropFirst() {
        #expect(name.wholeMatch(of: /signalbox-\d{8}-\d{6}(-\d+)?\.(txt|svg)/) != nil, "\(name)")
      }
    }
  }

  @Test func whereNothingCanBeWrittenItSaysSo() throws {
    try inFolder { terminal, _ in
      terminal.type("cd /proc; signalbox run condition")
      waitForLesson(terminal)
      terminal.press("C-s")
      terminal.wait("that it cannot be saved") { $0.contains("the screen cannot be saved") }
      terminal.press("q")
      terminal.expectUsablePrompt()
    }
  }

  @Test func whereTheFolderIsNotWritableItIsBesideTheData() throws {
    try inFolder { terminal, folder in
      terminal.type("cd /proc; XDG_DATA_HOME=\(folder)/a/b signalbox run condition")
      waitForLesson(terminal)
      terminal.press("C-s")
      terminal.wait("where it is") {
        $0.contains("the screen is in \(folder)/a/b/signalbox/signalbox-2")
      }
      terminal.press("q")
      terminal.expectUsablePrompt()
    }
  }

  @Test func onceThereIsAGreeting() throws {
    try inFolder { terminal, folder in
      for isFirst in [true, false] {
        terminal.type("clear; XDG_STATE_HOME=\(folder)/state signalbox")
        terminal.wait("the menu") { $0.contains("Producers and consumers") }
        #expect(terminal.screen.contains("new here?") == isFirst)
        terminal.press("q")
        terminal.expectUsablePrompt()
      }
      let ran = try shell("ls \(folder)/state/signalbox")
      #expect(ran.lines == ["greeted"])
    }
  }

  @Test func ownKeysCountAndWhatIsWrongIsOnTheStatusLine() throws {
    try inFolder { terminal, folder in
      let config = "XDG_CONFIG_HOME=\(folder)"
      _ = try shell(
        "mkdir -p \(folder)/signalbox; echo '{\"keys\": {\"notify-all\": [\"F9\"]}}' >\(folder)/signalbox/config.json"
      )
      terminal.type("\(config) signalbox run condition --speed 0.1")
      waitForLesson(terminal)
      #expect(terminal.screen.contains("F9  all"))
      terminal.press("F9")
      terminal.wait("nine are blocked") { screen in
        screen.split(separator: "\n").count { $0.contains("L blocked ready.lock") } == 9
      }
      terminal.press("q")
      terminal.expectUsablePrompt()
      _ = try shell("echo '{\"keys\": {\"notify-all\": [\"H\"]}}' >\(folder)/signalbox/config.json")
      terminal.type("clear; \(config) signalbox")
      terminal.wait("what is wrong") { $0.contains("config.json, line 1: the key \"H\"") }
      terminal.press("q")
      terminal.expectUsablePrompt()
    }
  }

  @Test func onlyWatching() throws {
    try inFolder { terminal, _ in
      terminal.type("signalbox run condition --readonly")
      waitForLesson(terminal)
      terminal.press("3")
      terminal.wait("why not") { $0.contains("--readonly: you only watch") }
      #expect(!terminal.screen.contains("H  hold"))
      waitForLesson(terminal)
      terminal.press("q")
      terminal.expectUsablePrompt()
    }
  }

  @Test func dumbTerminalGetsText() throws {
    try inFolder { terminal, _ in
      terminal.type("TERM=dumb signalbox run lock --speed 50")
      terminal.wait("it is told") {
        $0.contains("telling it in text instead") || $0.contains("ended")
      }
      terminal.expectUsablePrompt()
    }
  }

  /// Hundreds of keys at random with other sizes in between; those that end the program are left out.
  @Test(arguments: ["condition", "queue", "pool"]) func aStormOfKeys(_ lesson: String) throws {
    try inFolder { terminal, _ in
      terminal.type("before=$(stty -g); signalbox run \(lesson)")
      terminal.wait("the lesson") { $0.contains("thread") && $0.contains("now") }
      let keys = [
        "1", "3", "a", "n", "5", "Enter", "Escape", "n", "f", "+", "-", "p", "x", "b", "d", "u",
        "Space", "H",
        "s", "w", "<", ">", "r", "Tab", "BTab", "v", "V", "Up", "Down", "Left", "Right", "Home",
        "End", "PPage", "NPage", "z", "Z", "?", "T", "F1", "j", "k", "h", "l", ".", ",", "m", "o",
        "S", "e", "t",
      ]
      var seed = 12345
      for round in 0..<10 {
        let some = (0..<50).map { _ in
          seed = (seed &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
          return "'\(keys[(seed >> 8) % keys.count])'"
        }
        terminal.send(some)
        terminal.resize([120, 40, 1, 80, 200][round % 5], [36, 10, 1, 24, 50][round % 5])
      }
      terminal.resize(120, 36)
      terminal.press("C-c")
      terminal.wait("the prompt") { $0.contains("prompt>") }
      terminal.type("clear; [ \"$(stty -g)\" = \"$before\" ] && echo same-$((6 * 7))")
      terminal.wait("the settings are as before") { $0.contains("same-42") }
      terminal.expectUsablePrompt()
    }
  }

  @Test func tenThousandKeysAtOnceAreAllTaken() throws {
    try inFolder { terminal, folder in
      terminal.type("signalbox run condition --readonly")
      waitForLesson(terminal)
      // An odd number of pauses: the picture stands still at the end, if none was lost.
      _ = try shell("printf '%10001s' ' ' >\(folder)/keys")
      terminal.paste(file: "\(folder)/keys")
      terminal.wait("it is paused") { $0.contains("paused +") }
      terminal.press("Space")
      terminal.wait("it is live") { $0.contains("live") }
      terminal.press("q")
      terminal.expectUsablePrompt()
    }
  }
}
