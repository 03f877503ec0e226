import Testing

/// The program without a terminal, with real threads and scripted commands.
@Suite(.serialized)
struct HeadlessTests {
  @Test func notifyThreeThenAll() throws {
    let ran = try shell(
      "printf 'notify 3\\nwait 400ms\\nnotify all\\n' | signalbox run condition --headless --speed 10"
    )
    #expect(ran.status == 0)
    #expect(ran.output.contains("notify(3) on ready woke worker-0 worker-1 worker-2"))
    #expect(ran.lines.count { $0.hasSuffix("ended") && $0.contains("worker-") } == 10)
  }

  @Test func sizesAsJSONLines() throws {
    let ran = try shell(
      "printf 'size 5\\nwait 200ms\\nsize 1\\n' | signalbox run semaphore --headless --format jsonl --speed 10"
    )
    #expect(ran.status == 0)
    let first = try #require(ran.lines.first)
    #expect(first.hasPrefix("{\"event\":\"stream\",\"version\":1"))
    #expect(ran.lines.dropFirst().allSatisfy { $0.hasPrefix("{\"n\":") && $0.hasSuffix("}") })
    #expect(ran.output.contains("\"old\":3,\"new\":5"))
    #expect(ran.output.contains("\"old\":5,\"new\":1"))
    #expect(ran.lines.count { $0.contains("\"event\":\"threadEnded\"") } == 21)
  }

  @Test func jsonLinesAreJSON() throws {
    let ran = try shell(
      "command -v python3 >/dev/null || { echo none; exit; }; signalbox run lock --headless --format jsonl --speed 20 </dev/null | python3 -c '"
        + "import json, sys\nfor n, line in enumerate(sys.stdin):\n  o = json.loads(line)\n"
        + "  assert n == 0 or o[\"n\"] == n, line\nprint(n)'")
    #expect(ran.status == 0)
    #expect(ran.output != "0\n")
  }

  @Test func greenRedAndTenMore() throws {
    let ran = try shell(
      "printf 'flip\\nwait 300ms\\nflip\\nmore\\nwait 1s\\nflip\\n' | signalbox run event --headless --speed 10"
    )
    #expect(ran.status == 0)
    #expect(ran.lines.count { $0.hasSuffix("ended") && $0.contains("worker-") } == 20)
  }

  @Test func tellsTheSemaphoresWhenThereIsNoTerminal() throws {
    let ran = try shell("signalbox --speed 10 </dev/null")
    #expect(ran.status == 0)
    #expect(ran.output.contains("permits"))
  }

  @Test func endsAlsoWhenItsInputDoesNot() throws {
    let ran = try shell(
      "f=$(mktemp -u); mkfifo $f; sleep 60 >$f & "
        + "signalbox run semaphore --headless --speed 10 --for 1s <$f >/dev/null; echo $?; "
        + "kill $!; rm $f")
    #expect(ran.lines == ["0"])
  }

  @Test func saysQuitAndIsGone() throws {
    let ran = try shell("printf 'quit\\n' | signalbox run event --headless")
    #expect(ran.status == 0)
  }

  @Test func tellsItInChinese() throws {
    let ran = try shell(
      "printf 'notify 2\\n' | signalbox run condition --headless --speed 20 --for 500ms --lang zh")
    #expect(ran.status == 0)
    #expect(ran.output.contains("线程来了"))
    #expect(!ran.output.contains("acquired"))
  }

  @Test func aRestartBeginsAnew() throws {
    let ran = try shell(
      "printf 'notify all\\nrestart\\nnotify all\\n' | signalbox run condition --headless --speed 50"
    )
    #expect(ran.status == 0)
    #expect(ran.lines.count { $0.hasSuffix("ended") && $0.contains("worker-") } == 20)
  }

  @Test func printsAFrame() throws {
    let ran = try shell(
      "signalbox run condition --print-frame --at 1s --size 100x30 </dev/null")
    #expect(ran.status == 0)
    #expect(ran.lines.first?.contains("signalbox  5 Condition") == true)
    #expect(ran.lines.count { $0.contains("waiting ready") } == 10)
    #expect(ran.lines.allSatisfy { $0.count <= 100 })
  }

  @Test func namesTheLessonsInChineseAndTheSchema() throws {
    #expect(try shell("signalbox lessons --lang zh").output.contains("信号量"))
    #expect(try shell("signalbox events").output.contains("limitChanged"))
  }

  @Test func endsInGoodOrderWhenTerminated() throws {
    let ran = try shell(
      "signalbox run event --headless --for 30s >/dev/null </dev/null & pid=$!; while ! grep -q worker /proc/$pid/task/*/comm 2>/dev/null; do :; done; kill $pid; wait $pid; echo $?"
    )
    #expect(ran.lines.last == "143")
  }

  @Test(arguments: ["hold\\nquit\\n", "hold\\nrestart\\nquit\\n", "go\\nhold\\nquit\\n"])
  func endsThoughItIsToHoldLast(_ script: String) throws {
    for lesson in EveryLessonTests.lessons {
      let ran = try shell(
        "printf '\(script)' | timeout -k 1 20 signalbox run \(lesson) --headless --speed 20")
      #expect(ran.status == 0, "\(lesson)")
    }
  }

  @Test func whatCannotBeWrittenIsAnError() throws {
    for command in ["run lock --speed 50", "lessons", "events"] {
      let ran = try shell("signalbox \(command) </dev/null 2>&1 >/dev/full")
      #expect(ran.status == 1)
      #expect(ran.lines.count == 1)
    }
  }

  @Test func aTerminatedProgramDoesNotWaitForAReader() throws {
    let ran = try shell(
      "f=$(mktemp -u); mkfifo $f; sleep 60 <$f & reader=$!; yes flip | head -n 3000 | "
        + "{ timeout -k 20 2 signalbox run event --format jsonl --for 1s >$f; echo $?; }; "
        + "kill $reader; rm $f")
    #expect(ran.lines == ["124"])
  }
}
