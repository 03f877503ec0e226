import LaneModel
import SyncEvents
import TestSupport

/// One thread that does anything at all, at any time: within a nanosecond or after an hour, and often exactly where a bucket
/// ends. Some of its events are lost, some of its waits never end.
struct RandomTrace {
  static let thread = ThreadID(1)
  private static let mine = PrimitiveID(1)
  private static let kinds: [PrimitiveKind] = [
    .lock, .condition, .event, .boundedSemaphore, .queue, .barrier, .future, .thread, .pool,
  ]

  private(set) var time: Int64
  private(set) var batches: [Batch] = []
  private var numbers: FixedNumbers
  /// Its steps are of this size, more or less: 2^scale ns.
  private let scale: Int
  /// It does and undoes one thing, mostly within no time, and what is lost is noticed late.
  private let stutters: Bool

  init(_ numbers: inout FixedNumbers, count: Int, stutters: Bool = false) {
    self.numbers = FixedNumbers(seed: numbers.next() | 1)
    scale = Int.random(in: 0...38, using: &self.numbers)
    self.stutters = stutters
    time = Int64.random(in: 0..<(1 << 20), using: &self.numbers)
    declare()
    for _ in 0..<count { step() }
    time += gap()
  }

  /// As a model that has taken in all of it.
  func model(budget: Int = LaneModel.usualBudget) -> LaneModel {
    var model = LaneModel(historyBudget: budget)
    for batch in batches { model.apply(batch, now: .zero) }
    model.apply(Batch(), now: Instant(nanoseconds: time))
    return model
  }

  private mutating func declare() {
    var declarations: [Declaration] = [
      .thread(
        ThreadDeclaration(id: Self.thread, name: "T1", time: Instant(nanoseconds: time)))
    ]
    for (index, kind) in ([.lock] + Self.kinds).enumerated() {
      declarations.append(
        .primitive(
          PrimitiveDeclaration(id: PrimitiveID(UInt32(index + 1)), kind: kind, name: "\(kind)")))
    }
    // It has one lock and never gives it back: to wait for that is a deadlock.
    batches.append(
      Batch(
        declarations: declarations,
        events: [event(.acquired(permits: 1, depth: 1, site: nil), Self.mine)]))
  }

  private mutating func step() {
    time += gap()
    if stutters { return stutter() }
    let other = PrimitiveID(UInt32.random(in: 2..<11, using: &numbers))
    switch Int.random(in: 0..<16, using: &numbers) {
    case 0...5: add(.blocking(.acquire, deadline: nil, site: SiteID(7)), other)
    case 6: add(.blocking(.acquire, deadline: nil, site: nil), Self.mine)
    case 7: add(.sleeping(0))
    case 8: add(.held)
    case 9:
      let moment = Instant(nanoseconds: time)
      batches.append(
        Batch(losses: [Loss(thread: Self.thread, count: 1, since: moment, until: moment + 1)]))
    default: add(.woke)
    }
  }

  private mutating func stutter() {
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0, 1: add(.blocking(.acquire, deadline: nil, site: nil), PrimitiveID(2))
    case 2, 3: add(.woke)
    default:
      let since = Instant(nanoseconds: time - Int64.random(in: 0...(1 << 14), using: &numbers))
      batches.append(
        Batch(losses: [
          Loss(thread: Self.thread, count: 1, since: since, until: Instant(nanoseconds: time))
        ]))
    }
  }

  /// As long as its steps are, or any length, or up to where a bucket begins, or none.
  private mutating func gap() -> Int64 {
    if stutters, Int.random(in: 0..<4, using: &numbers) > 0 { return 0 }
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: return 0
    case 1:
      let k = Int64.random(in: 10...42, using: &numbers)
      return min(1 << 43, ((time >> k) + 1) << k - time)
    case 2 where Bool.random(using: &numbers):
      return Int64.random(in: 0...(1 << Int64.random(in: 0...43, using: &numbers)), using: &numbers)
    default: return Int64.random(in: 0...(1 << Int64(scale)), using: &numbers)
    }
  }

  private mutating func add(_ kind: SyncEvent.Kind, _ primitive: PrimitiveID? = nil) {
    batches.append(Batch(events: [event(kind, primitive)]))
  }
  private func event(_ kind: SyncEvent.Kind, _ primitive: PrimitiveID? = nil) -> SyncEvent {
    SyncEvent(
      thread: Self.thread, primitive: primitive, time: Instant(nanoseconds: time), kind: kind)
  }
}
