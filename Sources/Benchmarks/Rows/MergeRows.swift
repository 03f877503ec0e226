import CBenchmarks

/// What comes out of many rings, put into one order: eight threads that take turns, eight events at a time on average, as
/// threads do that now and then meet; and the worst there can be, each event from another thread than the last.
enum MergeRows {
  private static let rings = 8
  private static let events = 1 << 20

  static func figures(_ options: Options) throws -> [Figure] {
    try [("merge.perSecond", 8.0), ("merge.interleaved", 1.0)].flatMap { key, burst in
      guard options.wants(key) else { return [Figure]() }
      let input = rings(burst: burst)
      var samples: [Double] = []
      for _ in 0..<options.rounds {
        let begin = cb_now()
        guard let count = RecorderFacade.merge(input) else { return [] }
        samples.append(Double(count) / Double(cb_now() - begin) * 1e9)
        try check(count, is: events, "events merged")
      }
      return [Figure(key, samples)]
    }
  }

  /// Timed events of threads of their own, 20 ns apart.
  private static func rings(burst: Double) -> [[RawEvent]] {
    var chance = Chance(seed: 8)
    var all = [[RawEvent]](repeating: [], count: rings)
    var ring = 0
    for index in 0..<events {
      all[ring].append(RecorderFacade.event(time: 1_000_000 + UInt64(index) * 20))
      if burst == 1 {
        ring = (ring + 1) % rings
      } else if chance.next(below: burst) < 1 {
        ring = (ring + 1 + Int(chance.next(below: Double(rings - 1)))) % rings
      }
    }
    return all
  }
}
