import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TestSupport
import Testing

/// A source may be a file that is damaged: whatever numbers come out of it, there is a picture, and it does not grow.
@Suite(.watched) struct DamagedSourceTests {
  @Test(arguments: [false, true], [0x5EED, 0xB0C5] as [UInt64])
  func thereIsAPictureOfAnything(_ timesToo: Bool, _ seed: UInt64) {
    var source = DamagedSource(seed: seed, timesToo: timesToo)
    var model = LaneModel()
    model.apply(source.declarations, now: .zero)
    var viewers = [Language.en, .zh].flatMap { language in
      [.condition, .pool].map { (lesson: LessonID) in
        Viewer(lesson: lesson, language: language, abilities: Abilities())
      }
    }
    var told = 0
    while source.written < 20_000 {
      model.apply(source.batch(), now: source.now)
      for index in viewers.indices { viewers[index].follow(model) }
      guard source.batches % 8 == 0 else { continue }
      _ = viewers[source.batches / 8 % viewers.count].handle(.tab, model)
      _ = viewers[source.batches / 8 % viewers.count].handle(.down, model)
      for viewer in viewers {
        for size in [Size(width: 40, height: 10), Size(width: 150, height: 50)] {
          #expect(viewer.frame(model, size: size).size == size)
        }
      }
      for book in [Phrasebook(.en), Phrasebook(.zh, ascii: true)] {
        for happening in model.log where happening.number > told {
          #expect(!book.line(happening).isEmpty)
        }
      }
      told = model.log.last?.number ?? told
    }
    #expect(told > 10_000)
    #expect(model.log.count <= 2000)
    #expect(model.lanes.count <= 300)
    #expect(model.lanes.allSatisfy { $0.values.count <= 16 })
    #expect(model.lanes.allSatisfy { $0.holds.count <= 40 })
    #expect(model.primitives.allSatisfy { $0.waiters.count + $0.holders.count <= 600 })
    #expect(model.primitives.allSatisfy { $0.running.count <= 300 })
  }
}

/// Writes what no program would.
private struct DamagedSource {
  private var random: FixedNumbers
  private let timesToo: Bool
  private(set) var written = 0
  private(set) var batches = 0
  private var clock: Int64 = 0

  init(seed: UInt64, timesToo: Bool) {
    random = FixedNumbers(seed: seed)
    self.timesToo = timesToo
  }

  var now: Instant { Instant(nanoseconds: clock) }

  /// A dozen threads; two primitives of each kind, some of which make no sense.
  var declarations: Batch {
    var batch = Batch()
    for id in 1...12 as ClosedRange<UInt32> {
      batch.declarations.append(
        .thread(
          ThreadDeclaration(
            id: ThreadID(id), name: "thread-\(id)", origin: id == 1 ? .control : .own)))
    }
    for (index, kind) in (PrimitiveKind.allCases + PrimitiveKind.allCases).enumerated() {
      var declaration = PrimitiveDeclaration(
        id: PrimitiveID(UInt32(index + 1)), kind: kind, name: "\(kind.word)-\(index)")
      if index % 2 == 1 { (declaration.value, declaration.limit) = (.min, .max) }
      if index % 3 == 1 { (declaration.value, declaration.limit) = (.max, .min) }
      declaration.lock = PrimitiveID(UInt32(index % 5 + 1))
      declaration.pool = PrimitiveID(10)
      declaration.thread = kind == .thread ? ThreadID(2) : nil
      batch.declarations.append(.primitive(declaration))
    }
    batch.declarations += [.text(TextID(1), "one"), .text(TextID(2), "-9223372036854775808")]
    return batch
  }

