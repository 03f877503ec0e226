import Frames
import LaneModel
import Phrases
import SyncEvents

/// Keys that go to the first lane, and to the last; so many that a long list has no more pages.
let toFirstLane = [Key](repeating: .pageUp, count: 12)
let toLastLane = [Key](repeating: .pageDown, count: 12)

/// A little world told in events, with a clock of its own: threads do things at given seconds, and the model sees them.
struct Scene {
  private(set) var model = LaneModel()
  /// Whose listing its threads stand in.
  var lesson: LessonID?
  var isBare = false
  var isCured = false
  /// Nobody looks at the clock.
  var estimates = false
  private var clock = Instant.zero
  private var sequences: [PrimitiveID: UInt64] = [:]
  private var count: UInt32 = 0

  init() {}
  init(historyBudget: Int) { model = LaneModel(historyBudget: historyBudget) }

  private mutating func number() -> UInt32 {
    count += 1
    return count
  }

  /// What follows happens then.
  mutating func at(_ seconds: Double) {
    clock = Instant(nanoseconds: Int64((seconds * 1e9).rounded()))
    model.apply(Batch(), now: clock)
  }

  mutating func thread(_ name: String, _ origin: ThreadDeclaration.Origin = .own) -> ThreadID {
    let id = ThreadID(number())
    declare(.thread(ThreadDeclaration(id: id, name: name, origin: origin, time: clock)))
    return id
  }

  mutating func workers(_ range: Range<Int>, apart: Double = 0) -> [ThreadID] {
    let begin = Double(clock.nanoseconds) / 1e9
    return range.enumerated().map { index, number in
      at(begin + Double(index) * apart)
      return thread("worker-\(number)")
    }
  }

  mutating func primitive(
    _ name: String, _ kind: PrimitiveKind, value: Int = 0, limit: Int? = nil,
    lock: PrimitiveID? = nil
  ) -> PrimitiveID {
    let id = PrimitiveID(number())
    declare(
      .primitive(
        PrimitiveDeclaration(
          id: id, kind: kind, name: name, value: value, limit: limit, lock: lock, time: clock)))
    return id
  }

  mutating func future(_ name: String, task: Int, of pool: PrimitiveID) -> PrimitiveID {
    let id = PrimitiveID(number())
    declare(
      .primitive(
        PrimitiveDeclaration(
          id: id, kind: .future, name: name, value: task, pool: pool, time: clock)))
    return id
  }

  private mutating func declare(_ declaration: Declaration) {
    model.apply(Batch(declarations: [declaration]), now: clock)
  }

  mutating func text(_ text: String) -> TextID {
    let id = TextID(number())
    declare(.text(id, text))
    return id
  }

  mutating func site(_ file: String, line: Int) -> SiteID {
    let id = SiteID(UInt64(number()))
    declare(.site(id, file: file, line: line))
    return id
  }

  mutating func event(_ thread: ThreadID, _ kind: SyncEvent.Kind, _ primitive: PrimitiveID? = nil) {
    events([(thread, kind, primitive)])
  }

  /// In one batch, as a wait's own events come.
  mutating func events(_ all: [(ThreadID, SyncEvent.Kind, PrimitiveID?)]) {
    var batch = Batch()
    for (thread, kind, primitive) in all {
      var sequence: UInt64 = 0
      if let primitive {
        sequences[primitive, default: 0] += 1
        sequence = sequences[primitive] ?? 0
      }
      batch.events.append(
        SyncEvent(
          thread: thread, primitive: primitive, sequence: sequence, time: clock,
          isEstimated: estimates, kind: kind))
    }
    model.apply(batch, now: clock)
  }

  mutating func slots(_ primitives: [PrimitiveSnapshot]) {
    let snapshot = Snapshot(time: clock, threads: [], primitives: primitives)
    model.apply(Batch(snapshot: snapshot), now: clock)
  }

  mutating func lose(_ lost: UInt64, of thread: ThreadID, since: Double) {
    let begin = Instant(nanoseconds: Int64((since * 1e9).rounded()))
    model.apply(
      Batch(losses: [Loss(thread: thread, count: lost, since: begin, until: clock)]), now: clock)
  }
}

// What threads do, in the words of the primitives.
extension Scene {
  mutating func take(_ thread: ThreadID, _ primitive: PrimitiveID, depth: Int = 1) {
    event(thread, .acquired(permits: 1, depth: depth, site: nil), primitive)
  }
  mutating func block(_ thread: ThreadID, _ primitive: PrimitiveID) {
    event(thread, .blocking(.acquire, deadline: nil, site: nil), primitive)
  }
  /// After a wait.
  mutating func get(_ thread: ThreadID, _ primitive: PrimitiveID, from giver: ThreadID? = nil) {
    take(thread, primitive)
    event(thread, .resumed(.acquired, by: giver), primitive)
  }
  mutating func give(_ thread: ThreadID, _ primitive: PrimitiveID, depth: Int = 1) {
    event(thread, .releasing(permits: 1, depth: depth, site: nil), primitive)
  }
  mutating func waitOn(_ thread: ThreadID, _ condition: PrimitiveID, _ lock: PrimitiveID) {
    take(thread, lock)
    events([
      (thread, .releasing(permits: 1, depth: 1, site: nil), lock),
      (thread, .waiting(deadline: nil, site: nil), condition),
    ])
  }
  mutating func waitFor(_ thread: ThreadID, _ light: PrimitiveID) {
    event(thread, .blocking(.wait, deadline: nil, site: nil), light)
  }
  /// Nothing if the scene is of no lesson.
  mutating func stand(_ thread: ThreadID, _ mark: ListingMark) {
    let number = lesson?.listing(.swift, isBare: isBare, isCured: isCured).number(of: mark)
    if let number { event(thread, .line(number)) }
  }
  mutating func end(_ thread: ThreadID) { event(thread, .threadEnded) }
  /// The language in which the threads of a lesson print.
  @TaskLocal static var language = Language.en

  mutating func print(_ thread: ThreadID, _ line: ProgramLine) {
    print(thread, Phrasebook(Self.language).text(line))
  }
  mutating func print(_ thread: ThreadID, _ line: String) {
    let id = text(line)
    event(thread, .output(id))
  }
}
