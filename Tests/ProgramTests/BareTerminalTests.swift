import Testing

/// Terminals that can do less than most, from opening to each way out: what they were asked for is taken back each time.
@Suite(.serialized)
struct BareTerminalTests {
  private func waiting(_ screen: String) -> Int {
    screen.split(separator: "\n").count {
      $0.contains("worker-") && $0.contains("waiting ready")
    }
  }

  /// The shell has the terminal again, with the settings that `$before` has.
  private func expectGivenBack(_ terminal: Tmux, _ before: String, _ when: Comment) {
    terminal.wait("the shell") { _ in terminal.isAtShell }
    // What of the picture is left where nothing else comes back says nothing about the settings.
    terminal.type("clear; [ \"$(stty -g)\" = \"$before\" ] && echo same-$((6 * 7))")
    terminal.wait("the same settings") { $0.contains("same-42") && !$0.contains("worker-") }
    #expect(terminal.modes == before, when)
  }

  @Test(arguments: ["vt100", "linux", "xterm-mono", "screen", "xterm-256color"])
  func isGivenBackAsItWas(_ name: String) throws {
    let terminal = try Tmux(width: 120, height: 36)
    let before = terminal.modes
    terminal.type("clear; before=$(stty -g); TERM=\(name) signalbox run condition --speed 0.1")
    terminal.wait("ten wait") { waiting($0) == 10 }
    #expect(terminal.modes != before)
    terminal.press("3")
    terminal.wait("three are let out") { waiting($0) == 7 }
    terminal.resize(1, 1)
    terminal.resize(120, 36)
    terminal.wait("it is drawn again") { waiting($0) == 7 }
    terminal.press("C-z")
    expectGivenBack(terminal, before, "stopped")
    terminal.type("clear; fg")
    terminal.wait("it is drawn again") { waiting($0) == 7 }
    terminal.kill("TERM")
    expectGivenBack(terminal, before, "ended by a signal")
  }

  @Test func whereTheCursorCannotBePlacedItIsToldInText() throws {
    let terminal = try Tmux(width: 120, height: 300)
    let before = terminal.modes
    terminal.type("clear; before=$(stty -g); TERM=dumb signalbox run lock --speed 50")
    terminal.wait("the reason") { $0.contains("dumb") && $0.contains("telling it in text instead") }
    terminal.press("C-c")
    expectGivenBack(terminal, before, "it was told in text")
  }

  @Test func onlyWhoUnderstandsItIsAskedForMouseAndWholeFrames() throws {
    for (name, option, understands, wantsMouse) in [
      ("xterm-256color", "", true, true), ("xterm-256color", "--no-mouse", true, false),
      ("vt100", "", false, false),
    ] {
      let file = try #require(try shell("mktemp").lines.first)
      defer { _ = try? shell("rm -f \(file)") }
      let terminal = try Tmux(width: 120, height: 36)
      terminal.record(to: file)
      terminal.type("TERM=\(name) signalbox run condition \(option) --speed 0.1")
      terminal.wait("ten wait, in a whole frame") {
        let marks = try? shell("grep -ao '?2026[hl]' \(file) | tail -n 1").lines
        return waiting($0) == 10 && marks == (understands ? ["?2026l"] : [])
      }
      #expect(terminal.modes.contains("mouse_button_flag=1 mouse_sgr_flag=1") == wantsMouse)
      terminal.press("q")
      terminal.expectUsablePrompt()
      let written = try shell("cat \(file)").output
      for mode in ["?1002", "?1006", "?2026"] {
        let last = written.ranges(of: "\u{1B}[\(mode)").last.map { written[$0.upperBound...].first }
        let isMeant = mode == "?2026" ? understands : wantsMouse
        #expect(last == (isMeant ? "l" : nil), "\(name) \(option) \(mode)")
      }
    }
  }

  @Test func aReportOfTheMouseThatComesInPiecesIsNoKeys() throws {
    let terminal = try Tmux(width: 120, height: 36)
    terminal.type("signalbox run condition --speed 0.1")
    terminal.wait("ten wait") { waiting($0) == 10 }
    // On the status line, where a click does nothing: column 99, row 35.
    for part in ["1b 5b 3c 30", "3b", "39", "39 3b 33", "35 4d"] {
      terminal.send(bytes: part)
      // Longer than one waits for the rest of a function key.
      _ = try shell("sleep 0.06")
    }
    terminal.press("3")
    terminal.wait("three are let out, not nine") { waiting($0) == 7 }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }
}
