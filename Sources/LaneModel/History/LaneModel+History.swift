public import SyncEvents

extension LaneModel {
  /// A lane begins a state.
  mutating func enter(_ lane: Int, _ state: LaneState, at time: Instant) {
    let (before, isControl) = part(ofLane: lane) { ($0.state, $0.isControl) }
    guard state != before else { return }
    chargeHolds(of: lane, at: time)
    counts.looks[Int(before.look.rawValue)] -= 1
    counts.looks[Int(state.look.rawValue)] += 1
    if !isControl {
      if state == .ended { counts.ended += 1 } else if before == .ended { counts.ended -= 1 }
    }
    now = max(now, lanes[lane].enter(state, at: time, &usage))
  }

  /// What the lanes' history takes, in bytes.
  public var historyBytes: Int { usage.total }

  /// What one bucket of it takes.
  public static var bytesPerBucket: Int { MemoryLayout<Bucket>.stride }

  /// How far back every change is kept; nil: all the way. Before that some lanes have only buckets.
  public var detailSince: Instant? { trimmed.detailSince }

  /// Gives up the oldest where the history has become too large: what tells most exactly first.
  mutating func boundHistory() {
    guard usage.total > max(historyBudget, trimmed.retryAbove) else { return }
    // A bit more at once, so that it is seldom done.
    let goal = historyBudget - historyBudget / 8
    for floor in HistoryTrim.floor(of: span)..<Pyramid.levelCount {
      let parts = [HistoryPart.changes] + (0..<floor).map { .level($0) }
      while usage.total > goal, let part = parts.filter(mayTrim).max(by: isSmaller) {
        let cut = trimmed.nextCut(of: part, from: earliest, now: now, usage, goal: goal)
        for lane in lanes.indices { drop(part, before: cut, of: lane) }
      }
      if usage.total <= goal { break }
    }
    trimmed.retryAbove = usage.total <= goal ? 0 : usage.total + historyBudget / 16
  }

  private mutating func drop(_ part: HistoryPart, before cut: Int64, of lane: Int) {
    lanes[lane].history.drop(part, before: cut, &usage)
    guard part == .changes, let since = lanes[lane].history.detailSince else { return }
    trimmed.detailSince = max(trimmed.detailSince ?? since, since)
  }

  /// There is something between what has been dropped and now.
  private func mayTrim(_ part: HistoryPart) -> Bool {
    usage[part] > 0 && trimmed.cut(of: part, from: earliest) < now.nanoseconds
  }
  /// Of two that take the same, the finer one goes first.
  private func isSmaller(_ a: HistoryPart, _ b: HistoryPart) -> Bool {
    (usage[a], b.order) < (usage[b], a.order)
  }

  /// From the first lane's start to now.
  private var span: Int64 { now.nanoseconds.subtracting(earliest) }
}

/// What has been given up of the history to keep within its budget.
struct HistoryTrim: Equatable, Sendable {
  /// Up to when each part has been dropped.
  private var cuts: [HistoryPart: Int64] = [:]
  var detailSince: Instant?
  /// The rest cannot be dropped: not tried again until there is more than this.
  var retryAbove = 0

  /// The whole span stays visible in so many buckets a lane, if there is any room for them.
  static let leastBuckets: Int64 = 256

  /// The coarsest level that has so many buckets.
  static func floor(of span: Int64) -> Int {
    (0..<Pyramid.levelCount).last { span >> Int64(Pyramid.k($0)) >= leastBuckets } ?? 0
  }

  func cut(of part: HistoryPart, from earliest: Int64) -> Int64 {
    max(cuts[part] ?? earliest, earliest)
  }

  /// Goes on by an eighth to a half of the time that is left, by how much of it has to go.
  mutating func nextCut(
    of part: HistoryPart, from earliest: Int64, now: Instant, _ usage: HistoryUsage, goal: Int
  ) -> Int64 {
    let cut = cut(of: part, from: earliest)
    let eighths = min(4, (usage.total - goal) * 8 / max(1, usage[part]) + 1)
    let step = now.nanoseconds.subtracting(cut) / 8 * Int64(eighths)
    let next = cut.adding(max(1, step))
    cuts[part] = next
    return next
  }
}

extension HistoryPart {
  fileprivate var order: Int {
    switch self {
    case .changes: -1
    case .level(let level): level
    }
  }
}
