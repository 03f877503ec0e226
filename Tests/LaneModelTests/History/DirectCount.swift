import LaneModel
import SyncEvents

/// What a lane's cells must be: counted over all its changes, one by one.
struct DirectCount {
  let start: Int64
  let now: Int64
  /// All of them, oldest first.
  let changes: [Lane.Change]

  init(_ lane: Lane, now: Instant) {
    start = lane.declaration.time.nanoseconds
    self.now = now.nanoseconds
    changes = lane.changes
  }

  func cell(k: Int, _ number: Int64) -> LaneCell {
    let from = number << Int64(k)
    let to = min((number + 1) << Int64(k), now)
    guard from < to else { return .absent }
    var dwell: [Look: Int64] = [:]
    var (time, look, count) = (from, look(at: from), 0)
    let first = index(after: from - 1)
    for change in changes[first...] {
      guard change.time.nanoseconds < to else { break }
      dwell[look, default: 0] += change.time.nanoseconds - time
      (time, look, count) = (change.time.nanoseconds, change.state.look, count + 1)
    }
    dwell[look, default: 0] += to - time
    dwell = dwell.filter { $0.value > 0 }
    return cell(dwell, last: look, count, length: to - from)
  }

  private func cell(
    _ dwell: [Look: Int64], last: Look, _ count: Int, length: Int64
  ) -> LaneCell {
    if let whole = [Look.deadlocked, .unknown].first(where: { dwell[$0] != nil }) {
      return LaneCell(
        runningEighths: 0, worst: whole, dominant: whole, last: last, isMixed: false, changes: count
      )
    }
    let running = dwell[.running] ?? 0
    var eighths = Int(Double(running) / Double(length) * 8 + 0.5)
    if running > 0 { eighths = max(1, eighths) }
    if running < length { eighths = min(7, eighths) }
    let worst =
      dwell.keys.filter { $0 != .running && $0 != .absent }.max()
      ?? (running > 0 ? .running : .absent)
    let most = dwell.values.max() ?? 0
    return LaneCell(
      runningEighths: eighths, worst: worst,
      dominant: dwell.filter { $0.value == most }.keys.min() ?? .absent, last: last,
      isMixed: dwell.count > 1, changes: count)
  }

  private func look(at time: Int64) -> Look {
    guard time >= start else { return .absent }
    let next = index(after: time)
    return next > 0 ? changes[next - 1].state.look : .absent
  }

  /// The first change after this moment.
  private func index(after time: Int64) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].time.nanoseconds <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
