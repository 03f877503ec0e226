import CBenchmarks
import LaneModel
import SyncEvents

/// What is left after a long time: ten thousand lanes of which a hundred have done something a thousand times a second, for an
/// hour of their own time. It takes a minute or two.
enum HistoryRows {
  private static let lanes = 10_000
  private static let busy = 100
  private static let length: Int64 = 3600 * 1_000_000_000
  private static let gap: Int64 = 1_000_000
  /// So much of it at a time.
  private static let slice: Int64 = 40
  private static let light = PrimitiveID(1)
  private static let kinds: [SyncEvent.Kind] = [
    .sleeping(0), .woke, .blocking(.wait, deadline: nil, site: nil), .resumed(.set, by: nil),
  ]

  static func figures(_ options: Options) throws -> [Figure] {
    guard Row.all.contains(where: { $0.key.hasPrefix("history.") && options.wants($0.key) }) else {
      return []
    }
    let model = try anHour()
    return [
      Figure("history.bytes", [Double(model.historyBytes)]),
      Figure("history.bucketBytes", [Double(LaneModel.bytesPerBucket)]),
      Figure("history.spanBuckets", [Double(spanBuckets(model))]),
    ].filter { options.wants($0.key) }
  }

  private static func anHour() throws -> LaneModel {
    var model = LaneModel()
    var most = 0
    model.apply(
      Batch(
        declarations: (1...UInt32(lanes)).map {
          .thread(ThreadDeclaration(id: ThreadID($0), name: "worker-\($0)"))
        } + [.primitive(PrimitiveDeclaration(id: light, kind: .event, name: "light"))]), now: .zero)
    var time: Int64 = 0
    var batch = Batch()
    while time < length {
      batch.events.removeAll(keepingCapacity: true)
      for step in 0..<slice { add(step, at: time + step * gap, &batch.events) }
      time += slice * gap
      model.apply(batch, now: Instant(nanoseconds: time))
      most = max(most, model.historyBytes)
    }
    try check(most <= LaneModel.usualBudget, is: true, "that the history was never larger")
    return model
  }

  private static func add(_ step: Int64, at time: Int64, _ events: inout [SyncEvent]) {
    for lane in 0..<busy {
      let kind = kinds[Int(step) & 3]
      events.append(
        SyncEvent(
          thread: ThreadID(UInt32(lane * (lanes / busy) + 1)),
          primitive: step & 3 < 2 ? nil : light,
          time: Instant(nanoseconds: time + Int64(lane * 997)), kind: kind))
    }
  }

  /// In how many cells the whole hour of any lane can be seen, none of them coarse.
  private static func spanBuckets(_ model: LaneModel) -> Int {
    let lengths = (10...42).reversed()
    let k = lengths.last { k in
      let count = Int(length >> Int64(k))
      return model.lanes.allSatisfy { lane in
        count <= 1 << 16
          && !model.cells(of: lane, k: k, first: 0, count: count).contains { $0.isCoarse }
      }
    }
    return k.map { Int(length >> Int64($0)) } ?? 0
  }
}
