import Findings
import SyncEvents

extension LaneModel {
  /// A thread begins to wait for a primitive.
  mutating func park(_ o: Occurrence, _ operation: Operation?, isTimed: Bool, site: SiteID?) {
    guard let p = o.primitive else { return }
    park(o.lane, p, operation, since: o.time, isEstimated: o.isEstimated, isTimed: isTimed)
    if states[p].kind == .event { see(p, isSet: false, o) }
    if let site { lanes[o.lane].site = site }
    enter(o.lane, parkedState(of: o.thread, for: p), at: o.time)
    let holder = states[p].kind.isLock ? states[p].holders.first.map { name(of: $0) } : nil
    let isOpen = states[p].kind.wants.count > 1
    let wanted = isOpen ? lanes[o.lane].wait?.wanted : nil
    tell(.blocked(states[p].subject, holder: holder, for: wanted), o)
  }

  /// A thread has given up the condition's lock and begins to wait.
  mutating func waitOnCondition(_ o: Occurrence, isTimed: Bool, site: SiteID?) {
    guard let p = o.primitive else { return }
    // The lock was given up completely, whatever its depth; that this was a wait is certain only now.
    if let id = states[p].declaration.lock, let lock = stateIndex[id],
      states[lock].holders == [o.thread]
    {
      setOwner(lock, nil, at: o.time)
    }
    lanes[o.lane].conditionWait = Lane.ConditionWait(condition: states[p].id, since: o.time)
    lanes[o.lane].notifiedBy = nil
    park(o, .wait, isTimed: isTimed, site: site)
  }

  mutating func notified(_ o: Occurrence, by: ThreadID, at: Instant) {
    guard let p = o.primitive else { return }
    let since = lanes[o.lane].conditionWait?.since ?? at
    leave(o.lane)
    lanes[o.lane].conditionWait = Lane.ConditionWait(
      condition: states[p].id, since: since, left: max(at, since))
    lanes[o.lane].notifiedBy = by
    lanes[o.lane].wokenBy = by
    // It has not run yet: it still stands where it waited, or in the lock's line.
    enter(o.lane, .waiting(states[p].id, .notification), at: o.time)
    tell(.notified(states[p].subject, by: name(of: by), waited: max(0, at - since)), o)
  }

  mutating func timedOut(_ o: Occurrence) {
    guard let p = o.primitive, let wait = lanes[o.lane].wait, wait.primitive == states[p].id else {
      return
    }
    leave(o.lane)
    if states[p].kind == .condition { lanes[o.lane].conditionWait?.left = o.time }
    lanes[o.lane].wokenBy = nil
    tell(
      .timedOut(states[p].subject, waited: o.time - wait.since), o,
      isEstimated: o.isEstimated || wait.isEstimated)
  }

  /// A wait is over. What has been told by a more telling event before is not told again.
  mutating func resumed(_ o: Occurrence, _ outcome: Outcome, by: ThreadID?) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    let wait = lanes[o.lane].wait.flatMap { $0.primitive == subject.id ? $0 : nil }
    var waker = by
    if let wait {
      leave(o.lane)
      tellEnd(of: wait, subject, outcome, by: by, o)
    }
    if subject.kind == .condition {
      if outcome == .notified { waker = by ?? lanes[o.lane].notifiedBy }
      lanes[o.lane].conditionWait = nil
      lanes[o.lane].notifiedBy = nil
    }
    lanes[o.lane].wokenBy = waker
    enter(o.lane, .running, at: o.time)
    if let waker { lanes[o.lane].history.note(wokenBy: waker, afterWaitFor: subject.id) }
  }

  private mutating func tellEnd(
    of wait: Lane.Wait, _ subject: Happening.Subject, _ outcome: Outcome, by: ThreadID?,
    _ o: Occurrence
  ) {
    let waited = o.time - wait.since
    let what: Happening.What
    switch outcome {
    case .acquired: return
    case .ended where wait.wanted == .task: return  // a worker that is not needed any more: it ends
    case .set, .ended, .tripped: what = .wentOn(subject, waited: waited)
    case .notified:
      what = .notified(subject, by: by.map { name(of: $0) } ?? "", waited: waited)
    case .timedOut: what = .timedOut(subject, waited: waited)
    case .broken, .shutDown: what = .turnedAway(subject, outcome, waited: waited)
    case .cancelled: what = .cancelled(subject, waited: waited)
    }
    tell(what, o, isEstimated: o.isEstimated || wait.isEstimated)
  }

  /// What a thread that waits for a primitive is seen doing.
  func parkedState(of thread: ThreadID, for p: Int) -> LaneState {
    let id = states[p].id
    let link = Finding.Link(thread: thread, primitive: id)
    if !findings.isEmpty, findings.contains(where: { $0.ring.contains(link) }) {
      return .deadlocked(id)
    }
    var wanted = Wanted(nil, at: states[p].declaration.kind)
    if let lane = laneIndex[thread], let wait = lanes[lane].wait { wanted = wait.wanted }
    return wanted == .lock ? .blocked(id) : .waiting(id, wanted)
  }

  /// Enters a thread as a waiter, by the time at which it began.
  mutating func park(
    _ lane: Int, _ p: Int, _ operation: Operation?, since: Instant, isEstimated: Bool = false,
    isTimed: Bool
  ) {
    let id = states[p].id
    let thread = lanes[lane].id
    if let wait = lanes[lane].wait, wait.primitive != id { leave(lane) }
    lanes[lane].wait = Lane.Wait(
      primitive: id, wanted: Wanted(operation, at: states[p].kind), since: since,
      isEstimated: isEstimated, isTimed: isTimed)
    arrive(lane)
    if !states[p].waiters.contains(thread) { states[p].waiters.append(thread) }
    graph.begin(thread, waitsFor: id, timed: isTimed)
  }

  /// A thread stands in no line any more.
  mutating func leave(_ lane: Int) {
    guard let wait = lanes[lane].wait else { return }
    let thread = lanes[lane].id
    lanes[lane].wait = nil
    graph.end(thread)
    if let p = stateIndex[wait.primitive],
      let place = states[p].waiters.firstIndex(of: thread)
    {
      states[p].waiters.remove(at: place)
    }
  }
}
