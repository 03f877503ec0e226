import Phrases
import SyncEvents
import Testing

/// Every sentence there is, in both languages.
@Suite struct TranslationTests {
  /// Everything that can be said.
  private func all(_ book: Phrasebook) -> [String] {
    var texts = Everything.happenings.map(book.line)
    for form in ActionForm.allCases {
      texts += Everything.happenings.compactMap { book.lastAction($0, 5, form) }
    }
    for isShort in [false, true] {
      texts += Everything.whys.map { book.sentence($0, isShort: isShort).text }
    }
    texts += Everything.statuses.map(book.sentence)
    texts += Everything.states().flatMap { [book.word($0), book.legend($0)] }
    texts += [book.held(depth: 1), book.held(permits: 2), book.moreBelow(3)]
    for lesson in [nil] + LessonID.allCases {
      texts += KeyWord.allCases.flatMap {
        [book.word($0, in: lesson), book.explanation($0, in: lesson)]
      }
      texts.append(book.bare(in: lesson))
    }
    texts += Everything.lines.map(book.text)
    texts += PrimitiveKind.allCases.map(book.word)
    for lesson in LessonID.allCases {
      let card = book.card(lesson)
      texts += [card.title, card.subtitle, card.attempt, card.explanation, book.heading(lesson)]
      texts += [true, false].map { book.beginsAnew(lesson, isBare: $0) }
      texts.append(book.beginsAnew(lesson, isBare: false, isCured: true))
      texts += [book.cure(lesson), book.heading(lesson.group)].compactMap { $0 }
    }
    texts += [
      book.live, book.cured, book.paused(5), book.cell(5), book.queued(3), book.holding,
      book.threadColumn, book.nowColumn, book.whyPane, book.programPane, book.logPane,
      book.blockedCount(1), book.waitingCount(2), book.free, book.nobodyWaits, book.green, book.red,
      book.inUse(1, of: 2).dim, book.debt(1), book.deadlock(certain: true),
      book.deadlock(certain: false), book.noThreads, book.tooSmall(1, 1), book.countPrompt,
      book.menuQuestion, book.keysHeading, book.lanesHeading, book.barRule, book.programLine,
    ]
    texts += CellMode.allCases.flatMap { [book.word($0), book.cells($0)] }
    texts += [true, false].flatMap { isShort in
      Everything.pasts.map { book.sentence($0, isShort: isShort).text }
        + Everything.spans.map { book.sentence($0, isShort: isShort).text }
    }
    texts += Everything.lanes(book) + Everything.contention(book)
    texts += [Everything.actor, Everything.you].flatMap { who in
      [book.woken(by: who), book.hadNotStarted(who), book.wasUnknown(who)].map(\.text)
    }
    texts += [
      book.detail(since: 5), book.at("x"), book.notStarted, book.nothingInCell, book.onlyFirst(5),
      book.inspected(from: .zero, to: .zero, decimals: 3),
      book.coarse(
        changes: 1_234, eighths: 3, worst: .blocked, dominant: .sleeping, last: .running),
    ]
    for form in HeaderForm.allCases {
      texts += [3, 12_304, .max].map { book.lost($0, since: Instant(nanoseconds: 5), form) }
      texts += RecordingLevel.allCases.compactMap { book.recording($0, form) }
    }
    return texts
  }

  @Test func englishIsEnglish() {
    for text in all(Phrasebook(.en)) {
      #expect(!text.isEmpty)
      #expect(!text.unicodeScalars.contains { $0.value >= 0x2E80 }, "\(text)")
      #expect(!text.contains("  ") || text.hasPrefix("00.00  ") || text.contains("   "), "\(text)")
    }
  }

  @Test func englishForASCIIIsASCII() {
    for text in all(Phrasebook(.en, ascii: true)) {
      #expect(!text.contains { !$0.isASCII }, "\(text)")
    }
  }

