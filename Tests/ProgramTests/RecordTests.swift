import Testing

/// `record` and `replay`, with the example programs.
@Suite(.serialized) struct RecordTests {
  private func inFolder(_ lines: String) throws -> Ran {
    try shell(
      """
      export SIGNALBOX_DIR=$(mktemp -d /dev/shm/signalbox-test-XXXXXX) LC_ALL=C.UTF-8
      d=$(mktemp -d)
      random() { od -An -N1 -tu1 /dev/urandom | tr -d ' '; }
      \(lines)
      rm -rf $SIGNALBOX_DIR $d
      """)
  }

  @Test func aProgramIsRecordedAndRead() throws {
    let ran = try inFolder(
      """
      mkdir $d/in; echo 'the cat and the dog' >$d/in/one
      signalbox record -o $d/r -- word-count $d/in 2>$d/said; echo code $?
      cut -d' ' -f 3- $d/said | cut -d, -f 1 | sed "s,$d,D,"
      signalbox replay --headless $d/r | grep -c 'counter-0 *ended'
      signalbox replay $d/r --format jsonl | head -n 1
      signalbox record -o $d/r -- sh -c 'bank 1 >/dev/null; exit 7' 2>/dev/null; echo code $?
      signalbox replay --headless $d/r | grep -c 'auditor *ended'
      signalbox record -o $d/r -- sh -c 'bank 1 >/dev/null & sleep 0.2; signalbox ps; wait' 2>/dev/null | grep -c '^[0-9]'
      ls $SIGNALBOX_DIR | wc -l
      """)
    #expect(
      ran.lines == [
        "2\tthe", "1\tand", "1\tcat", "1\tdog", "code 0", "events in D/r", "1",
        #"{"event":"stream","version":1,"clock":"monotonic","unit":"ns"}"#, "code 7", "1",
        // Only the program is to be seen meanwhile, not whoever records it, and nothing afterwards.
        "1", "0",
      ])
  }

  /// What a lesson tells, and what its recording tells, is the same.
  @Test func aLessonIsRecorded() throws {
    let ran = try inFolder(
      """
      printf 'notify 3\\nwait 300ms\\nnotify all\\n' |
        signalbox run condition --headless --speed 10 --for 2s --record $d/r 2>/dev/null | cut -c 8- >$d/told
      signalbox replay --headless $d/r | cut -c 8- >$d/replayed
      grep -v 'the lesson is ended' $d/told | sort >$d/a; sort $d/replayed >$d/b
      wc -l <$d/b; comm -23 $d/a $d/b | head -n 5
      """)
    #expect((ran.lines.first.flatMap { Int($0.filter(\.isNumber)) } ?? 0) > 40)
    #expect(ran.lines.count == 1, "\(ran.output)")
  }

  /// One that runs, for a while, and only the last of that: less than three seconds of the four, however busy the machine.
  @Test func theLastOfAProgram() throws {
    let ran = try inFolder(
      """
      SIGNALBOX=1 bank 20 >/dev/null & pid=$!
      for n in {1..500}; do signalbox ps | grep -q "^$pid " && break; done
      signalbox record -o $d/r --pid $pid --for 4s --last 300ms 2>/dev/null; echo code $?
      kill $pid
      signalbox replay $d/r --format jsonl >$d/lines
      grep -c '"event":"thread"' $d/lines
      signalbox export $d/r --to svg | grep -c auditor
      grep '"event":"acquired"' $d/lines | grep -o '"t":[0-9]*' | cut -d: -f 2 | sort -n >$d/times
      echo $(( ($(tail -n 1 $d/times) - $(head -n 1 $d/times)) / 1000000 ))
      ls $d
      """)
    #expect(ran.lines.first == "code 0")
    #expect((ran.lines.dropFirst(3).first.flatMap { Int($0) } ?? 0) > 250, "\(ran.output)")
    #expect((ran.lines.dropFirst(3).first.flatMap { Int($0) } ?? .max) < 3000, "\(ran.output)")
    // Nothing is left beside it.
    #expect(ran.lines.dropFirst(4) == ["lines", "r", "times"])
  }

  @Test func whatCannotBeRecordedOrRead() throws {
    let ran = try inFolder(
      """
      exec 2>&1
      signalbox record -o /dev/full -- bank 1 >/dev/null; echo $?
      signalbox record -o /nowhere/r -- bank 1 >/dev/null; echo $?
      signalbox record -o $d/r -- true; echo $?
      signalbox record -o $d/r -- /nowhere/prog; echo $?
      signalbox record -o $d/r; echo $?
      signalbox record -o $d/r --pid 1 -- true; echo $?
      signalbox record -o $d/r --pid 12; echo $?
      signalbox replay /nowhere/r; echo $?
      signalbox replay /dev/null; echo $?
      echo nonsense >$d/n; signalbox replay $d/n 2>&1 | sed "s,$d,D,"
      """)
    #expect(
      ran.lines == [
        "signalbox: /dev/full: No space left on device", "4",
        "signalbox: /nowhere/r: No such file or directory", "4",
        "signalbox: true ended with exit code 0 and recorded nothing: does it use the library?",
        "4",
        "signalbox: /nowhere/prog: No such file or directory", "127",
        "signalbox: name either a --pid, or a program behind --", "2",
        "signalbox: name either a --pid, or a program behind --", "2",
        "signalbox: no program with the number 12 is published; signalbox ps lists them", "2",
        "signalbox: /nowhere/r: No such file or directory", "4",
        "signalbox: /dev/null: this is no recording", "4",
        "signalbox: D/n: this is no recording",
      ])
  }

  /// Killed at any moment: what was written can be read, and the program goes on.
  @Test func aRecorderIsKilled() throws {
    let ran = try inFolder(
      """
      bank 60 >/dev/null & p=$!
      until signalbox ps | grep -q running; do :; done
      for i in $(seq 100); do
        signalbox record -o $d/r --pid $p 2>/dev/null & r=$!
        sleep 0.0$(random); kill -9 $r; wait $r 2>/dev/null
        [ ! -s $d/r ] || signalbox replay --headless $d/r >/dev/null 2>$d/said || cat $d/said
        rm -f $d/r
      done
      signalbox ps | grep -c running
      kill $p
      """)
    #expect(ran.output == "1\n")
  }

  /// Killed at any moment: the recording is whole, and nothing lies about that is not explained.
  @Test func aProgramIsKilled() throws {
    let ran = try inFolder(
      """
      for i in $(seq 100); do
        signalbox record -o $d/r -- bank 60 >/dev/null 2>&1 & r=$!
        until p=$(pgrep -P $r -x bank); do kill -0 $r || break; done
        sleep 0.0$(random); kill -9 $p; wait $r 2>/dev/null
        [ ! -s $d/r ] || signalbox replay --headless $d/r >/dev/null || echo unreadable
        rm -f $d/r
      done
      signalbox ps | grep -v PID | tr -s ' ' | cut -d' ' -f 2,3 | sort | uniq
      signalbox ps --clean >/dev/null; ls $SIGNALBOX_DIR | wc -l
      """)
    #expect(ran.lines == ["bank ended", "0"])
  }

  /// A file system of its own, which is soon full.
  @Test func aFullFileSystem() throws {
    let ran = try inFolder(
      """
      mount -t tmpfs -o size=256k none $d 2>/dev/null || { echo no mount; exit; }
      signalbox record -o $d/r -- word-count \(Self.sources) 2>&1 >/dev/null | tail -n 1 | sed "s,$d,D,"
      signalbox replay --headless $d/r 2>&1 >/dev/null
      umount $d
      """)
    guard ran.lines != ["no mount"] else { return }
    #expect(
      ran.lines == [
        "signalbox: D/r: No space left on device",
        "signalbox: the recording was not finished: its end may be missing",
      ])
  }
  private static let sources =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources"

  @Test func exportedAndChecked() throws {
    let ran = try inFolder(
      """
      signalbox run deadlock --headless --speed 4 --for 1s --record $d/r </dev/null >/dev/null 2>&1
      signalbox export $d/r --to text | grep -c 'deadlock, likely\\|deadlock:'
      signalbox export $d/r --to jsonl >$d/lines; signalbox check $d/lines | tail -n 1
      signalbox check $d/r | tail -n 1; signalbox report $d/r | grep -q accounts && echo accounts
      signalbox export $d/r --to svg --theme light --size 100x30 >$d/p.svg
      head -c 4 $d/p.svg; echo; grep -c 'worker-1' $d/p.svg
      signalbox export $d/r --to svg --at 100ms | head -c 4; echo
      signalbox export $d/r --to nothing 2>&1; echo $?
      head -c 30 $d/r >$d/cut; signalbox check $d/cut 2>&1 | sed "s,$d,D,"
      """)
    #expect(ran.lines.count == 10, "\(ran.output)")
    #expect(ran.lines.prefix(4) == ["1", "1 found", "1 found", "accounts"])
    #expect(ran.lines[4] == "<svg")
    #expect(ran.lines[6] == "<svg")
    #expect(ran.lines[7].contains("--to nothing") && ran.lines[8] == "2")
    #expect(ran.lines[9].contains("D/cut: it ends within its head"))
  }

  /// `R` on a program and on a lesson: the file is named, and can be read.
  @Test func recordedFromTheScreen() throws {
    let path = try #require(try shell("mktemp -d").lines.first)
    for command in ["watch -- bank 60", "run semaphore --speed 4"] {
      let terminal = try Tmux(width: 110, height: 36)
      terminal.type("cd \(path); export SIGNALBOX_DIR=\(path); clear; signalbox \(command)")
      terminal.wait("threads") { $0.contains("teller-3") || $0.contains("worker-3") }
      terminal.press("R")
      terminal.wait("it says so") { $0.contains("records into signalbox-") && $0.contains(" rec ") }
      terminal.press("R")
      terminal.wait("it is over") { $0.contains("events in signalbox-") && !$0.contains(" rec ") }
      terminal.press("q")
      if command.hasPrefix("watch") { terminal.press("y") }
      terminal.expectUsablePrompt()
      let ran = try shell(
        "cd \(path); for f in *.sbx; do signalbox replay --headless $f | wc -l; done; rm *.sbx")
      #expect(ran.lines.count == 1 && (Int(ran.lines[0].filter(\.isNumber)) ?? 0) > 10)
    }
    _ = try shell("rm -r \(path)")
  }

  @Test func aRecordingOnTheScreen() throws {
    let folder = try shell(
      "d=$(mktemp -d); echo $d; SIGNALBOX_DIR=$d signalbox record -o $d/r -- bank 2 >/dev/null 2>&1"
    )
    let path = try #require(folder.lines.first)
    let terminal = try Tmux(width: 110, height: 36)
    terminal.type("signalbox replay \(path)/r; rm -r \(path)")
    terminal.wait("its end") { $0.contains("teller-3") && $0.contains("at rest") }
    #expect(terminal.screen.contains("ended"))
    terminal.press("Space")
    terminal.wait("it plays from the beginning") { $0.contains("playing") }
    for _ in 0..<6 { terminal.press("<") }
    terminal.wait("it goes backwards") { $0.contains("backwards") }
    terminal.press("Space")
    terminal.wait("it stands") { $0.contains("at rest") }
    terminal.press("End")
    terminal.wait("the end") { $0.contains("at rest") && $0.contains("ended") }
    terminal.press("q")
    terminal.expectUsablePrompt()
  }

  /// Bookmarks are there again when the recording is; and what is no file of bookmarks is left alone.
  @Test func bookmarksAreKept() throws {
    let folder = try shell(
      "d=$(mktemp -d); echo $d; SIGNALBOX_DIR=$d signalbox record -o $d/r -- bank 2 >/dev/null 2>&1"
    )
    let path = try #require(folder.lines.first)
    let terminal = try Tmux(width: 110, height: 36)
    terminal.type("signalbox replay \(path)/r")
    terminal.wait("its end") { $0.contains("at rest") }
    terminal.press("B")
    terminal.wait("it is set") { $0.contains("one of 1") }
    terminal.press("Home", "B")
    terminal.wait("another is set") { $0.contains("one of 2") }
    terminal.press("q")
    terminal.expectUsablePrompt()
    #expect(try shell("wc -l <\(path)/r.marks; ls \(path)").lines == ["2", "r", "r.marks"])
    terminal.type("signalbox replay \(path)/r")
    terminal.wait("its end") { $0.contains("at rest") }
    terminal.send(["\\'"])
    terminal.wait("the last is where it opens") { $0.contains("no later bookmark") }
    terminal.send(["\\\""])
    terminal.wait("the first, too") { $0.contains("\u{25cb}") }
    terminal.press("q")
    terminal.expectUsablePrompt()
    _ = try shell("echo dear diary >\(path)/r.marks")
    terminal.type("signalbox replay \(path)/r")
    terminal.wait("its end") { $0.contains("at rest") }
    terminal.press("B")
    terminal.wait("why not") { $0.contains("line 1 of") && $0.contains("left as it is") }
    terminal.press("q")
    terminal.expectUsablePrompt()
    #expect(try shell("cat \(path)/r.marks; rm -r \(path)").lines == ["dear diary"])
  }

  /// Whoever writes them, in whatever language.
  @Test func linesAreARecording() throws {
    let ran = try inFolder(
      """
      signalbox run deadlock --headless --speed 4 --for 1s --format jsonl </dev/null >$d/lines 2>/dev/null
      signalbox run deadlock --headless --speed 4 --for 1s --record $d/r </dev/null >/dev/null 2>&1
      for f in lines r; do signalbox replay --headless $d/$f | grep -c 'deadlock, likely\\|deadlock:'; done
      signalbox export $d/lines --to svg | grep -q worker-1 && echo drawn
      signalbox replay --headless $d/r --format jsonl | signalbox replay /dev/stdin --headless | tail -n 1 | cut -c 8-
      { head -n 9 $d/lines; echo; echo nonsense; } >$d/cut
      signalbox replay --headless $d/cut 2>&1 | tail -n 1 | sed "s,$d,D,"
      signalbox replay --headless \(Self.sources)/../README.md 2>&1 | sed 's,.*/,,'
      TMPDIR=$d signalbox replay --headless $d/lines >/dev/null; ls $d
      """)
    #expect(
      ran.lines == [
        "1", "1", "drawn", "you  ended",
        "signalbox: D/cut, line 11: column 1: nonsense is not a value; text stands in quotes",
        "README.md: this is no recording", "cut", "lines", "r",
      ])
  }

  /// Side by side: aligned, exchanged, and with what differs.
  @Test func twoRecordings() throws {
    let folder = try shell(
      """
      d=$(mktemp -d); echo $d; export SIGNALBOX_DIR=$d
      for s in 2 3; do signalbox record -o $d/r$s -- bank $s >/dev/null 2>&1; done
      """)
    let path = try #require(folder.lines.first)
    let text = try shell("cd \(path); signalbox replay r2 r3 --headless")
    #expect(text.lines.prefix(2) == ["A r2", "B r3"])
    #expect(text.lines.contains { $0.hasPrefix("closing time") && $0.contains("+") })
    let refused = try shell(
      "cd \(path); { signalbox replay r2 r3 --format jsonl; signalbox replay r2 none --headless; } 2>&1"
    )
    #expect(refused.output.contains("the difference of two is text"))
    #expect(refused.output.contains("none: "))
    let terminal = try Tmux(width: 110, height: 36)
    terminal.type("signalbox replay \(path)/r2 \(path)/r3")
    terminal.wait("both") {
      $0.contains("A r2") && $0.contains("B r3") && $0.contains("at rest")
        && $0.split(separator: "teller-3").count > 2
    }
    terminal.press("D")
    terminal.wait("what differs") { $0.contains("difference, B to A") && $0.contains("waited B") }
    terminal.press("A")
    terminal.wait("aligned") {
      $0.contains("aligned by event") && $0.contains("aligned where main")
    }
    terminal.press("X")
    terminal.wait("the other leads") { $0.contains("B r3  recording") && $0.contains("── A r2") }
    terminal.press("Space")
    terminal.wait("it plays") { $0.contains("playing") || $0.contains("at rest   00:03.0") }
    terminal.press("q")
    terminal.expectUsablePrompt()
    _ = try shell("rm -r \(path)")
  }
}
