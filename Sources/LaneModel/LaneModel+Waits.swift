import Findings
import SyncEvents

extension LaneModel {
  /// A thread begins to wait for a primitive.
  mutating func park(_ o: Occurrence, _ operation: Operation?, isTimed: Bool, site: SiteID?) {
    guard let p = o.primitive else { return }
    park(
      o.lane, p, operation, since: o.time, isEstimated: o.isEstimated, isTimed: isTimed,
      isOld: o.isCounted)
    let kind = kind(p)
    if kind == .event { see(p, isSet: false, o) }
    if let site { lanes[o.lane].site = site }
    enter(o.lane, parkedState(of: o.lane, for: p), at: o.time)
    let holder = kind.isLock ? firstHolder(p) : nil
    let isOpen = !kind.isLock && kind.wants.count > 1
    let wanted = isOpen ? wait(of: o.lane)?.wanted : nil
    tell(
      .blocked(id(p), holder: holder, for: wanted), o, isEstimated: o.isEstimated)
  }

  /// A thread has given up the condition's lock and begins to wait.
  mutating func waitOnCondition(_ o: Occurrence, isTimed: Bool, site: SiteID?) {
    guard let p = o.primitive else { return }
    // The lock was given up completely, whatever its depth; that this was a wait is certain only now.
    if let id = states[p].lock, let lock = stateIndex[id],
      states[lock].holders == [o.thread]
    {
      noteHold(lock, by: o.thread, until: o.time, o.isEstimated)
      setOwner(lock, nil, at: o.time)
    }
    lanes[o.lane].conditionWait = Lane.ConditionWait(condition: states[p].id, since: o.time)
    lanes[o.lane].notifiedBy = nil
    noteUse(p, waited: true)
    if !herds.isEmpty { noteBack(o.thread, at: states[p].id) }
    park(o, .wait, isTimed: isTimed, site: site)
  }

  mutating func notified(_ o: Occurrence, by: ThreadID, at: Instant) {
    guard let p = o.primitive else { return }
    let since = lanes[o.lane].conditionWait?.since ?? at
    if let wait = lanes[o.lane].wait, wait.primitive == states[p].id {
      noteWait(wait, of: o.lane, p, until: max(at, wait.since), o.isEstimated)
    }
    leave(o.lane)
    lanes[o.lane].conditionWait = Lane.ConditionWait(
      condition: states[p].id, since: since, left: max(at, since))
    lanes[o.lane].notifiedBy = by
    lanes[o.lane].wokenBy = by
    // It has not run yet: it still stands where it waited, or in the lock's line.
    enter(o.lane, .waiting(states[p].id, .notification), at: o.time)
    tell(
      .notified(states[p].id, by: by, waited: max(0, at - since)), o, isEstimated: o.isEstimated)
  }

  mutating func timedOut(_ o: Occurrence) {
    guard let p = o.primitive, let wait = lanes[o.lane].wait, wait.primitive == states[p].id else {
      return
    }
    noteWait(wait, of: o.lane, p, until: o.time, o.isEstimated)
    noteGivenUp(o.lane, p)
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
    let id = id(p)
    var waker = by
    if let wait = wait(of: o.lane), wait.primitive == id {
      noteWait(wait, of: o.lane, p, until: o.time, o.isEstimated)
      if outcome.isOnlyTellingUse(of: kind(p)) { noteUse(p, waited: true) }
      leave(o.lane)
      tellEnd(of: wait, states[p].subject, outcome, by: by, o)
    }
    if outcome == .acquired { noteHandOff(p, from: by, to: o.thread) }
    if kind(p) == .condition {
      if outcome == .notified { waker = by ?? lanes[o.lane].notifiedBy }
      lanes[o.lane].conditionWait = nil
      lanes[o.lane].notifiedBy = nil
    }
    lanes[o.lane].wokenBy = waker
    enter(o.lane, .running, at: o.time)
    if let waker { lanes[o.lane].history.note(wokenBy: waker, afterWaitFor: id) }
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
  @inline(__always)
  func parkedState(of lane: Int, for p: Int) -> LaneState {
    let id = id(p)
    if !findings.isEmpty {
      let link = Finding.Link(thread: part(ofLane: lane) { $0.id }, primitive: id)
      if findings.contains(where: { $0.isRing && $0.links.contains(link) }) {
        return .deadlocked(id)
      }
    }
    let wanted = wait(of: lane)?.wanted ?? Wanted(nil, at: kind(p))
    return wanted == .lock ? .blocked(id) : .waiting(id, wanted)
  }

  /// Enters a thread as a waiter, by the time at which it began.
  ///
  /// - Parameter isOld: a snapshot has told how the primitive was later. Who had it then need not be whom the thread waits for,
  ///   so that makes no ring.
  mutating func park(
    _ lane: Int, _ p: Int, _ operation: Operation?, since: Instant, isEstimated: Bool = false,
    isTimed: Bool, isOld: Bool = false
  ) {
    let id = id(p)
    let thread = part(ofLane: lane) { $0.id }
    if let before = waitedFor(by: lane), before != id { leave(lane) }
    lanes[lane].wait = Lane.Wait(
      primitive: id, wanted: Wanted(operation, at: kind(p)), since: since,
      isEstimated: isEstimated, isTimed: isTimed, isOld: isOld)
    arrive(lane)
    if !states[p].waiters.contains(thread) {
      changeWaiters(of: p, by: 1)
      states[p].waiters.append(thread)
    }
    graph.begin(thread, waitsFor: id, timed: isTimed || isOld)
  }

  /// A thread stands in no line any more.
  mutating func leave(_ lane: Int) {
    guard let primitive = waitedFor(by: lane) else { return }
    let thread = part(ofLane: lane) { $0.id }
    lanes[lane].wait = nil
    graph.end(thread)
    if let p = stateIndex[primitive],
      let place = states[p].waiters.firstIndex(of: thread)
    {
      changeWaiters(of: p, by: -1)
      states[p].waiters.remove(at: place)
    }
  }
}

extension Outcome {
  /// No other event tells that this wait came to what it was for. Of a lock or a queue another one does, and a condition's
  /// wait was counted when it began.
  fileprivate func isOnlyTellingUse(of kind: PrimitiveKind) -> Bool {
    switch self {
    case .set, .tripped: true
    case .ended: kind == .thread || kind == .future
    case .acquired, .notified, .timedOut, .broken, .shutDown, .cancelled: false
    }
  }
}
