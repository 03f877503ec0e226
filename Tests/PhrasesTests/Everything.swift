import Phrases
import SyncEvents

/// At least one of everything that can be said.
enum Everything {
  static let subjects = PrimitiveKind.allCases.enumerated().map { index, kind in
    Happening.Subject(id: PrimitiveID(UInt32(index)), name: "it", kind: kind)
  }

  /// At least one of every kind of happening, and of every branch of its sentence.
  static let happenings: [Happening] = {
    var all: [Happening.What] = [
      .started, .ended, .evaluated(nil, true), .evaluated(nil, false), .printed("x"), .noted("x"),
      .held, .letGo, .commanded("x"), .commanded("hold"), .commanded("go"), .commanded("step a"),
      .commanded("speed 2"), .deadlock(["a", "it"], certain: true),
      .found(.stall, .certain, waiters: ["a", "b"], for: ["it"], others: []),
      .found(.poolDeadlock, .certain, waiters: ["a"], for: ["it"], others: []),
      .found(.lostNotify, .likely, waiters: ["a"], for: ["it"], others: ["b"]),
      .found(.ownerGone, .certain, waiters: ["a"], for: ["it"], others: ["b"]),
      .found(
        .lockOrderInversion, .possible, waiters: ["a", "b"], for: ["it", "that"], others: []),
      .withdrawn(.stall, .likely, waiters: ["a", "b"], for: ["it"], others: []),
      .deadlock(["a", "it"], certain: false), .freed(["a", "it"]), .lost(1), .lost(7),
      .lost(12_304),
    ]
    all += RecordingLevel.allCases.map { .levelChanged($0) }
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
      all += exchanges(it)
      for operation in Operation.allCases {
        all += Misuse.allCases.map { .misused(it, operation, $0) }
      }
    }
    all += Misuse.allCases.map { .misused(nil, .notify, $0) }
    all += Refusal.allCases.map { .refused("x", $0) }
    all += sizes.map { .refused($0, .outOfRange) }
    return [false, true].flatMap { isEstimated in
      all.map {
        Happening(
          number: 1, time: .zero, thread: ThreadID(1), threadName: "a", what: $0,
          isEstimated: isEstimated)
      }
    }
  }()

  private static func exchanges(_ it: Happening.Subject) -> [Happening.What] {
    [
      .put(it, depth: 1, waited: nil), .put(it, depth: 3, waited: 5),
      .took(it, depth: 0, waited: nil), .took(it, depth: 3, waited: 5),
      .taskDone(it, unfinished: 2), .shutDown(it, immediate: false, woken: []),
      .shutDown(it, immediate: true, woken: ["a"]), .submitted(it, task: 7, queued: 2),
      .taskStarted(it, task: 7, queued: 0), .taskEnded(it, task: 7, .returned, took: nil),
      .taskEnded(it, task: 7, .returned, took: 5), .taskEnded(it, task: 7, .failed, took: 5),
      .taskCancelled(it, task: 7), .localSet(it, key: nil, value: "3"),
      .localSet(it, key: "x", value: "3"), .localGet(it, key: "x", value: "3"),
      .localGet(it, key: nil, value: nil), .tallied(it, value: 3, updates: 3),
      .tallied(it, value: 3, updates: 5), .tripped(it, woken: []), .tripped(it, woken: ["a"]),
      .broke(it, woken: ["a"]), .barrierReset(it, woken: ["a"]),
      .turnedAway(it, .broken, waited: 5), .turnedAway(it, .shutDown, waited: 5),
    ]
  }
  /// What asks for a size that cannot be.
  private static let sizes =
    ["size", "capacity", "workers", "producers", "consumers"].map { "\($0) -1" } + ["size +1"]

  static let actor = Actor(id: ThreadID(1), name: "a")
  static let you = Actor(id: ThreadID(2), name: "you", isPerson: true)

  static let whys: [Why] = {
    let place = WaitStory.Place(2, of: 3)
    let causes: [WaitStory.Cause] = [
      .holder(actor, does: .running, for: 1),
      .holder(you, does: .sleeping, for: 1), .ring, .itself, .unnotified(place, .notify),
      .unnotified(WaitStory.Place(1, of: 1), .notify), .unnotified(place, .notifyAll),
      .unnotified(place, .ticket), .unnotified(WaitStory.Place(1, of: 1), .ticket),
      .red(waiting: 1), .red(waiting: 10),
      .permits(inUse: 3, size: 3, debt: 0, place),
      .permits(inUse: 3, size: 1, debt: 2, WaitStory.Place(1, of: 1)), .free, .unknown,
      .room(items: 5, capacity: 5, place), .room(items: 4, capacity: 5, WaitStory.Place(1, of: 1)),
      .room(items: 5, capacity: 5, WaitStory.Place(1, of: 1)), .item(items: 0, place),
      .item(items: 0, WaitStory.Place(1, of: 1)), .item(items: 2, place), .drain(unfinished: 1),
      .drain(unfinished: 3), .others(arrived: 1, of: 3), .result(task: 7, .queued(behind: 0)),
      .result(task: 7, .queued(behind: 2)), .result(task: 7, .running(actor, for: 5)),
      .result(task: 7, .running(you, for: 5)), .result(task: 7, .done), .idle,
    ]
    let busy = states().map { WaitStory.Cause.holder(actor, does: $0, for: 1) }
    var all: [Why] = [actor, you].flatMap { who in
      [
        .runs(who, for: 1), .sleeps(who, for: 1), .idle(who), .held(who, for: 1),
        .unknown(who, isRecorded: true), .unknown(who, isRecorded: false),
        .ended(who, for: 1),
      ]
    }
    for it in subjects {
      all += [actor, you].map { .runsTask($0, task: 7, of: it, queued: 3, for: 5) }
      all.append(.runsTask(actor, task: 7, of: it, queued: 0, for: 5))
      let steps = [actor, you].map { WaitStory.Step(waiter: $0, primitive: it, waited: 5) }
      for cause in causes + busy {
        all.append(.waits(WaitStory(steps: steps, notifiedBy: you, cause: cause, key: "u")))
        all.append(.waits(WaitStory(steps: [steps[0]], cause: cause)))
      }
      all.append(.holds(HoldStory(holder: actor, primitive: it, count: 2, size: 3, held: 5)))
      all += [actor, you].map {
        .holds(HoldStory(holder: $0, primitive: it, count: 2, size: 3, held: nil))
      }
      all.append(
        .holds(
          HoldStory(
            holder: you, primitive: it, count: 1, size: 3, held: 5, wokenBy: actor, waiting: 2,
            oldest: actor, debt: 1)))
    }
    return all
  }()

  static let statuses: [Status] = {
    var all: [Status] = [
      .badCount(""), .badCount("x"), .waiting(command: "x", for: "it", behind: 0),
      .waiting(command: "x", for: "it", behind: 2),
      .doneUnseen("x"), .stepped("a", nil), .stepped("a", .ended), .noAnswer, .withdrawn,
      .allEnded(nil), .allEnded(.queue), .bare(true, .pool), .bare(false, .pool),
      .speed(2), .bare(true, .lock), .bare(false, .lock), .cured(true, .deadlock),
      .cured(false, .deadlock),
      .holding(true), .holding(false), .level(.full), .invalid(command: "x", "what"),
      .programEnded(.exited(1), wasSeen: true), .programEnded(.signalled(9), wasSeen: false),
      .noControl(.system(13, "Permission denied")), .noControl(.version(2)), .noControl(.nonsense),
      .noControl(.closed), .noControl(.busy), .recordingIsCut, .recordingIsDamaged(.truncated),
      .recordingIsDamaged(.notARecording), .recordingIsDamaged(.version(2)),
      .recordingIsDamaged(.damaged("what")), .recordingIsDamaged(.system(5, "I/O error")),
      .recordingBegun("x"), .recordingEnded("x", events: 1_234_567, bytes: 99 << 20, lost: 3),
      .recordingEnded("x", events: 0, bytes: 64, lost: 0), .recordingFailed("x", .truncated),
      .replaySpeed(0.01), .replaySpeed(-1000),
      .alignedByTime, .aligned("a", .blocked, on: "it"), .aligned("you", .running, on: nil),
      .notAligned("a"), .cannot(.onlyOfPair(.difference)),
      .bookmarked(Instant(nanoseconds: 1_500_000_000), of: 2), .bookmarkRemoved(.zero),
      .bookmarksNotKept("it", .notBookmarks(line: 3)),
      .bookmarksNotKept("it", .system(28, "No space left on device")),
      .saved(["a", "b"]), .notSaved(13, "Permission denied"), .greeting,
      .misused(subjects[0], .release, .notLocked), .refused(command: "x", .ambiguous),
    ]
    var inabilities: [Status.Inability] = [
      .unknownKey, .readOnly, .notHolding, .noLane, .ownLane, .laneEnded("a"),
      .slowest, .fastest, .closest,
      .widest, .oneOrNone(primitives: 0), .oneOrNone(primitives: 1), .notInThisLesson(.flip),
      .notInRecording(.flip), .notInThisProgram(.more), .notAllowed(.hold, .all), .programEnded,
    ]
    inabilities += timeInabilities.map(Status.Inability.time)
    inabilities += laneInabilities.map(Status.Inability.lanes)
    for state in states() {
      inabilities += [.notHeld("a", state, on: nil), .notHeld("a", state, on: "it")]
    }
    all += ThemeName.allCases.map(Status.theme)
    for sort in Status.Sort.allCases { inabilities += [.nothingOf(sort), .severalOf(sort)] }
    all += inabilities.map(Status.cannot)
    return all
  }()

  static func states() -> [StateWord] {
    [.running, .sleeping, .blocked, .idle, .held, .deadlocked, .unknown, .ended]
      + Wanted.allCases.map(StateWord.waiting)
  }

  static let timeInabilities: [Status.TimeInability] = [
    .earliest, .newest, .alreadyLive, .noLane, .noLaterChange("a"), .noEarlierChange("a"),
    .notUnblocked("a"), .stillWaits("you"), .noLaneOf("a"), .noWayBack, .noBookmark,
    .noLaterBookmark, .noEarlierBookmark, .tooManyBookmarks(999),
  ]

  static let laneInabilities: [Status.LaneInability] = [
    .noLane, .aloneInGroup("a"), .waitsForNothing("a"), .waitsForNothing("you"),
  ]

  /// What stands at many lanes.
  static func lanes(_ book: Phrasebook) -> [String] {
    LaneSort.allCases.map(book.sorted) + states().map(book.legendWord)
      + states().map(book.noLaneLooks) + [
        book.filterPrompt, book.searchPrompt, book.noLane(with: "a"), book.noHelp(with: "a"),
        book.filtered(12, of: 10_000), book.waiters(at: "it", 7), book.endedLanes(3),
        book.firstMembers(64), book.primitiveColumn, book.holderColumn, book.noPrimitives,
        book.noThreads(more: "w", restart: "r"), book.noThreads(more: nil, restart: nil),
        book.findingsPane, book.nothingFound, book.stands(5, over: nil), book.stands(5, over: true),
        book.stands(5, over: false), book.waitsFor, book.nearest(nil), book.nearest(0),
        book.nearest(5), book.acquires("it"),
        book.hasIt(isTimed: true), book.hasIt(isTimed: false), book.oneMoreWorker,
        book.sinceThen(Instant(nanoseconds: 5), .zero), book.inFile("it:12"), book.remedyLabel,
        book.remedy(wakes: []), book.remedy(wakes: ["a"]), book.picture(from: .zero, cell: 5),
        book.unknownLines(3), book.doesNotCount, book.verdict(0), book.verdict(1), book.verdict(2),
        book.waitedTooLong("a", "it", 5, 3), book.heldTooLong("it", 5, 3),
        book.graphPane, book.nothingWaitedFor, book.ringThatEnds, book.backToRoot,
        book.inUse(by: ["a"], of: 3),
      ] + PrimitiveKind.allCases.map(book.whatEndsWaits)
      + FindingKind.allCases.map { book.noRemedy($0, threshold: "100") }
      + troubles.map(book.sentence)
  }

  private static func lengths(_ count: Int, isAbout: Bool) -> Phrasebook.Lengths {
    Phrasebook.Lengths(count: count, total: 9, median: 5, tail: 6, most: 7, isAbout: isAbout)
  }

  /// What the tables of contention say.
  static func contention(_ book: Phrasebook) -> [String] {
    // A percentile is called the same everywhere.
    let columns = (ContentionColumn.primitives + ContentionColumn.threads).filter {
      !book.heading($0).hasPrefix("p") || book.heading($0).count > 3
    }
    var texts = [false, true].flatMap { ofThreads in
      columns.flatMap {
        [book.heading($0, ofThreads: ofThreads), book.sorted(by: $0, ofThreads: ofThreads)]
      }
    }
    texts += [
      book.contentionHeading, book.primitivesTab(3), book.threadsTab(3),
      book.estimatedNote, book.nothingContended, book.chargedToNobody, book.neverWaited,
      book.nobodyWaitedFor,
    ]
    texts += [1, 3].flatMap {
      [
        book.forgottenPrimitives($0), book.notifies($0, unheard: 0), book.notifies($0, unheard: 1),
        book.handOffs($0),
        book.holds(lengths($0, isAbout: $0 == 1)).text,
      ]
    }
    for (who, isOpen) in [(actor, true), (you, false), (nil, false)] {
      texts += [1, 3].map {
        book.waits(lengths($0, isAbout: isOpen), by: who, isOpen: isOpen).text
      }
    }
    let parts = states().map { BlameStory.Part(doing: $0, on: "it", time: 5) }
    for holder in [actor, you] {
      for parts in [parts, [parts[0]]] {
        texts.append(
          book.blame(ofThread: BlameStory(holder: holder, time: 9, isAbout: true, parts: parts))
            .text)
      }
    }
    let stories = [actor, you, nil].map {
      BlameStory(holder: $0, time: 9, isAbout: false, parts: $0 == nil ? [parts[1]] : parts)
    }
    texts.append(book.blame(atPrimitive: stories).text)
    texts.append(book.waitedFor([("it", 5), ("id", 6)], isAbout: true).text)
    return texts
  }

  private static let troubles: [CheckTrouble] =
    [
      .system("a", 2, "No such file or directory"), .empty("a"), .noEvents("a", .exited(0)),
      .noEvents("a", .endedByUs), .failed("a", .exited(7)), .failed("a", .signalled(9)),
      .recording("a", .truncated),
    ]
    + [
      .json(3, .endsTooSoon), .notAnObject, .secondHeader, .version(2), .missing("x"), .wrong("x"),
    ].map { .fault("a", JSONLineFault(line: 3, problem: $0)) }

  static let pasts: [PastStory] = states().flatMap { state in
    [
      PastStory(
        who: actor, state: state, primitive: "it", from: .zero, to: Instant(nanoseconds: 5),
        lasted: 5, decimals: 9, place: "it:12", wokenBy: you, endedBy: actor),
      PastStory(
        who: you, state: state, from: .zero, to: nil, lasted: 5, decimals: 3, wokenBy: actor),
    ]
  }

  static let spans: [SpanStory] = [
    SpanStory(
      who: actor, from: .zero, to: Instant(nanoseconds: 1_342_000_000), decimals: 3,
      shares: [(.running, 0.62), (.blocked, 0.38)], changes: 14, isCut: false),
    SpanStory(
      who: you, from: .zero, to: .zero, decimals: 6, shares: [], changes: 1, isCut: true),
  ]

  static let lines: [ProgramLine] = [
    .cameIn, .appended(1, readBack: 2), .asked(tickets: 0), .asked(tickets: 1), .youPass,
    .localRead(own: "3", shared: "9"), .ownRow("3"), .attribute("x", "3"), .taskRan(7),
    .produced("3"), .consumed("3"), .counted(counter: 3, of: 5), .leaves, .youPut("3"),
    .hasBoth, .eats, .notified(0), .notified(2), .goesOn, .got(4), .gaveUp(3), .hasTheLock,
    .returnsEarly,
  ]

  static let configProblems: [ConfigFault.Problem] = {
    let syntax: [JSONFault.Problem] = [
      .endsTooSoon, .unexpected("x"), .goesOn, .unknownWord("x"), .badNumber("01"), .unclosedString,
      .controlCharacter, .badEscape("\\x"), .loneSurrogate, .notUTF8, .duplicateKey("x"), .tooDeep,
      .tooLong,
    ]
    return syntax.map(ConfigFault.Problem.syntax)
      + ConfigFault.Kind.allCases.map { .wrongType("x", $0) } + [
        .unreadable(13, "Permission denied"), .notAnObject, .unknownSetting("x", nearest: "keys"),
        .unknownSetting("x", nearest: nil), .notOneOf("theme", "x", choices: ["dark", "light"]),
        .outOfRange("speed", "0"), .unknownDeed("x", nearest: "hold"),
        .unknownDeed("x", nearest: nil), .unknownKey("x", of: "hold"),
        .typedKey("x", of: "hold"),
        .takenKey("x", of: "hold", alsoOf: "step"), .fixedKey("x", of: "hold", always: "quit"),
      ]
  }()

  static let problems: [UsageProblem] = {
    var all: [UsageProblem] = [
      .unknownLesson("x", nearest: .pool), .unknownLesson("x", nearest: nil),
      .unknownCommand("x", nearest: "run"), .unknownCommand("x", nearest: nil),
      .badDuration(option: "--for", "x"), .badSpeed("x"), .badSize("x"),
      .badChoice(option: "--lang", "x", choices: ["en", "zh"]), .badHistory("x"),
      .badThreshold("x", names: ["convoy"]), .noSuchProgram("x"), .noSuchProgram(nil),
      .severalPrograms(["1", "2"]), .programMissing, .needsTerminal, .needsFile("perfetto"),
      .pidOrProgram, .oneOfPair,
    ]
    for word in Command.Word.allCases {
      var errors: [CommandTextError] = [
        .unknownWord("x", nearest: word), .unknownWord("x", nearest: nil), .unexpected(word, "x"),
        .notANumber(word, "x"), .outOfRange(word, "0", from: "1", to: "2"),
        .outOfRange(word, "0", from: "1", to: nil), .noTarget(word), .tooLong, .notADuration("x"),
        .notALevel("x"),
      ]
      let arguments: [CommandTextError.Argument] = [
        .count, .size, .speed, .thread, .duration, .name, .level,
      ]
      errors += arguments.map { .missing(word, $0) }
      all += errors.map { .line(3, $0) }
      all += LessonID.allCases.map { .notInLesson(line: 3, word, $0) }
      all.append(.onlyWatching(line: 3, word))
    }
    return all
  }()
}
