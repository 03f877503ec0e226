import Findings
import SyncEvents

/// Numbers come from files too, which may be broken: they are added without trapping.
extension LaneModel {
  mutating func acquired(_ o: Occurrence, permits: Int, depth: Int, site: SiteID?) {
    guard let p = o.primitive else { return }
    let (id, kind, wait) = (id(p), kind(p), wait(of: o.lane))
    let waited = timeWaited(o, for: p, wait)
    let isEstimated = o.isEstimated || wait?.isEstimated == true
    // Taken once more, a recursive lock is still the same hold; a condition's lock comes back to any depth.
    if depth == 1 || wait?.primitive == id || part(ofLane: o.lane, { $0.conditionWait != nil }) {
      noteUse(p, after: wait)
    }
    if let wait, wait.primitive == id {
      noteWait(wait, of: o.lane, p, until: o.time, o.isEstimated)
      leave(o.lane)
    }
    if let site { lanes[o.lane].site = site }
    if !givenUp.isEmpty { noteTurn(of: o.lane, at: id) }
    if !o.isCounted {
      if kind.isPlainLock, depth == 1 { noteOrder(o, of: id, site: site) }
      if kind.isLock {
        noteQueue(p)
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
    guard waited != nil || !kind.isTakenSilently else { return }
    tell(
      .acquired(id, permits: permits, depth: depth, waited: waited), o,
      isEstimated: isEstimated)
  }

  /// How long it was after this; nil if it had not to wait. A condition's lock is waited for from the notification on.
  @inline(__always)
  private func timeWaited(_ o: Occurrence, for p: Int, _ wait: Lane.Wait?) -> Int64? {
    if let onCondition = part(ofLane: o.lane, { $0.conditionWait }), let left = onCondition.left,
      let condition = stateIndex[onCondition.condition],
      part(ofState: condition, { $0.lock }) == id(p)
    {
      return max(0, o.time - left)
    }
    guard let wait, wait.primitive == id(p) else { return nil }
    return o.time - wait.since
  }

  mutating func releasing(_ o: Occurrence, permits: Int, depth: Int, role: ReleaseRole) {
    guard let p = o.primitive else { return }
    let (id, kind) = (id(p), kind(p))
    let hold = hold(o.lane, of: id)
    let held = hold?.since.map { o.time - $0 }
    let isEstimated = o.isEstimated || hold?.isEstimated == true
    let what = BriefHappening.released(id, permits: permits, depth: depth, held: held)
    guard kind.isLock else {
      if !o.isCounted { givePermits(p, permits, by: o) }
      tell(what, o, isEstimated: isEstimated)
      return
    }
    if let holder = firstHolder(p), holder != o.thread, kind == .lock,
      !o.isAfterGap, !o.isCounted
    {
      noteHold(p, by: holder, until: o.time, o.isEstimated)
      setOwner(p, nil, at: o.time)
      act(p, .releasedFor(states[p].subject, holder: name(of: holder)), o)
      return
    }
    if !o.isCounted {
      if depth > 1, role != .beginsWait {
        setOwner(p, o.thread, depth: depth - 1, at: hold?.since)
      } else {
        noteHold(p, by: o.thread, held, isEstimated)
        setOwner(p, nil, at: o.time)
      }
    }
    switch role {
    case .gives where kind.isTakenSilently && states[p].waiters.isEmpty: break
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
      charge(p, at: o.time)
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

  /// Those whose holders are known.
  func permitsHeld(_ p: Int) -> Int {
    states[p].holders.reduce(0) { $0.adding(held(by: $1, of: states[p].id)) }
  }

  /// Permits come back. What the thread did not take itself was somebody's of whom nothing is known, or else is taken from
  /// those who have held theirs longest.
  private mutating func givePermits(_ p: Int, _ permits: Int, by o: Occurrence) {
    let unknown = max(0, permitsWithoutHolder(p))
    states[p].value = states[p].value.adding(permits)
    var left = permits.subtracting(give(permits, of: p, by: o.lane, o)).subtracting(unknown)
    for holder in states[p].holders where left > 0 {
      if let lane = laneIndex[holder] { left -= give(left, of: p, by: lane, o) }
    }
    dropEmptyHolders(p)
  }

  /// A thread has at most so many fewer. Gives how many it could give back; with the last of them its hold is over.
  private mutating func give(_ permits: Int, of p: Int, by lane: Int, _ o: Occurrence) -> Int {
    let id = id(p)
    let before = hold(lane, of: id)
    let given = lanes[lane].give(id, permits)
    if let before, given == before.count {
      let (thread, held) = (part(ofLane: lane) { $0.id }, before.since.map { o.time - $0 })
      noteHold(p, by: thread, held, o.isEstimated || before.isEstimated)
    }
    return given
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
    let id = id(p)
    charge(p, at: contention.moment)
    if let old = firstHolder(p), old != owner {
      for old in states[p].holders where old != owner {
        if let lane = laneIndex[old] { lanes[lane].drop(id) }
      }
    }
    let isNew = states[p].setOwner(owner, depth: depth, at: time)
    if let owner, let lane = laneIndex[owner] {
      lanes[lane].hold(id, depth, at: time, isEstimated: isEstimated, site: site)
    }
    if isNew { graph.setHolder(id, owner) }
  }

  mutating func setHolders(_ p: Int, _ holders: [ThreadID]) {
    guard states[p].holders != holders else { return }
    charge(p, at: contention.moment)
    states[p].holders = holders
    graph.setHolders(states[p].id, holders)
  }
}

extension PrimitiveKind {
  /// A value behind a lock of its own: what is done with it is told, and the lock only where somebody waits for it.
  fileprivate var isTakenSilently: Bool { isLock && !isPlainLock }
}
