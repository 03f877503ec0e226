import SyncEvents

extension LaneModel {
  /// Cells of a lane: `count` buckets of 2^`k` nanoseconds, the first of which is bucket number `first`. Bucket *b* covers
  /// [b·2^k, (b+1)·2^k), so a picture that is moved keeps its cells. The bucket that `now` is in is counted up to now;
  /// later ones are absent.
  public func cells(of lane: Lane, k: Int, first: Int64, count: Int) -> [LaneCell] {
    guard count > 0 else { return [] }
    var cells: [LaneCell] = []
    cells.reserveCapacity(count)
    var stretch = lane.stretch(at: Self.start(ofBucket: first, k: k))
    for bucket in 0..<Int64(count) {
      let from = Self.start(ofBucket: first.adding(bucket), k: k)
      let to = min(Self.start(ofBucket: first.adding(bucket).adding(1), k: k), now.nanoseconds)
      guard from < to else {
        cells.append(.absent)
        continue
      }
      var content = BucketContent()
      var time = from
      while time < to {
        while lane.end(of: stretch) <= time { stretch += 1 }
        let until = min(lane.end(of: stretch), to)
        content.add(lane.look(of: stretch), until.subtracting(time))
        time = until
      }
      cells.append(content.cell)
    }
    return cells
  }

  private static func start(ofBucket bucket: Int64, k: Int) -> Int64 {
    let (start, overflows) = bucket.multipliedReportingOverflow(by: 1 << min(max(k, 0), 62))
    guard overflows else { return start }
    return bucket < 0 ? .min : .max
  }
}

/// A lane's stretches, in order: -2 before it began, -1 what is no longer known, 0… its changes.
extension Lane {
  fileprivate func end(of stretch: Int) -> Int64 {
    switch stretch {
    case -2: declaration.time.nanoseconds
    case -1: knownSince.nanoseconds
    default:
      stretch + 1 < changes.count ? changes[stretch + 1].time.nanoseconds : .max
    }
  }

  fileprivate func look(of stretch: Int) -> Look {
    switch stretch {
    case -2: .absent
    case -1: .unknown
    default: changes[stretch].state.look
    }
  }

  /// The stretch that a moment is in.
  fileprivate func stretch(at time: Int64) -> Int {
    if time < declaration.time.nanoseconds { return -2 }
    var low = -1
    var high = changes.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if changes[middle].time.nanoseconds <= time { low = middle } else { high = middle }
    }
    return low
  }
}

/// What has been seen of one bucket so far.
private struct BucketContent {
  /// A bit for each look.
  private var looks: UInt16 = 0
  private var running: Int64 = 0
  private var total: Int64 = 0
  private var last = Look.absent

  mutating func add(_ look: Look, _ length: Int64) {
    looks |= Self.bit(look)
    total = total.adding(length)
    if look == .running { running = running.adding(length) }
    last = look
  }

  var cell: LaneCell {
    // Never averaged away.
    for look in [Look.deadlocked, .unknown] where looks & Self.bit(look) != 0 {
      return LaneCell(runningEighths: 0, worst: look, last: last, isMixed: false)
    }
    return LaneCell(
      runningEighths: eighths, worst: worst, last: last, isMixed: looks.nonzeroBitCount > 1)
  }

  private var worst: Look {
    let others = looks & ~(Self.bit(.running) | Self.bit(.absent))
    if others != 0 {
      return Look(rawValue: UInt8(UInt16.bitWidth - 1 - others.leadingZeroBitCount)) ?? .absent
    }
    return looks & Self.bit(.running) != 0 ? .running : .absent
  }

  private var eighths: Int {
    if running == 0 { return 0 }
    if running == total { return 8 }
    return min(7, max(1, Int(Double(running) / Double(total) * 8 + 0.5)))
  }

  private static func bit(_ look: Look) -> UInt16 { 1 << UInt16(look.rawValue) }
}
