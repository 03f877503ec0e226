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
  /// Its states, oldest first, as far as they are kept; each lasts until the next begins. It costs as much as there are.
  public var changes: [Change] { (0..<history.changes.count).map { history.changes[$0].change } }
  /// How many of them are kept.
  public var changeCount: Int { history.changes.count }
  /// Before this its changes have been given up, and only buckets tell what it was; nil: all of them are kept.
  public var detailSince: Instant? { history.detailSince }

  /// The stretch that a moment is in; nil before the thread began, and where its changes have been given up.
  public func stretch(at time: Instant) -> Stretch? {
    let next = history.changes.count(while: { $0.time <= time })
    return next > 0 ? stretch(next - 1) : nil
  }

  /// Those that have a part in this, oldest first; the first `limit` of them.
  public func stretches(from: Instant, to: Instant, limit: Int) -> [Stretch] {
    guard from < to, limit > 0 else { return [] }
    let first = max(0, history.changes.count(while: { $0.time <= from }) - 1)
    let end = history.changes.count(while: { $0.time < to })
    return (first..<max(first, min(end, first.adding(limit)))).map(stretch)
  }

  /// When it changed next, or last, before or after a moment, as far as its changes are kept.
  public func change(after time: Instant) -> Instant? {
    let next = history.changes.count(while: { $0.time <= time })
    return next < history.changes.count ? history.changes[next].time : nil
  }
  public func change(before time: Instant) -> Instant? {
    let next = history.changes.count(while: { $0.time < time })
    return next > 0 ? history.changes[next - 1].time : nil
  }

  private func stretch(_ index: Int) -> Stretch {
    let isLast = index + 1 == history.changes.count
    let change = history.changes[index]
    return Stretch(
      state: change.state, since: change.time,
      until: isLast ? nil : history.changes[index + 1].time, site: change.site,
      wokenBy: change.wokenBy)
  }
}
