import Findings
import SyncEvents

extension LaneModel {
  /// Notify, set, clear, resize, shut down, and what moves everybody at a barrier: who is woken is known from the order in
  /// which they wait.
  mutating func signal(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    switch kind {
    case .notifying(let asked, let woken):
      states[p].notifiers.insert(o.thread)
      noteNotify(p, asked: asked, woken: woken)
      if woken == 0 { states[p].unheard = Scene.Unheard(thread: o.thread, time: o.time) }
      let threads = wake(woken, of: p, by: o.thread)
      noteHerd(subject.id, by: o.thread, woken: threads, at: o.time)
      for thread in threads {
        if let lane = laneIndex[thread] { lanes[lane].notifiedBy = o.thread }
      }
      act(p, .notifies(subject, asked: asked, woken: names(threads)), o)
    case .lightSet(let woken):
      let threads = wake(woken, of: p, by: o.thread)
      setLight(p, true, o)
      act(p, .lightSet(subject, woken: names(threads)), o)
    case .lightCleared:
      setLight(p, false, o)
      act(p, .lightCleared(subject), o)
    case .limitChanged(let old, let new, let woken):
      let threads = wake(woken, of: p, for: [.permit, .room, .task], by: o.thread)
      if !o.isCounted {
        if subject.kind.isSemaphore {
          states[p].value = states[p].value.adding(new.subtracting(old))
        }
        states[p].limit = new < 0 ? nil : new
      }
      act(p, .resized(subject, old: old, new: new, woken: names(threads)), o)
    case .shutDown(let immediate, let woken):
      shutDown(o, p, immediate: immediate, woken: woken)
    case .tripped(let woken):
      noteUse(p, waited: false)
      let threads = wake(woken, of: p, by: o.thread)
      act(p, .tripped(subject, woken: names(threads)), o)
    case .broke(let woken):
      let threads = wake(woken, of: p, by: o.thread)
      if o.isNewest { states[p].isBroken = true }
      act(p, .broke(subject, woken: names(threads)), o)
    case .reset(let woken):
      let threads = wake(woken, of: p, by: o.thread)
      if o.isNewest { states[p].isBroken = false }
      act(p, .barrierReset(subject, woken: names(threads)), o)
    default: break
    }
  }

  /// The oldest waiters leave the line, of those who wait for that; they write for themselves when they go on. Whoever
  /// wakes them is not among them, though it may have waited itself until its time was up.
  mutating func wake(
    _ count: Int, of p: Int, for wanted: Set<Wanted>? = nil, by waker: ThreadID
  ) -> [ThreadID] {
    var woken: [ThreadID] = []
    for thread in states[p].waiters {
      guard woken.count < count else { break }
      if thread != waker, isMeant(thread, by: wanted) { woken.append(thread) }
    }
    if states[p].waiters.starts(with: woken) {
      states[p].waiters.removeFirst(woken.count)
    } else {
      let threads = Set(woken)
      states[p].waiters.removeAll { threads.contains($0) }
    }
    changeWaiters(of: p, by: -woken.count)
    return woken
  }

  private func isMeant(_ waiter: ThreadID, by wanted: Set<Wanted>?) -> Bool {
    guard let wanted else { return true }
    return laneIndex[waiter].flatMap { lanes[$0].wait?.wanted }.map(wanted.contains) ?? false
  }

  private mutating func setLight(_ p: Int, _ isSet: Bool, _ o: Occurrence) {
    guard !o.isCounted, states[p].isSet != isSet else { return }
    states[p].isSet = isSet
    states[p].since = o.time
  }

  /// A thread went past a light, or stopped at it: so it was, since nobody knows when.
  mutating func see(_ p: Int, isSet: Bool, _ o: Occurrence) {
    guard o.isNewest, !o.isCounted, states[p].isSet != isSet else { return }
    states[p].isSet = isSet
    states[p].since = nil
  }

  /// Tells what somebody did to a primitive, and keeps it there.
  mutating func act(_ p: Int, _ what: Happening.What, _ o: Occurrence) {
    tell(what, o)
    states[p].lastAction = Happening(
      number: told.told, time: o.time, thread: o.thread, threadName: name(of: o.thread),
      what: what, isEstimated: o.isEstimated)
  }
}
