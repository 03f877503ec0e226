import SyncEvents

extension Lane {
  /// An event of its own. Gives when that was, and whether it was not known until now what it does.
  mutating func see(_ time: Instant, atPrimitive: Bool)
    -> (time: Instant, wasUnknown: Bool, isForeign: Bool)
  {
    let time = max(time, lastSeen)
    lastSeen = time
    lostUntil = nil
    if atPrimitive { hasActed = true }
    return (time, state == .unknown, isForeign)
  }

  /// Begins a state, and gives since when it is in it. A lane's time never goes back.
  mutating func enter(
    _ new: LaneState, at time: Instant, _ usage: inout HistoryUsage
  ) -> Instant {
    let begin = max(time, history.since ?? time)
    // Whoever goes from one wait on to the next, from a condition to its lock, was notified.
    let wokenBy = state.primitive != nil && new.primitive != nil ? notifiedBy : nil
    history.begin(
      Change(
        time: begin, state: new, site: new.primitive == nil ? nil : site, wokenBy: wokenBy), &usage)
    state = new
    since = history.since ?? begin
    return since
  }

  /// It has so many of this.
  mutating func hold(
    _ primitive: PrimitiveID, _ count: Int, at time: Instant?, isEstimated: Bool, site: SiteID?
  ) {
    if let index = holds.firstIndex(where: { $0.primitive == primitive }) {
      holds[index].count = count
    } else {
      holds.append(
        Hold(
          primitive: primitive, count: count, since: time, isEstimated: isEstimated, site: site))
    }
  }

  /// It has so many more of this.
  mutating func take(
    _ primitive: PrimitiveID, _ count: Int, at time: Instant?, isEstimated: Bool, site: SiteID?
  ) {
    let before = holds.first { $0.primitive == primitive }?.count ?? 0
    hold(
      primitive, before.adding(count), at: time, isEstimated: isEstimated, site: site)
  }

  /// It has at most `count` fewer of this. Gives how many it could give back.
  mutating func give(_ primitive: PrimitiveID, _ count: Int) -> Int {
    guard let index = holds.firstIndex(where: { $0.primitive == primitive }) else { return 0 }
    let given = max(0, min(count, holds[index].count))
    holds[index].count -= given
    if holds[index].count == 0 { holds.remove(at: index) }
    return given
  }

  /// It has nothing of this any more.
  mutating func drop(_ primitive: PrimitiveID) {
    while let index = holds.firstIndex(where: { $0.primitive == primitive }) {
      holds.remove(at: index)
    }
  }
}
