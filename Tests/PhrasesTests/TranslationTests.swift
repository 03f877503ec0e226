import Phrases
import SyncEvents
import Testing

/// Every sentence there is, in both languages.
@Suite struct TranslationTests {
  private static let subjects = PrimitiveKind.allCases.enumerated().map { index, kind in
    Happening.Subject(id: PrimitiveID(UInt32(index)), name: "it", kind: kind)
  }

  /// At least one of every kind of happening, and of every branch of its sentence.
  private static let happenings: [Happening] = {
    var all: [Happening.What] = [
      .started, .ended, .evaluated(nil, true), .evaluated(nil, false), .printed("x"), .noted("x"),
      .held, .letGo, .commanded("x"), .commanded("hold"), .commanded("go"), .commanded("step a"),
      .commanded("speed 2"), .deadlock(["a", "it"], certain: true),
      .deadlock(["a", "it"], certain: false), .freed(["a", "it"]), .lost(1), .lost(7),
    ]
    for it in subjects {
      all += [
        .blocked(it, holder: nil), .blocked(it, holder: "b"), .blocked(it, holder: "a"),
        .acquired(it, permits: 1, depth: 1, waited: nil),
        .acquired(it, permits: 2, depth: 2, waited: 1_000_000_000),
        .released(it, permits: 1, depth: 1, held: nil),
        .released(it, permits: 2, depth: 2, held: 1_000), .releasedFor(it, holder: "b"),
        .wentOn(it, waited: 5), .passed(it), .notified(it, by: "you", waited: 5),
        .timedOut(it, waited: 5), .cancelled(it, waited: 5),
        .notifies(it, asked: nil, woken: []), .notifies(it, asked: 2, woken: ["a", "you"]),
        .lightSet(it, woken: []), .lightSet(it, woken: ["a"]), .lightCleared(it),
        .resized(it, old: 3, new: 4, woken: ["a"]), .evaluated(it, true), .evaluated(it, false),
      ]
      for operation in Operation.allCases {
        all += Misuse.allCases.map { .misused(it, operation, $0) }
      }
    }
    all += Misuse.allCases.map { .misused(nil, .notify, $0) }
    all += Refusal.allCases.map { .refused("x", $0) }
    return all.map {
      Happening(number: 1, time: .zero, thread: ThreadID(1), threadName: "a", what: $0)
    }
  }()

  private static let actor = Actor(id: ThreadID(1), name: "a")
  private static let you = Actor(id: ThreadID(2), name: "you", isPerson: true)

  private static let whys: [Why] = {
    let place = WaitStory.Place(2, of: 3)
    let causes: [WaitStory.Cause] = [
      .holder(actor, does: .running, for: 1),
      .holder(you, does: .sleeping, for: 1), .ring, .itself, .unnotified(place, .notify),
      .unnotified(WaitStory.Place(1, of: 1), .notify), .unnotified(place, .notifyAll),
      .unnotified(place, .ticket), .unnotified(WaitStory.Place(1, of: 1), .ticket),
      .red(waiting: 1), .red(waiting: 10),
      .permits(inUse: 3, size: 3, debt: 0, place),
      .permits(inUse: 3, size: 1, debt: 2, WaitStory.Place(1, of: 1)), .free,
    ]
    var all: [Why] = [actor, you].flatMap { who in
      [
        .runs(who, for: 1), .sleeps(who, for: 1), .idle(who), .held(who, for: 1), .unknown(who),
        .ended(who, for: 1),
      ]
    }
    for it in subjects {
      let steps = [actor, you].map { WaitStory.Step(waiter: $0, primitive: it, waited: 5) }
      for cause in causes {
        all.append(.waits(WaitStory(steps: steps, notifiedBy: you, cause: cause, key: "u")))
        all.append(.waits(WaitStory(steps: [steps[0]], cause: cause)))
      }
      all.append(.holds(HoldStory(holder: actor, primitive: it, count: 2, size: 3, held: 5)))
      all.append(
        .holds(
          HoldStory(
            holder: you, primitive: it, count: 1, size: 3, held: 5, wokenBy: actor, waiting: 2,
            oldest: actor, debt: 1)))
    }
    return all
  }()

