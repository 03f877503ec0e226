import SyncEvents

/// Threads that take and release locks, queue for them, wait on conditions and notify: what they do comes as batches, as from
/// a reader who has much to read. The same in every run.
struct ModelWorld {
  private(set) var now = Instant.zero
  /// Declares all of it; comes first.
  let declarations: [Declaration]
  private var chance = Chance(seed: 5)
  private var threads: [Thread]
  private var locks: [Lock]
  /// On average, from one event to the next.
  private let gap: Double

  private struct Thread {
    var lock: Int?
    /// It waits: what it does next is another's doing.
    var isParked = false
  }
  private struct Lock {
    var sequence: UInt64 = 0
    var holder: Int?
    var queue: [Int] = []
    /// On its condition.
    var waiting: [Int] = []
  }

  init(threads count: Int, gap: Double) {
    self.gap = gap
    threads = Array(repeating: Thread(), count: count)
    locks = Array(repeating: Lock(), count: max(4, count))
    declarations =
      (0..<count).map {
        .thread(ThreadDeclaration(id: Self.thread($0), name: "worker-\($0)"))
      }
      + locks.indices.flatMap { lock -> [Declaration] in
        [
          .primitive(PrimitiveDeclaration(id: Self.lock(lock), kind: .lock, name: "lock-\(lock)")),
          .primitive(
            PrimitiveDeclaration(
              id: Self.condition(lock), kind: .condition, name: "ready-\(lock)",
              lock: lock % 4 == 0 ? Self.lock(lock) : nil)),
        ]
      }
  }

  private static func thread(_ index: Int) -> ThreadID { ThreadID(UInt32(index + 1)) }
  private static func lock(_ index: Int) -> PrimitiveID { PrimitiveID(UInt32(index * 2 + 1)) }
  private static func condition(_ index: Int) -> PrimitiveID { PrimitiveID(UInt32(index * 2 + 2)) }

  /// What happens next: so many events, and a few more.
  mutating func next(_ count: Int) -> Batch {
    var batch = Batch()
    batch.events.reserveCapacity(count + 8)
    while batch.events.count < count {
      let index = Int(chance.next() % UInt64(threads.count))
      guard !threads[index].isParked else { continue }
      now = now + (1 + Int64(chance.next(below: gap * 2)))
      if let lock = threads[index].lock {
        leave(index, lock, &batch.events)
      } else {
        enter(index, Int(chance.next() % UInt64(locks.count)), &batch.events)
      }
    }
    return batch
  }

  private mutating func enter(_ index: Int, _ lock: Int, _ events: inout [SyncEvent]) {
    if locks[lock].holder == nil {
      take(index, lock, &events)
    } else {
      queue(index, lock, &events)
    }
  }

  private mutating func take(_ index: Int, _ lock: Int, _ events: inout [SyncEvent]) {
    locks[lock].holder = index
    threads[index].lock = lock
    emit(index, .acquired(permits: 1, depth: 1, site: nil), lock, &events)
  }

  private mutating func queue(_ index: Int, _ lock: Int, _ events: inout [SyncEvent]) {
    threads[index].isParked = true
    locks[lock].queue.append(index)
    emit(index, .blocking(.acquire, deadline: nil, site: nil), lock, &events, isChange: false)
  }

  private mutating func leave(_ index: Int, _ lock: Int, _ events: inout [SyncEvent]) {
    if lock % 4 == 0 {
      if let first = locks[lock].waiting.popLast() {
        signal(index, .notifying(asked: 1, woken: 1), lock, &events)
        signal(first, .notified(by: Self.thread(index), at: now), lock, &events)
        queue(first, lock, &events)
      } else if chance.next(below: 1) < 0.3 {
        threads[index].isParked = true
        locks[lock].waiting.append(index)
        release(index, lock, &events)
        return signal(index, .waiting(deadline: nil, site: nil), lock, &events)
      }
    }
    release(index, lock, &events)
  }

  private mutating func release(_ index: Int, _ lock: Int, _ events: inout [SyncEvent]) {
    emit(index, .releasing(permits: 1, depth: 1, site: nil), lock, &events)
    threads[index].lock = nil
    locks[lock].holder = nil
    guard !locks[lock].queue.isEmpty else { return }
    let next = locks[lock].queue.removeFirst()
    threads[next].isParked = false
    take(next, lock, &events)
    emit(
      next, .resumed(.acquired, by: Self.thread(index)), lock, &events, isChange: false)
  }

  private mutating func emit(
    _ index: Int, _ kind: SyncEvent.Kind, _ lock: Int, _ events: inout [SyncEvent],
    isChange: Bool = true
  ) {
    if isChange { locks[lock].sequence += 1 }
    events.append(
      SyncEvent(
        thread: Self.thread(index), primitive: Self.lock(lock), sequence: locks[lock].sequence,
        isChange: isChange, time: now, kind: kind))
  }

  private func signal(
    _ index: Int, _ kind: SyncEvent.Kind, _ lock: Int, _ events: inout [SyncEvent]
  ) {
    events.append(
      SyncEvent(thread: Self.thread(index), primitive: Self.condition(lock), time: now, kind: kind))
  }
}