  mutating func batch() -> Batch {
    batches += 1
    var batch = Batch()
    for _ in 0..<below(200) {
      clock += Int64(below(3_000_000))
      batch.events.append(event())
      written += 1
    }
    for _ in 0..<(below(4) == 0 ? 2 : 0) {
      batch.losses.append(
        Loss(
          thread: below(5) == 0 ? nil : thread(), count: UInt64(bitPattern: Int64(number())),
          since: time(), until: time()))
    }
    if below(5) == 0 { batch.snapshot = snapshot() }
    return batch
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  private mutating func number() -> Int {
    let extremes: [Int] = [.min, .min + 1, -1, 0, 1, 2, .max - 1, .max]
    return below(3) == 0 ? below(8) : extremes[below(extremes.count)]
  }
  private mutating func time() -> Instant {
    guard timesToo, below(20) == 0 else { return now }
    return Instant(nanoseconds: written > 15_000 ? Int64(number()) : .min + Int64(below(9)))
  }
  private mutating func thread() -> ThreadID {
    ThreadID(below(50) == 0 ? UInt32.random(in: 0 ... .max, using: &random) : UInt32(below(13)))
  }
  private mutating func primitive() -> PrimitiveID {
    PrimitiveID(UInt32(below(2 * PrimitiveKind.allCases.count + 3)))
  }
  private mutating func text() -> TextID { TextID(UInt32(below(4))) }
  private mutating func any<Value: CaseIterable>(_: Value.Type) -> Value {
    let all = Array(Value.allCases)
    return all[below(all.count)]
  }

  private mutating func event() -> SyncEvent {
    SyncEvent(
      thread: thread(), primitive: below(8) == 0 ? nil : primitive(),
      sequence: below(3) == 0 ? UInt64(bitPattern: Int64(number())) : UInt64(written),
      isChange: below(3) > 0, time: time(), isEstimated: below(2) == 0, kind: kind())
  }

  private mutating func kind() -> SyncEvent.Kind {
    let (a, b, c) = (number(), number(), number())
    let length = Int64(a)
    switch below(41) {
    case 0: return .blocking(any(Operation.self), deadline: time(), site: nil)
    case 1: return .waiting(deadline: nil, site: SiteID(.max))
    case 2: return .notified(by: thread(), at: time())
    case 3: return .timedOut
    case 4: return .acquired(permits: a, depth: b, site: nil)
    case 5: return .releasing(permits: a, depth: b, site: nil)
    case 6: return .resumed(any(Outcome.self), by: below(2) == 0 ? nil : thread())
    case 7: return .passed
    case 8: return .notifying(asked: below(2) == 0 ? nil : a, woken: b)
    case 9: return .lightSet(woken: a)
    case 10: return .lightCleared
    case 11: return .limitChanged(old: a, new: b, woken: c)
    case 12: return .evaluated(a > 0)
    case 13: return .put(depth: a)
    case 14: return .taken(depth: a)
    case 15: return .taskDone(unfinished: a)
    case 16: return .shutDown(immediate: a > 0, woken: b)
    case 17: return .taskSubmitted(task: a, queued: b)
    case 18: return .taskStarted(task: a, queued: b)
    case 19: return .taskEnded(task: a, any(TaskEnd.self))
    case 20: return .taskCancelled(task: a, queued: b)
    case 21: return .localSet(key: below(2) == 0 ? nil : text(), value: text())
    case 22:
      return .localGet(key: below(2) == 0 ? nil : text(), value: below(2) == 0 ? nil : text())
    case 23: return .tallied(value: a, updates: b)
    case 24: return .tripped(woken: a)
    case 25: return .broke(woken: a)
    case 26: return .reset(woken: a)
    case 27: return .line(a)
    case 28: return .output(text())
    case 29: return .note(text())
    case 30: return .working(length)
    case 31: return .sleeping(length)
    case 32: return .woke
    case 33: return .held
    case 34: return .stepped
    case 35: return .commanded(text())
    case 36: return .refused(text(), any(Refusal.self))
    case 37: return .misused(any(Operation.self), any(Misuse.self))
    // Seldom, or little would be left.
    case 38: return below(200) == 0 ? .threadEnded : .woke
    case 39: return below(100) == 0 ? .destroyed : .passed
    default: return .levelChanged(below(40) == 0 ? any(RecordingLevel.self) : .auto)
    }
  }

  private mutating func snapshot() -> Snapshot {
    let states: [ThreadSnapshot.State] = [
      .running, .blocked, .waiting, .working, .sleeping, .held, .running,
    ]
    let threads = (0..<6).map { _ in
      ThreadSnapshot(
        id: thread(), state: states[below(states.count)],
        primitive: below(4) == 0 ? nil : primitive(),
        operation: below(2) == 0 ? nil : any(Operation.self), since: time())
    }
    let primitives = (0..<12).map { _ in
      PrimitiveSnapshot(
        id: primitive(), owner: below(2) == 0 ? nil : thread(), depth: number(),
        since: below(2) == 0 ? nil : time(), sequence: UInt64(bitPattern: Int64(number())),
        value: number(), limit: number(), waiters: number())
    }
    return Snapshot(time: time(), threads: threads, primitives: primitives)
  }
}