  /// Words that belong into a Chinese sentence: names of classes, of calls and of keys, and the names made up above.
  private static let latin: Set<String> = [
    "Lock", "RecursiveLock", "BoundedSemaphore", "Condition", "Event", "ThreadLocal", "ThreadPool",
    "wait", "until", "notify", "notifyAll", "Python", "Swift", "Tab", "Esc", "fg", "it", "id",
    "local", "obj", "phone", "storage", "setattr", "getattr", "setitem", "getitem",
    "dynamicMemberLookup", "sleep", "consumers", "End", "readonly", "that", "accounts", "audit",
    "hungry", "withLock", "with", "for", "control", "all", "full", "what",
    "KiB", "MiB", "signalbox", "replay",
  ]

  @Test func chineseHasNoEnglishInIt() {
    for text in all(Phrasebook(.zh)) {
      let strange = words(text).filter { !Self.latin.contains($0) }
      // The command that was refused stands in front.
      #expect(strange.allSatisfy { text.contains("没有执行 \($0) ") }, "\(text): \(strange)")
    }
  }

  private func words(_ text: String) -> [String] {
    text.split { !$0.isASCII || !$0.isLetter }.map(String.init).filter { $0.count > 1 }
  }

  @Test func bothLanguagesSayEverythingDifferently() {
    let pairs = zip(all(Phrasebook(.en)), all(Phrasebook(.zh)))
    let same = pairs.filter { $0 == $1 }.map(\.0)
    #expect(same.isEmpty, "\(same)")
  }

  // MARK: the command line

  private func commandLine(_ book: Phrasebook) -> [String] {
    var texts = Everything.problems.map(book.sentence)
    let place = JSONPosition(line: 3, column: 1)
    for problem in Everything.configProblems {
      texts += [place, nil].map { book.sentence(ConfigFault(at: $0, problem), in: "/x") }
    }
    texts += [book.settings(in: "/x"), book.settings(in: nil)]
    for topic in HelpTopic.allCases {
      texts += [book.abstract(topic), book.discussion(topic), book.usage(topic) ?? ""]
    }
    texts += HelpOption.allCases.flatMap { [book.help($0), book.valueName($0)] }
    return texts
  }

  /// What is typed, and what programs read.
  private static let typed: Set<String> = {
    var texts = Command.Word.allCases.map(\.rawValue) + LessonID.allCases.map(\.rawValue)
    texts += ["signalbox", "menu", "run", "lessons", "events", "headless", "lang", "en", "zh"]
    texts += ["speed", "size", "format", "text", "json", "jsonl", "JSON", "ASCII"]
    texts += [
      "readonly", "history", "theme", "dark", "light", "high", "contrast", "mono", "config",
    ]
    texts += [
      "KiB", "MiB", "UTF", "GiB", "XDG_CONFIG_HOME", "default", "true", "false", "man", "keys",
    ]
    texts += ["FILE", "SIGNALBOX", "EVENTS", "LESSON", "PROGRAM", "timeout", "check", "report"]
    texts += ["certain", "likely", "possible", "threshold", "starvation", "convoy", "longHold"]
    texts += ["thunderingHerd", "off", "state", "full", "control", "none", "primitives", "clean"]
    texts += [
      "publish", "Recorder", "PID", "attach", "watch", "ps", "pid", "record", "replay", "export",
      "svg",
    ]
    texts += ["quit", "hold", "step", "space", "Ctrl", "Esc", "PgUp", "XDG", "CONFIG", "HOME"]
    texts += ["auto", "always", "never", "all", "on", "ns", "us", "ms", "worker", "ready", "last"]
    texts += ["perfetto", "Perfetto", "SQL"]
    return Set(texts.flatMap { $0.split(separator: "-").map(String.init) })
  }()

