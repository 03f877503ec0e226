import Findings
import SyncEvents

extension LaneModel {
  /// Events were overwritten before they were read, or, with a count of 0, nobody looked: from then on nothing is known of
  /// the thread.
  mutating func apply(_ loss: Loss) {
    if loss.count > 0 {
      lost = lost.adding(loss.count)
      hasGaps = true
      lostSince = min(lostSince ?? loss.since, loss.since)
      tell(.lost(loss.count), by: loss.thread ?? ThreadID(0), at: loss.until)
    }
    guard let thread = loss.thread, let lane = laneIndex(of: thread, at: loss.since),
      lanes[lane].state != .ended
    else { return }
    contention.moment = loss.since
    leave(lane)
    lanes[lane].conditionWait = nil
    lanes[lane].notifiedBy = nil
    if loss.count > 0 { endTask(of: lane, at: loss.since) }
    lanes[lane].lostUntil = loss.until
    enter(lane, .unknown, at: loss.since)
    updateRings(by: thread, at: loss.since)
  }

  /// Takes over what is true at one moment. What the events since then have told already stands. While the recording is off
  /// nobody keeps the slots.
  mutating func apply(_ snapshot: Snapshot) {
    now = max(now, snapshot.time)
    guard level != .off else { return }
    contention.moment = snapshot.time
    for primitive in snapshot.primitives { apply(primitive, at: snapshot.time) }
    for thread in snapshot.threads { apply(thread, at: snapshot.time) }
    if !snapshot.isOfOneMoment { doubtWaits(at: snapshot.time) }
    updateRings(by: nil, at: snapshot.time)
  }

  private mutating func apply(_ snapshot: PrimitiveSnapshot, at time: Instant) {
    guard let p = stateIndex[snapshot.id],
      snapshot.sequence == 0 || snapshot.sequence >= states[p].sequence
    else { return }
    let isNew = snapshot.sequence > states[p].sequence
    states[p].isConfirmed = !isNew || snapshot.sequence == states[p].syncedTo
    states[p].sequence = max(states[p].sequence, snapshot.sequence)
    states[p].syncedTo = snapshot.sequence
    states[p].isUnknown = false
    switch states[p].kind {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary:
      resyncOwner(p, snapshot, isNew: isNew)
      if states[p].kind.isContainer { states[p].value = snapshot.value }
    case .countingSemaphore: states[p].value = snapshot.value
    case .boundedSemaphore:
      states[p].value = snapshot.value
      states[p].limit = snapshot.limit
      trimHolders(p, inUse: snapshot.limit.subtracting(snapshot.value))
    case .event:
      states[p].isSet = snapshot.value != 0
      states[p].since = snapshot.since
    case .queue, .pool, .crew:
      states[p].value = snapshot.value
      states[p].limit = snapshot.limit < 0 ? nil : snapshot.limit
      // What is in it is not done, at least.
      if states[p].kind == .queue { states[p].unfinished = max(snapshot.value, snapshot.depth) }
    case .barrier: states[p].isBroken = snapshot.value != 0
    case .variable:
      states[p].value = snapshot.value
      if isNew { forgetText(of: p) }
    case .condition, .thread, .future, .threadLocal: break
    }
  }

  /// A lock's slot. If it has changed hands since, or its depth has changed, what is known of the hold is not of this one.
  private mutating func resyncOwner(_ p: Int, _ snapshot: PrimitiveSnapshot, isNew: Bool) {
    let isSame = !isNew && states[p].holders.first == snapshot.owner
    if isNew { setOwner(p, nil, at: nil) }
    setOwner(
      p, snapshot.owner, depth: max(1, snapshot.depth), at: snapshot.since, site: snapshot.site)
    states[p].since = snapshot.since ?? (isSame ? states[p].since : nil)
  }

  /// A variable has changed since, and its slot tells only a number.
  mutating func forgetText(of p: Int) {
    if states[p].text != nil { states[p].text = "?" }
    states[p].writer = nil
    states[p].updates = nil
  }

  /// The slot tells how many permits are in use, not by whom: those who have held theirs longest have given them back.
  private mutating func trimHolders(_ p: Int, inUse: Int) {
    let id = states[p].id
    var surplus = permitsHeld(p).subtracting(max(0, inUse))
    for holder in states[p].holders where surplus > 0 {
      if let lane = laneIndex[holder] { surplus -= lanes[lane].give(id, surplus) }
    }
    dropEmptyHolders(p)
  }

