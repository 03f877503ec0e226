import Testing

/// `watch`, `ps` and `attach`, with the example programs.
@Suite(.serialized) struct AttachTests {
  /// Runs lines of shell with a folder of its own for published programs, and the programs beside `signalbox` in the path.
  private func inFolder(_ lines: String) throws -> Ran {
    try shell(
      """
      export SIGNALBOX_DIR=$(mktemp -d /dev/shm/signalbox-test-XXXXXX) LC_ALL=C.UTF-8
      \(lines)
      rm -rf $SIGNALBOX_DIR
      """)
  }

  @Test func listedAskedAndLeft() throws {
    let ran = try inFolder(
      """
      signalbox ps
      bank 60 >/dev/null & p=$!
      until signalbox ps | grep -q running; do :; done
      signalbox ps; signalbox ps --format json; signalbox ps --lang zh
      printf 'set on open\\nnotify all on paid\\nset on nothing\\nhold\\nset on closing time\\n' |
        signalbox attach $p --headless --for 20s | tail -n 40000 >$SIGNALBOX_DIR/said
      grep -c 'you.*made open green\\|open stays green' $SIGNALBOX_DIR/said
      grep -o 'set on nothing was not done.*' $SIGNALBOX_DIR/said | head -n 1
      grep -o 'hold was not done.*' $SIGNALBOX_DIR/said | head -n 1
      tail -n 1 $SIGNALBOX_DIR/said | cut -d' ' -f 3-
      rm $SIGNALBOX_DIR/said; wait; echo left: $(ls $SIGNALBOX_DIR)
      """)
    let text = ran.output
    #expect(ran.lines.first == "no program can be looked at")
    #expect(text.contains("bank     running"))
    #expect(text.contains(#""name":"bank","state":"running""#))
    #expect(text.contains("运行中"))
    #expect(
      text.contains("set on nothing was not done: there is nothing here that it could act on"))
    #expect(text.contains("hold was not done: the program does not allow it"))
    #expect(text.contains("the program has ended"))
    #expect(ran.lines.last == "left:")
  }

  @Test func whatAKilledProgramLeaves() throws {
    let ran = try inFolder(
      """
      SIGNALBOX_CONTROL=all bank 60 >/dev/null & p=$!
      until signalbox ps | grep -q running; do :; done
      kill -9 $p; wait $p 2>/dev/null
      signalbox ps | tail -n 1 | tr -s ' ' | cut -d' ' -f 2,3
      signalbox attach --headless </dev/null | tail -n 1 | grep -c 'the program has ended'
      signalbox ps --clean | grep -c removed
      ls $SIGNALBOX_DIR | wc -l
      signalbox attach 2>&1; echo $?
      signalbox attach 12 2>&1; echo $?
      signalbox watch 2>&1; echo $?
      signalbox watch -- true 2>&1; echo $?
      """)
    #expect(
      ran.lines == [
        "bank ended", "1", "1", "0",
        "signalbox: no program is published: a program that uses the library publishes itself with SIGNALBOX=1, or by "
          + "Recorder.publish()", "2",
        "signalbox: no program with the number 12 is published; signalbox ps lists them", "2",
        "signalbox: name a program behind --", "2",
        "signalbox: watch needs a terminal; in text: SIGNALBOX=1 before the program, and signalbox attach --headless",
        "2",
      ])
  }

  /// Killed at any moment, also while it asks for something: the program goes on and takes what others ask, and nothing is left.
  @Test func aViewerIsKilled() throws {
    let ran = try inFolder(
      """
      SIGNALBOX_CONTROL=all bank 60 >/dev/null & p=$!
      until signalbox ps | grep -q running; do :; done
      ls $SIGNALBOX_DIR | wc -l
      for i in $(seq 100); do
        mkfifo $SIGNALBOX_DIR/ask
        signalbox attach --headless <$SIGNALBOX_DIR/ask >/dev/null 2>&1 & v=$!
        exec 3>$SIGNALBOX_DIR/ask; rm $SIGNALBOX_DIR/ask; echo hold >&3
        sleep 0.0$(od -An -N1 -tu1 /dev/urandom | tr -d ' '); kill -9 $v; wait $v 2>/dev/null; exec 3>&-
      done
      signalbox ps | grep -c running; ls $SIGNALBOX_DIR | wc -l
      { echo 'notify all on paid'; sleep 0.5; } | timeout 1 signalbox attach --headless >$SIGNALBOX_DIR/said
      grep -q 'notifyAll() on paid' $SIGNALBOX_DIR/said && echo done
      # Whoever held them is gone: they go on.
      grep -q 'teller-[0-9] *released' $SIGNALBOX_DIR/said && echo on
      kill $p
      """)
    #expect(ran.lines == ["2", "1", "2", "done", "on"])
  }

  private func open(_ command: String) throws -> Tmux {
    let terminal = try Tmux(width: 110, height: 36)
    terminal.type("export SIGNALBOX_DIR=$(mktemp -d /dev/shm/signalbox-test-XXXXXX); clear")
    terminal.type(command)
    return terminal
  }

  @Test func aProgramIsWatchedAndMoved() throws {
    let terminal = try open("signalbox watch --control all -- bank 60; rm -r $SIGNALBOX_DIR")
    terminal.wait("the tellers") { $0.contains("teller-3") && $0.contains("green") }
    terminal.press("f")
    terminal.wait("the light is red") { screen in
      screen.split(separator: "\n").contains { $0.contains("open ") && $0.contains("red") }
    }
    terminal.wait("the tellers wait for it") { $0.contains("E waiting open") }
    terminal.press("H")
    terminal.press("f")
    terminal.wait("they are held") { $0.contains("H held") }
    terminal.press("H")
    terminal.press("q")
    terminal.wait("the question") { $0.contains("end it?") }
    terminal.press("y")
    terminal.expectUsablePrompt()
    #expect(try shell("pgrep -x bank").output == "")
  }

  @Test func oneTypesToAProgram() throws {
    let terminal = try open(
      "signalbox watch -- sh -c 'echo hello; read x; echo \"got <$x>\"'; rm -r $SIGNALBOX_DIR")
    terminal.wait("what it says") { $0.contains("hello") }
    terminal.press("C-]")
    terminal.wait("the keys go there") { $0.contains("you type here") }
    terminal.press("q", "w", "1", "Enter")
    terminal.wait("its answer") { $0.contains("got <qw1>") }
    terminal.press("C-]")
    terminal.wait("its end") { $0.contains("was never seen: does it use the library?") }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  @Test func whatCannotBeStarted() throws {
    let terminal = try open("signalbox watch -- /nowhere/prog; echo code $?; rm -r $SIGNALBOX_DIR")
    terminal.wait("a sentence") { $0.contains("code 127") }
    #expect(terminal.screen.contains("/nowhere/prog"))
    terminal.expectUsablePrompt()
  }

  /// However soon a program ends, whoever has started it can look at it; and nothing is left for anybody who is no more.
  @Test func whatIsLeftToWhoeverStartedIt() throws {
    let ran = try inFolder(
      """
      d=$(mktemp -d)
      SIGNALBOX=1 SIGNALBOX_KEEP=$$ word-count $d; ls $SIGNALBOX_DIR | sed "s/^[0-9]*-[0-9]*.for-$$/left/"
      signalbox ps; ls $SIGNALBOX_DIR | wc -l; rm $SIGNALBOX_DIR/*
      sh -c 'SIGNALBOX=1 SIGNALBOX_KEEP=$$ word-count $0; true' $d; ls $SIGNALBOX_DIR | wc -l
      signalbox ps; ls $SIGNALBOX_DIR | wc -l
      true & p=$!; wait; SIGNALBOX=1 SIGNALBOX_KEEP=$p word-count $d; ls $SIGNALBOX_DIR | wc -l
      rmdir $d
      """)
    let none = "no program can be looked at"
    #expect(ran.lines == ["left", none, "1", "1", none, "0", "0"])
  }

  @Test func examplesDoTheirWork() throws {
    let ran = try inFolder(
      """
      d=$(mktemp -d); mkdir $d/in; echo 'the cat and the dog and the hen' >$d/one; echo 'the end' >$d/in/two
      word-count $d | head -n 2
      directory-crawler $d | head -n 1
      rm -r $d
      bank 1 | cut -d' ' -f 2-
      word-count; echo $?
      """)
    #expect(
      ran.lines == [
        "4\tthe", "2\tand", "2 folders, 2 files, 0 MiB", "transfers, and nothing is missing",
        "word-count: word-count PATH...", "2",
      ])
  }
}
