public import Packing
import SyncEvents

/// What all lanes were, in buckets of several lengths: as many of the coarse ones as there is room for.
public struct HistoryOverview: Equatable, Sendable {
  /// By level; nil of those that are too fine.
  private var lanes: [ThreadID: [BucketLevel?]] = [:]
  /// So many buckets it has.
  public private(set) var bucketCount = 0

  func levels(of lane: ThreadID) -> [BucketLevel?] { lanes[lane] ?? [] }

  /// The coarsest levels of a model that come to at most so many buckets.
  public init(_ model: LaneModel, buckets limit: Int) {
    let counts = (0..<Pyramid.levelCount).map { level in
      model.lanes.reduce(0) { $0 + $1.history.pyramid.stored(level).count }
    }
    var finest = Pyramid.levelCount
    while finest > 0, bucketCount + counts[finest - 1] <= limit {
      finest -= 1
      bucketCount += counts[finest]
    }
    for lane in model.lanes {
      let levels = lane.history.pyramid.levels
      guard finest < levels.count else { continue }
      lanes[lane.id] = levels.indices.map { $0 < finest ? nil : levels[$0] }
    }
  }

  public func pack(to writer: inout ByteWriter) {
    writer.number(UInt64(lanes.count))
    for (lane, levels) in lanes.sorted(by: { $0.key < $1.key }) {
      writer.pack(lane, UInt8(levels.prefix { $0 == nil }.count), UInt8(levels.count))
      for case let level? in levels { level.pack(from: .min, to: &writer) }
    }
  }

  public init(from reader: inout ByteReader) throws(Damaged) {
    for _ in 0..<(try reader.count()) {
      let lane = try reader.next(ThreadID.self)
      let (first, end) = (Int(try reader.byte()), Int(try reader.byte()))
      guard first <= end, end <= Pyramid.levelCount else { throw Damaged("a pyramid is too high") }
      var levels = [BucketLevel?](repeating: nil, count: first)
      for level in first..<end {
        let buckets = try BucketLevel(k: Pyramid.k(level), from: &reader)
        bucketCount += buckets.count
        levels.append(buckets)
      }
      lanes[lane] = levels
    }
  }
}
