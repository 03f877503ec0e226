import CBenchmarks

/// What comes out of many rings, put into one order: eight threads that take and release locks in turns of eight events on
/// average, as threads do that now and then meet; and the worst there can be, each event from another thread than the last.
enum MergeRows {
  private static let rings = 8
  private static let locks: Range<UInt32> = 1..<17
  private static let events = 1 << 20
  /// What a reader finds at a time.
  private static let slices = 16
  private static let gap: UInt64 = 20

  static func figures(_ options: Options) throws -> [Figure] {
    try [("merge.perSecond", 8.0), ("merge.interleaved", 1.0)].flatMap { key, burst in
      guard options.wants(key) else { return [Figure]() }
      let slices = history(burst: burst)
      guard let order = merged(slices, tells: true)?.order else { return [] }
      try checkOrder(order)
      let samples = try (0..<options.rounds).map { _ in
        let begin = cb_thread_cpu()
        let count = merged(slices, tells: false)?.count
        let time = Double(cb_thread_cpu() - begin)
        try check(count, is: events, "events merged")
        return Double(events) / time * 1e9
      }
      return [Figure(key, samples)]
    }
  }

  private static func merged(
    _ slices: [[[RecorderFacade.RawEvent]]], tells: Bool
  ) -> (count: Int, order: [(UInt32, UInt64)])? {
    guard var merger = RecorderFacade.Merger(locks: locks) else { return nil }
    var all: (count: Int, order: [(UInt32, UInt64)]) = (0, [])
    for (number, slice) in slices.enumerated() {
      for (ring, events) in slice.enumerated() {
        events.withUnsafeBufferPointer { merger.add($0, ring: UInt32(ring + 1)) }
      }
      let end = UInt64((number + 1) * events / Self.slices) * gap
      let taken = merger.take(until: end, tells: tells)
      all.count += taken.count
      all.order += taken.order
    }
    return all
  }

  /// Each lock's changes must have come one after another.
  private static func checkOrder(_ order: [(lock: UInt32, sequence: UInt64)]) throws {
    var last: [UInt32: UInt64] = [:]
    for (lock, sequence) in order {
      try check(sequence, is: last[lock, default: 0] + 1, "the next change of a lock")
      last[lock] = sequence
    }
  }

  /// What each ring got in each slice of time.
  private static func history(burst: Double) -> [[[RecorderFacade.RawEvent]]] {
    var chance = Chance(seed: 8)
    var slices = [[[RecorderFacade.RawEvent]]](
      repeating: Array(repeating: [], count: rings), count: slices)
    var (ring, sequences) = (0, [UInt32: UInt64]())
    var held = [UInt32?](repeating: nil, count: rings)
    for index in 0..<events {
      let free = locks.filter { !held.contains($0) }
      let lock = held[ring] ?? chance.pick(free)
      sequences[lock, default: 0] += 1
      slices[index * Self.slices / events][ring].append(
        RecorderFacade.event(
          UInt64(index) * gap, lock: lock, sequence: sequences[lock] ?? 0,
          isTaken: held[ring] == nil))
      held[ring] = held[ring] == nil ? lock : nil
      if burst == 1 {
        ring = (ring + 1) % rings
      } else if chance.next(below: burst) < 1 {
        ring = (ring + 1 + Int(chance.next(below: Double(rings - 1)))) % rings
      }
    }
    return slices
  }
}
