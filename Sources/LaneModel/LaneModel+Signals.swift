import SyncEvents

extension LaneModel {
  /// Notify, set, clear, resize: who is woken is known from the order in which they wait.
  mutating func signal(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    switch kind {
    case .notifying(let asked, let woken):
      let threads = wake(woken, of: p)
      for thread in threads {
        if let lane = laneIndex[thread] { lanes[lane].notifiedBy = o.thread }
      }
      act(p, .notifies(subject, asked: asked, woken: names(threads)), o)
    case .lightSet(let woken):
      let threads = wake(woken, of: p)
      setLight(p, true, o)
      act(p, .lightSet(subject, woken: names(threads)), o)
    case .lightCleared:
      setLight(p, false, o)
      act(p, .lightCleared(subject), o)
    case .limitChanged(let old, let new, let woken):
      let threads = wake(woken, of: p)
      if !o.isCounted {
        states[p].value &+= new &- old
        states[p].limit = new
      }
      act(p, .resized(subject, old: old, new: new, woken: names(threads)), o)
    default: break
    }
  }

  /// The oldest waiters leave the line; they write for themselves when they go on.
  private mutating func wake(_ count: Int, of p: Int) -> [ThreadID] {
    let woken = Array(states[p].waiters.prefix(max(0, count)))
    states[p].waiters.removeFirst(woken.count)
    return woken
  }

  private mutating func setLight(_ p: Int, _ isSet: Bool, _ o: Occurrence) {
    guard !o.isCounted, states[p].isSet != isSet else { return }
    states[p].isSet = isSet
    states[p].since = o.time
  }

  /// Tells what somebody did to a primitive, and keeps it there.
  mutating func act(_ p: Int, _ what: Happening.What, _ o: Occurrence) {
    states[p].lastAction = tell(what, o)
  }
}
