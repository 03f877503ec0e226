import SyncEvents

extension LaneModel {
  /// Cells of a lane: `count` buckets of 2^`k` nanoseconds, the first of which is bucket number `first`; `k` is 10 at least.
  /// Bucket *b* covers [b·2^k, (b+1)·2^k), so a picture that is moved keeps its cells. The bucket that `now` is in is
  /// counted up to now; later ones are absent.
  ///
  /// It costs as much as there are cells, however much has happened in them.
  public func cells(of lane: Lane, k: Int, first: Int64, count: Int) -> [LaneCell] {
    guard count > 0 else { return [] }
    var reader = CellReader(lane.history, k: k, now: now)
    return (0..<Int64(count)).map { reader.cell(first.adding($0)) }
  }
}

/// Reads cells, one after another.
private struct CellReader {
  private let history: LaneHistory
  private let k: Int
  private let now: Instant
  /// Those whose buckets make up a cell.
  private let level: Int
  /// Goes along them.
  private var sum: BucketSum?
  /// Those of a level that are not in it yet, put together once.
  private var newest: (level: Int, buckets: [(number: Int64, content: BucketContent)])?
  /// The level that was last looked at instead, and a bucket of it.
  private var coarse: (level: Int, number: Int64, before: Look, content: BucketContent)?

  init(_ history: LaneHistory, k: Int, now: Instant) {
    self.history = history
    self.k = min(max(k, Pyramid.k(0)), 62)
    self.now = now
    level = Pyramid.level(for: self.k)
  }

  /// They must be asked for in order.
  mutating func cell(_ number: Int64) -> LaneCell {
    let from = start(number)
    let to = min(start(number.adding(1)), now.nanoseconds)
    guard from < to else { return .absent }
    let shift = Int64(k - Pyramid.k(level))
    let part = from >> Int64(Pyramid.k(level))
    guard part >= history.pyramid.first(level) else { return coarseCell(from, to) }
    var content: BucketContent
    var sum = self.sum ?? buckets(level, from: part)
    content = sum.next(until: part.adding(1 << shift))
    self.sum = sum
    content.cut(content.total.subtracting(to.subtracting(from)))
    return content.cell
  }

  /// The buckets it is made of have been given up: it is drawn as the next longer one that is kept.
  private mutating func coarseCell(_ from: Int64, _ to: Int64) -> LaneCell {
    guard let coarse = longer(from) else {
      var cell = LaneCell(runningEighths: 0, worst: .unknown, last: .unknown, isMixed: false)
      cell.isCoarse = true
      return cell
    }
    var content = coarse.content
    let start = coarse.number << Int64(Pyramid.k(coarse.level))
    if let known = content.part(from, to, start: start, before: coarse.before) { return known.cell }
    let end = min(start.adding(1 << Int64(Pyramid.k(coarse.level))), now.nanoseconds)
    content.cut(content.total.subtracting(end.subtracting(start)))
    var cell = content.cell
    cell.isCoarse = true
    return cell
  }

  private mutating func longer(
    _ time: Int64
  ) -> (level: Int, number: Int64, before: Look, content: BucketContent)? {
    let levels = (level + 1)..<max(level + 1, Pyramid.levelCount)
    let kept = levels.first { time >> Int64(Pyramid.k($0)) >= history.pyramid.first($0) }
    guard let kept else { return nil }
    let number = time >> Int64(Pyramid.k(kept))
    if let coarse, coarse.level == kept, coarse.number == number { return coarse }
    var sum = buckets(kept, from: number)
    let before = sum.look
    coarse = (kept, number, before, sum.next(until: number.adding(1)))
    return coarse
  }

  private mutating func buckets(_ level: Int, from number: Int64) -> BucketSum {
    if newest?.level != level {
      newest = (
        level, history.pyramid.newest(of: level, adding: history.unnoted(before: now))
      )
    }
    return BucketSum(
      history.pyramid.stored(level), and: newest?.buckets ?? [], from: number)
  }

  private func start(_ bucket: Int64) -> Int64 {
    let (start, overflows) = bucket.multipliedReportingOverflow(by: 1 << Int64(k))
    guard overflows else { return start }
    return bucket < 0 ? .min : .max
  }
}

extension BucketContent {
  /// What there was in a part of it, where that is certain: it had one look, or changed once from one to another.
  fileprivate func part(
    _ from: Int64, _ to: Int64, start: Int64, before: Look
  ) -> BucketContent? {
    var part = BucketContent()
    if changes == 0 {
      part.add(last, to.subtracting(from))
      return part
    }
    guard changes == 1, lookCount == 2 else { return nil }
    let change = start.adding(dwell(number: Int(before.rawValue)))
    part.add(before, min(to, change).subtracting(from))
    part.add(last, to.subtracting(max(from, change)))
    part.changes = from <= change && change < to ? 1 : 0
    return part
  }
}