  @Test func commandLineIsInBothLanguages() {
    for (english, chinese) in zip(commandLine(Phrasebook(.en)), commandLine(Phrasebook(.zh))) {
      #expect(!english.unicodeScalars.contains { $0.value >= 0x2E80 }, "\(english)")
      let strange = words(chinese).filter { !Self.typed.contains($0) }
      #expect(strange.isEmpty, "\(chinese): \(strange)")
      #expect(english.isEmpty == chinese.isEmpty)
      #expect(english != chinese || english.isEmpty)
    }
  }

  @Test(arguments: Language.allCases)
  func helpOfRunNamesEveryCommandAndLesson(_ language: Language) {
    let text = Phrasebook(language).discussion(.run)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    for word in Command.Word.ofLessons {
      #expect(rows.count { $0.hasPrefix("  \(word.rawValue) ") } == 1, "\(word)")
    }
    for row in rows { #expect(row.dropFirst(24).hasPrefix("  "), "\(row)") }
    for lesson in LessonID.allCases { #expect(text.contains(lesson.rawValue)) }
  }

  // MARK: what differs is told differently

  @Test(arguments: Language.allCases)
  func nothingIsSaidTwice(_ language: Language) {
    let book = Phrasebook(language)
    func happened(_ what: Happening.What) -> String {
      book.sentence(
        Happening(number: 1, time: .zero, thread: ThreadID(1), threadName: "a", what: what))
    }
    let it = Happening.Subject(id: PrimitiveID(1), name: "it", kind: .queue)
    let lessons = LessonID.allCases.map(book.card)
    let sorts = Status.Sort.allCases
    let groups: [[String]] = [
      Refusal.allCases.map { happened(.refused("x", $0)) },
      Misuse.allCases.map { happened(.misused(nil, .put, $0)) },
      Operation.allCases.map { happened(.misused(nil, $0, .shutDown)) },
      Wanted.allCases.map { book.legend(.waiting($0)) },
      sorts.map { book.sentence(.cannot(.nothingOf($0))) },
      sorts.map { book.sentence(.cannot(.severalOf($0))) },
      lessons.map(\.title), lessons.map(\.subtitle), lessons.map(\.attempt),
      lessons.map(\.explanation), LessonID.allCases.map { book.heading($0) },
      LessonID.allCases.compactMap(book.cure),
      KeyWord.allCases.map { book.explanation($0) }, CellMode.allCases.map(book.cells),
      Everything.timeInabilities.map { book.sentence(.cannot(.time($0))) },
      Everything.laneInabilities.map { book.sentence(.cannot(.lanes($0))) },
      LaneSort.allCases.map(book.sorted), [book.filterPrompt, book.searchPrompt],
      PrimitiveKind.allCases.filter { $0 != .countingSemaphore }.map(book.word),
      Everything.lines.map(book.text), HelpTopic.allCases.map(book.abstract),
      HelpOption.allCases.map(book.help),
      [
        .put(it, depth: 1, waited: nil), .took(it, depth: 1, waited: nil),
        .taskDone(it, unfinished: 1), .shutDown(it, immediate: false, woken: []),
        .shutDown(it, immediate: true, woken: []), .submitted(it, task: 1, queued: 1),
        .taskStarted(it, task: 1, queued: 1), .taskEnded(it, task: 1, .returned, took: nil),
        .taskEnded(it, task: 1, .failed, took: nil), .taskCancelled(it, task: 1),
        .localSet(it, key: nil, value: "1"), .localGet(it, key: nil, value: "1"),
        .localGet(it, key: nil, value: nil), .tallied(it, value: 1, updates: 1),
        .tripped(it, woken: []), .broke(it, woken: []), .barrierReset(it, woken: []),
        .turnedAway(it, .broken, waited: 1), .turnedAway(it, .shutDown, waited: 1),
      ].map(happened),
    ]
    for group in groups {
      let doubled = Dictionary(grouping: group) { $0 }.filter { $1.count > 1 }.keys
      #expect(doubled.isEmpty, "\(doubled)")
    }
  }
}
