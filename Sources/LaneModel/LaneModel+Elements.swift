import SyncEvents

/// Queues, arrays and dictionaries: what goes in and comes out. The events say how many there are, so nothing is counted
/// but what is not done yet.
extension LaneModel {
  mutating func moved(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    // What a list has inside is done under its lock, which is counted itself.
    if subject.kind == .queue, kind.isExchange {
      noteUse(p, waited: waitedFor(by: o.lane) == subject.id)
    }
    switch kind {
    case .put(let depth):
      if o.isNewest { states[p].value = depth }
      if !o.isCounted, subject.kind == .queue {
        // What is in it is not done, at least, wherever that was not counted.
        let unfinished = states[p].unfinished.adding(1)
        states[p].unfinished = states[p].isUnknown ? max(unfinished, depth) : unfinished
      }
      tell(
        .put(subject.id, depth: depth, waited: endWait(o, p)), o, isEstimated: o.isEstimated)
    case .taken(let depth):
      if o.isNewest { states[p].value = depth }
      tell(
        .took(subject.id, depth: depth, waited: endWait(o, p)), o, isEstimated: o.isEstimated)
    case .taskDone(let unfinished):
      if o.isNewest { states[p].unfinished = unfinished }
      tell(.taskDone(subject, unfinished: unfinished), o)
    default: break
    }
  }

  /// What a thread waited for at a primitive has come: it runs. Gives how long it waited; nil if it did not.
  mutating func endWait(_ o: Occurrence, _ p: Int) -> Int64? {
    guard let wait = lanes[o.lane].wait, wait.primitive == states[p].id else { return nil }
    noteWait(wait, of: o.lane, p, until: o.time, o.isEstimated)
    leave(o.lane)
    enter(o.lane, .running, at: o.time)
    return o.time - wait.since
  }

  /// No more goes in. What is left in a queue goes too, if it is shut down at once: nobody will deal with it. A pool says of
  /// each task that it is cancelled.
  mutating func shutDown(_ o: Occurrence, _ p: Int, immediate: Bool, woken: Int) {
    let wanted: Set<Wanted> = immediate ? [.room, .item, .drain, .task] : [.room, .item, .task]
    let threads = wake(woken, of: p, for: wanted, by: o.thread)
    states[p].isShutDown = true
    if immediate, states[p].kind == .queue {
      states[p].unfinished = max(0, states[p].unfinished.subtracting(max(0, states[p].value)))
      states[p].value = 0
    }
    act(p, .shutDown(states[p].subject, immediate: immediate, woken: names(threads)), o)
  }
}

extension SyncEvent.Kind {
  /// Something goes into a queue, or comes out.
  fileprivate var isExchange: Bool {
    switch self {
    case .put, .taken: true
    default: false
    }
  }
}