  private static let statuses: [Status] = {
    var all: [Status] = [
      .badCount(""), .badCount("x"), .waiting(command: "x", for: "it", behind: 0),
      .waiting(command: "x", for: "it", behind: 2),
      .doneUnseen("x"), .stepped("a", nil), .stepped("a", .ended), .noAnswer, .withdrawn, .allEnded,
      .speed(2), .bare(true), .bare(false), .holding(true), .holding(false),
      .misused(subjects[0], .release, .notLocked), .refused(command: "x", .ambiguous),
    ]
    var inabilities: [Status.Inability] = [
      .unknownKey, .notHolding, .noLane, .ownLane, .laneEnded("a"),
      .notHeld("a", .running, on: nil),
      .notHeld("a", .blocked, on: "it"), .slowest, .fastest, .closest,
      .widest, .oneOrNone(primitives: 0), .oneOrNone(primitives: 1), .notInThisLesson(.flip),
    ]
    for sort in Status.Sort.allCases { inabilities += [.nothingOf(sort), .severalOf(sort)] }
    all += inabilities.map(Status.cannot)
    return all
  }()

  private static func states() -> [StateWord] {
    [.running, .sleeping, .blocked, .idle, .held, .deadlocked, .unknown, .ended]
      + Wanted.allCases.map(StateWord.waiting)
  }

  /// Everything that can be said.
  private func all(_ book: Phrasebook) -> [String] {
    var texts = Self.happenings.map(book.line)
    for form in ActionForm.allCases {
      texts += Self.happenings.compactMap { book.lastAction($0, 5, form) }
    }
    for isShort in [false, true] {
      texts += Self.whys.map { book.sentence($0, isShort: isShort).text }
    }
    texts += Self.statuses.map(book.sentence)
    texts += Self.states().flatMap { [book.word($0), book.legend($0)] }
    texts += [book.held(depth: 1), book.held(permits: 2), book.moreBelow(3)]
    texts += KeyWord.allCases.flatMap { [book.word($0), book.explanation($0)] }
    texts += PrimitiveKind.allCases.map(book.word)
    for lesson in LessonID.allCases {
      let card = book.card(lesson)
      texts += [card.title, card.subtitle, card.attempt, card.explanation]
    }
    texts += [
      book.live, book.paused(5), book.cell(5), book.lost(3), book.bare, book.holding,
      book.threadColumn, book.nowColumn, book.whyPane, book.programPane, book.logPane,
      book.blockedCount(1), book.waitingCount(2), book.free, book.nobodyWaits, book.green, book.red,
      book.inUse(1, of: 2).dim, book.debt(1), book.deadlock(certain: true),
      book.deadlock(certain: false), book.noThreads, book.tooSmall(1, 1), book.countPrompt,
      book.menuQuestion, book.keysHeading, book.lanesHeading, book.barRule, book.programLine,
    ]
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
    "Lock", "RecursiveLock", "BoundedSemaphore", "Condition", "Event", "wait", "until", "notify",
    "notifyAll", "Python", "Tab", "Esc", "fg", "it",
  ]

  @Test func chineseHasNoEnglishInIt() {
    for text in all(Phrasebook(.zh)) {
      let words = text.split { !$0.isASCII || !$0.isLetter }.map(String.init)
      let strange = words.filter { $0.count > 1 && !Self.latin.contains($0) }
      #expect(strange.isEmpty, "\(text): \(strange)")
    }
  }

  @Test func bothLanguagesSayEverythingDifferently() {
    let pairs = zip(all(Phrasebook(.en)), all(Phrasebook(.zh)))
    let same = pairs.filter { $0 == $1 }.map(\.0)
    #expect(same.isEmpty, "\(same)")
  }
}
