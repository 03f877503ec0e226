public import SyncEvents

/// A lane's state from one change to the next.
public struct Stretch: Hashable, Sendable {
  public var state: LaneState
  public var since: Instant
  /// Nil: it goes on.
  public var until: Instant?
  /// Where in the program it began to wait, if that is known.
  public var site: SiteID?
  /// Who ended the wait before it, if somebody did.
  public var wokenBy: ThreadID?

  public init(
    state: LaneState, since: Instant, until: Instant?, site: SiteID? = nil,
    wokenBy: ThreadID? = nil
  ) {
    self.state = state
    self.since = since
    self.until = until
    self.site = site
    self.wokenBy = wokenBy
  }
}

extension Lane {
  /// The stretch that a moment is in; nil before the thread began, and where its changes have been given up.
  public func stretch(at time: Instant) -> Stretch? {
    lastChange { $0.time <= time }.map(stretch)
  }

  /// Those that have a part in this, oldest first; the first `limit` of them.
  public func stretches(from: Instant, to: Instant, limit: Int) -> [Stretch] {
    guard from < to else { return [] }
    let first = lastChange { $0.time <= from } ?? 0
    return changes.indices[first...].prefix { changes[$0].time < to }.prefix(limit).map(stretch)
  }

  /// When it changed next, or last, before or after a moment, as far as its changes are kept.
  public func change(after time: Instant) -> Instant? {
    let next = (lastChange { $0.time <= time } ?? -1) + 1
    return next < changes.count ? changes[next].time : nil
  }
  public func change(before time: Instant) -> Instant? {
    lastChange { $0.time < time }.map { changes[$0].time }
  }

  private func stretch(_ index: Int) -> Stretch {
    let next = index + 1 < changes.count ? changes[index + 1].time : nil
    let change = changes[index]
    return Stretch(
      state: change.state, since: change.time, until: next, site: change.site,
      wokenBy: change.wokenBy)
  }

  /// The last that it is true of: it is true of none after one that it is not true of.
  private func lastChange(where isEarly: (Change) -> Bool) -> Int? {
    var (low, high) = (-1, changes.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if isEarly(changes[middle]) { low = middle } else { high = middle }
    }
    return low >= 0 ? low : nil
  }
}

extension LaneModel {
  /// Since when single changes are known of every lane; nil: as far back as there is anything.
  public var detailSince: Instant? { nil }
}
