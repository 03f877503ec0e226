import Findings
import SyncEvents

/// Numbers come from files too, which may be broken: they are added without trapping.
extension LaneModel {
  mutating func acquired(_ o: Occurrence, permits: Int, depth: Int, site: SiteID?) {
    guard let p = o.primitive else { return }
    let waited = timeWaited(o, for: p)
    let isEstimated = o.isEstimated || lanes[o.lane].wait?.isEstimated == true
    if lanes[o.lane].wait?.primitive == states[p].id { leave(o.lane) }
    if let site { lanes[o.lane].site = site }
    if !o.isCounted {
      if states[p].kind.isLock {
        setOwner(
          p, o.thread, depth: depth, at: o.time, isEstimated: o.isEstimated, site: site)
      } else {
        states[p].value = states[p].value.subtracting(permits)
        takePermits(p, permits, o, site)
      }
    } else if permitsWithoutHolder(p) >= permits {
      takePermits(p, permits, o, site)  // the slot told how many are in use, and this tells by whom
    }
    enter(o.lane, .running, at: o.time)
    guard waited != nil || !isTakenSilently(p) else { return }
    tell(
      .acquired(states[p].subject, permits: permits, depth: depth, waited: waited), o,
      isEstimated: isEstimated)
  }

  /// How long it was after this; nil if it had not to wait. A condition's lock is waited for from the notification on.
  private func timeWaited(_ o: Occurrence, for p: Int) -> Int64? {
    if let wait = lanes[o.lane].conditionWait, let left = wait.left,
      let condition = stateIndex[wait.condition],
      states[condition].declaration.lock == states[p].id
    {
      return max(0, o.time - left)
    }
    guard let wait = lanes[o.lane].wait, wait.primitive == states[p].id else { return nil }
    return o.time - wait.since
  }

  /// A value behind a lock of its own: what is done with it is told, and the lock only where somebody waits for it.
  private func isTakenSilently(_ p: Int) -> Bool {
    states[p].kind.isLock && !states[p].kind.isPlainLock
  }

  mutating func releasing(_ o: Occurrence, permits: Int, depth: Int, role: ReleaseRole) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    let hold = hold(o.lane, of: subject.id)
    let held = hold?.since.map { o.time - $0 }
    let isEstimated = o.isEstimated || hold?.isEstimated == true
    let what = Happening.What.released(subject, permits: permits, depth: depth, held: held)
    guard subject.kind.isLock else {
      if !o.isCounted { givePermits(p, permits, by: o) }
      tell(what, o, isEstimated: isEstimated)
      return
    }
    if let holder = states[p].holders.first, holder != o.thread, subject.kind == .lock,
      !o.isAfterGap, !o.isCounted
    {
      setOwner(p, nil, at: o.time)
      act(p, .releasedFor(subject, holder: name(of: holder)), o)
      return
    }
    if !o.isCounted {
      if depth > 1, role != .beginsWait {
        setOwner(p, o.thread, depth: depth - 1, at: hold?.since)
      } else {
        setOwner(p, nil, at: o.time)
      }
    }
    switch role {
    case .gives where isTakenSilently(p) && states[p].waiters.isEmpty: break
    case .gives: tell(what, o, isEstimated: isEstimated)
    case .beginsWait: break
    case .undecided:
      undecided.append(
        UndecidedRelease(thread: o.thread, time: o.time, what: what, isEstimated: isEstimated))
    }
  }

  private mutating func takePermits(_ p: Int, _ permits: Int, _ o: Occurrence, _ site: SiteID?) {
    lanes[o.lane].take(
      states[p].id, permits, at: o.time, isEstimated: o.isEstimated, site: site)
    if !states[p].holders.contains(o.thread) {
      states[p].holders.append(o.thread)
      graph.setHolders(states[p].id, states[p].holders)
    }
  }

  /// In use, but nobody is known to have them. Without a limit it cannot be told.
  private func permitsWithoutHolder(_ p: Int) -> Int {
    guard states[p].kind == .boundedSemaphore, let limit = states[p].limit else { return 0 }
    return limit.subtracting(states[p].value).subtracting(permitsHeld(p))
  }

  private func held(by thread: ThreadID, of primitive: PrimitiveID) -> Int {
    guard let lane = laneIndex[thread] else { return 0 }
    return hold(lane, of: primitive)?.count ?? 0
  }

  /// Looked for in the holds alone: to ask the lane for it would copy all of it.
  private func hold(_ lane: Int, of primitive: PrimitiveID) -> Lane.Hold? {
    for hold in lanes[lane].holds where hold.primitive == primitive { return hold }
    return nil
  }

  /// Those whose holders are known.
  func permitsHeld(_ p: Int) -> Int {
    states[p].holders.reduce(0) { $0.adding(held(by: $1, of: states[p].id)) }
  }

  /// Permits come back. What the thread did not take itself was somebody's of whom nothing is known, or else is taken from
  /// those who have held theirs longest.
  private mutating func givePermits(_ p: Int, _ permits: Int, by o: Occurrence) {
    let id = states[p].id
    let unknown = max(0, permitsWithoutHolder(p))
    states[p].value = states[p].value.adding(permits)
    var left = permits.subtracting(lanes[o.lane].give(id, permits)).subtracting(unknown)
    for holder in states[p].holders where left > 0 {
      if let lane = laneIndex[holder] { left -= lanes[lane].give(id, left) }
    }
    dropEmptyHolders(p)
  }

  /// A semaphore's holders are those who have permits of it.
  mutating func dropEmptyHolders(_ p: Int) {
    let id = states[p].id
    setHolders(p, states[p].holders.filter { held(by: $0, of: id) > 0 })
  }

  /// A lock's holder from now on; whoever had it has it no more.
  mutating func setOwner(
    _ p: Int, _ owner: ThreadID?, depth: Int = 0, at time: Instant?, isEstimated: Bool = false,
    site: SiteID? = nil
  ) {
    let id = states[p].id
    for old in states[p].holders where old != owner {
      if let lane = laneIndex[old] { lanes[lane].drop(id) }
    }
    if states[p].holders.first != owner { states[p].since = time }
    states[p].depth = owner == nil ? 0 : depth
    if let owner, let lane = laneIndex[owner] {
      lanes[lane].take(
        id, depth.subtracting(hold(lane, of: id)?.count ?? 0), at: time,
        isEstimated: isEstimated, site: site)
    }
    setHolder(p, owner)
  }

  /// In place: this happens all the time.
  private mutating func setHolder(_ p: Int, _ owner: ThreadID?) {
    guard states[p].holders.count > 1 || states[p].holders.first != owner else { return }
    states[p].holders.removeAll(keepingCapacity: true)
    if let owner { states[p].holders.append(owner) }
    graph.setHolder(states[p].id, owner)
  }

  mutating func setHolders(_ p: Int, _ holders: [ThreadID]) {
    guard states[p].holders != holders else { return }
    states[p].holders = holders
    graph.setHolders(states[p].id, holders)
  }
}
