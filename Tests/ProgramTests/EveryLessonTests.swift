import Testing

/// Each of the lessons as it is told without a terminal, when nobody asks for anything.
@Suite(.serialized)
struct EveryLessonTests {
  static let lessons = [
    "containers", "lock", "rlock", "semaphore", "condition", "wait-for", "event", "local",
    "local-dict", "local-object", "pool", "queue",
    "deadlock", "philosophers", "lost-notify", "pool-deadlock", "starvation", "owner-gone",
  ]

  /// All at once: most of the time they wait.
  @Test func eachComesToItsEndInBothLanguages() throws {
    let ran = try shell(
      "for lang in en zh; do for l in \(Self.lessons.joined(separator: " ")); do "
        + "{ timeout -k 1 60 signalbox run $l --headless --speed 8 --lang $lang </dev/null >out-$lang-$l; "
        + "echo $lang $l $? $(grep -c . out-$lang-$l); } & done; done; wait; rm -f out-*")
    #expect(ran.status == 0)
    for language in ["en", "zh"] {
      for lesson in Self.lessons {
        let line = ran.lines.first { $0.hasPrefix("\(language) \(lesson) ") }
        let words = (line ?? "").split(separator: " ")
        #expect(words.count == 4 && words[2] == "0" && (Int(words[3]) ?? 0) > 10, "\(lesson)")
      }
    }
  }

  @Test func aDemonstrationGivesWayToAPerson() throws {
    let ran = try shell(
      "{ sleep 4; echo 'notify all'; } | signalbox run condition --headless --speed 20")
    #expect(ran.status == 0)
    #expect(ran.output.contains("a short demonstration"))
    #expect(ran.output.contains("notify(3) on ready woke"))
    #expect(ran.output.contains("notifyAll() on ready woke"))
  }

  @Test func whoeverAsksForSomethingGetsNoDemonstration() throws {
    let ran = try shell(
      "printf 'put\\nconsumers 4\\nwait 300ms\\nquit\\n' | signalbox run queue --headless --speed 4"
    )
    #expect(ran.status == 0)
    #expect(!ran.output.contains("demonstration"))
    #expect(ran.output.contains("consumers 2 → 4"))
  }

  @Test func aLimitHoldsForADemonstrationToo() throws {
    let ran = try shell(
      "signalbox run queue --headless --for 500ms </dev/null; echo $?")
    #expect(ran.lines.last == "0")
    #expect(!ran.output.contains("producers 3 → 5"))
  }

  @Test func theListNamesTheTwelveInTheOrderOfTheCourseAndThenWhatGoesWrong() throws {
    let list = try shell("signalbox lessons --format json")
    let ids = list.lines.compactMap { line -> String? in
      line.split(separator: "\"").dropFirst(3).first.map(String.init)
    }
    #expect(ids == Self.lessons)
    let numbers =
      ["1", "2", "3", "4", "5", "5b", "6", "7", "8", "9", "10", "11"] + (12...17).map(String.init)
    for (line, number) in zip(list.lines, numbers) {
      #expect(line.contains("\"number\":\"\(number)\""))
      let group = (Int(number) ?? 0) > 11 ? "wrong" : "course"
      #expect(line.contains("\"group\":\"\(group)\""))
      #expect(
        line.contains("\"en\":\"") && line.contains("\"zh\":\"") && line.contains("\"commands\":["))
    }
  }

  @Test func whatGoesWrongIsFoundAndTheCureBeginsAnew() throws {
    let ran = try shell(
      "printf 'wait 300ms\\ncure\\nwait 300ms\\ncure\\nwait 300ms\\nquit\\n' | "
        + "signalbox run owner-gone --headless --speed 8")
    #expect(ran.status == 0)
    let parts = ran.output.split(separator: "begins anew")
    #expect(parts.count == 3)
    #expect(
      parts.map { $0.contains("owner gone: worker-0 ended with lock") } == [true, false, true])
    #expect(parts.dropFirst().first?.hasPrefix(", cured: withLock gives the lock back") == true)
  }

  @Test func theCureCanBeThereFromTheBeginning() throws {
    let ran = try shell("signalbox run deadlock --cure --headless --speed 4 </dev/null")
    #expect(ran.status == 0)
    #expect(ran.lines.count { $0.contains("I have both locks") } == 2)
    #expect(!ran.output.contains("deadlock"))
  }

  @Test(arguments: [
    ("queue", "capacity 0", "line 1: capacity 0: must be from 1 to"),
    ("queue", "producers -1", "line 1: producers -1: must be from 0 to"),
    ("queue", "consumers x", "line 1: consumers x: not a number"),
    ("queue", "capacity", "line 1: capacity needs a size"),
    ("queue", "put on queue", "line 1: put is not for one primitive"),
    ("queue", "more", "line 1: the lesson queue has nothing that more could act on"),
    ("pool", "workers 0", "line 1: workers 0: must be from 1 to"),
    ("lock", "cure", "line 1: the lesson lock has nothing that cure could act on"),
    ("local", "put", "line 1: the lesson local has nothing that put could act on"),
  ])
  func aBadLineIsASentence(_ lesson: String, _ line: String, _ sentence: String) throws {
    let ran = try shell("printf '\(line)\\n' | signalbox run \(lesson) --headless 2>&1 >/dev/null")
    #expect(ran.status == 2)
    #expect(ran.output.hasPrefix("signalbox: \(sentence)"))
    #expect(ran.lines.count == 1)
  }

  @Test func nobodyHasToSettleForTheEnd() throws {
    let ran = try shell(
      "printf 'quit\n' | timeout -k 1 3 signalbox run queue --headless --speed 0.01")
    #expect(ran.status == 0)
  }

  @Test func whatIsTooMuchIsSaidToBeLeftOut() throws {
    let ran = try shell(
      "printf 'producers 50\nconsumers 50\nwait 1s\nquit\n' | "
        + "signalbox run queue --headless --speed 1000 | grep -c 'left out'")
    #expect((Int(ran.lines.first ?? "") ?? 0) > 0)
  }

  @Test func whatCannotBeDoneIsSaid() throws {
    let ran = try shell(
      "printf 'producers 1000\\nwait 100ms\\nquit\\n' | signalbox run queue --headless")
    #expect(ran.status == 0)
    #expect(ran.output.contains("producers 1000 was not done"))
  }
}