  private mutating func apply(_ snapshot: ThreadSnapshot, at time: Instant) {
    guard let lane = laneIndex[snapshot.id], lanes[lane].state != .ended else { return }
    guard lanes[lane].lastSeen <= time || lanes[lane].state == .unknown else { return }
    // What it did while nothing was known is drawn as unknown, even if it is back where it was: the slot says since when.
    defer { lanes[lane].since = min(lanes[lane].since, snapshot.since) }
    let since = max(snapshot.since, lanes[lane].lostUntil ?? snapshot.since)
    lanes[lane].lostUntil = nil
    if let site = snapshot.site { lanes[lane].site = site }
    switch snapshot.state {
    case .blocked, .waiting:
      resume(lane, snapshot, since: since)
    case .running, .working, .sleeping, .held:
      leave(lane)
      lanes[lane].conditionWait = nil
      lanes[lane].notifiedBy = nil
      let works = snapshot.state == .working && lanes[lane].isBusy
      if works || snapshot.state == .held { arrive(lane) }
      enter(lane, shown(snapshot.state, lane), at: since)
    case .ended: end(lane, at: since)
    }
  }

  /// A thread is parked. If it was notified and has not run since, it stands in no line though its slot says so.
  private mutating func resume(_ lane: Int, _ snapshot: ThreadSnapshot, since: Instant) {
    let operation = snapshot.operation
    guard let id = snapshot.primitive, let p = stateIndex[id] else {
      leave(lane)
      enter(lane, .unknown, at: since)
      return
    }
    let isNotified = lanes[lane].notifiedBy != nil && lanes[lane].conditionWait?.condition == id
    let wanted = Wanted(operation, at: states[p].kind)
    if wanted == .task { endTask(of: lane, at: since) }
    let isThere = lanes[lane].wait?.primitive == id && lanes[lane].wait?.wanted == wanted
    if isThere, lanes[lane].wait?.isOld == true {
      lanes[lane].wait?.isOld = false
      graph.begin(snapshot.id, waitsFor: id, timed: snapshot.isTimed)
    }
    guard !isThere, !isNotified else { return }
    if states[p].kind == .condition {
      lanes[lane].conditionWait = Lane.ConditionWait(condition: id, since: since)
    }
    park(lane, p, operation, since: since, isTimed: snapshot.isTimed)
    states[p].waiters = states[p].waiters.sorted { waitsSince($0) < waitsSince($1) }
    enter(lane, parkedState(of: lane, for: p), at: since)
  }

  /// The slots of a running program are read one after the other, the threads' first: one that was seen waiting may have gone
  /// on and taken a lock before that lock's slot was read. So a lock that a waiting thread has must not have been taken after the
  /// wait began, nor have changed hands since the last snapshot or event of it. What is doubtful the next snapshot tells.
  private mutating func doubtWaits(at time: Instant) {
    for lane in lanes.indices where !part(ofLane: lane, { $0.holds.isEmpty }) {
      // It may have begun after the first slot was read.
      guard let wait = wait(of: lane) else { continue }
      let isDoubtful = lanes[lane].holds.contains { hold in
        guard let p = stateIndex[hold.primitive], kind(p).isLock else { return false }
        return !states[p].isConfirmed || hold.since.map { $0 > wait.since } ?? false
      }
      guard isDoubtful else { continue }
      leave(lane)
      enter(lane, .unknown, at: max(lanes[lane].since, min(time, wait.since)))
    }
  }

  /// Changes of a lock are missing: whoever had it before them need not have it now.
  mutating func forgetOwner(_ p: Int) {
    guard kind(p).isLock, firstHolder(p) != nil else { return }
    setOwner(p, nil, at: nil)
    states[p].since = nil
  }

  private func waitsSince(_ thread: ThreadID) -> Instant {
    laneIndex[thread].flatMap { lanes[$0].wait?.since } ?? now
  }

  func shown(_ state: ThreadSnapshot.State, _ lane: Int) -> LaneState {
    switch state {
    case .sleeping: .sleeping
    case .held: .held
    case .running where lanes[lane].isControl && lanes[lane].holds.isEmpty: .idle
    case .running, .working, .blocked, .waiting, .ended: .running
    }
  }
}
