import SyncEvents

extension EventInvariants {
  /// `blocking` or `waiting` → what earns the outcome → `resumed`. Between them a thread does nothing else to a primitive;
  /// only a person's command may be overtaken by others of theirs.
  mutating func checkWait(_ event: SyncEvent, _ id: PrimitiveID) {
    if belongsToUnknownWait(event, id) { return }
    let wait = waits[event.thread]?.last
    switch event.kind {
    case .blocking(let operation, _, _):
      if let wait, declared[wait.primitive]?.lock == id {
        change(event.thread) { $0.lock = id }
      } else {
        expect(wait?.isOvertaken ?? true, event, "waits for two things")
        let drained = elements[id]?.drained ?? 0
        waits[event.thread, default: []].append(
          Wait(primitive: id, operation: operation, drained: drained))
      }
    case .waiting:
      expect(wait?.isOvertaken ?? true, event, "waits for two things")
      waits[event.thread, default: []].append(Wait(primitive: id, operation: .wait))
    case .notified(let by, _): earn(event, id, .notified, by)
    case .timedOut: earn(event, id, .timedOut)
    case .acquired: if wait?.primitive == id { earn(event, id, .acquired) }
    case .put: if wait?.primitive == id { earn(event, id, .acquired, for: .put) }
    case .taken: if wait?.primitive == id { earn(event, id, .acquired, for: .take) }
    case .resumed(let outcome, let by): resume(event, id, outcome, by)
    case .destroyed:
      let isWaitedFor = waits.values.joined().contains { $0.primitive == id }
      expect(!isWaitedFor, event, "destroyed under a waiter")
    default: break
    }
  }

  mutating func overtake(_ thread: ThreadID) { change(thread) { $0.isOvertaken = true } }

  private mutating func change(_ thread: ThreadID, _ body: (inout Wait) -> Void) {
    guard var wait = waits[thread]?.popLast() else { return }
    body(&wait)
    waits[thread]?.append(wait)
  }

  private mutating func earn(
    _ event: SyncEvent, _ id: PrimitiveID, _ outcome: Outcome, _ by: ThreadID? = nil,
    for operation: Operation? = nil
  ) {
    let wait = waits[event.thread]?.last
    let isMeant = operation == nil || wait?.operation == operation
    expect(
      wait?.primitive == id && wait?.earned == nil && isMeant, event, "not what it waits for")
    change(event.thread) { ($0.earned, $0.by) = (outcome, by) }
  }

  private mutating func resume(
    _ event: SyncEvent, _ id: PrimitiveID, _ outcome: Outcome, _ by: ThreadID?
  ) {
    guard let wait = waits[event.thread]?.popLast(), wait.primitive == id else {
      return expect(false, event, "resumed, but did not wait")
    }
    switch outcome {
    case .acquired where wait.operation == .nextTask:
      // It is called: what it gets it says afterwards.
      expect(wait.earned == nil && by != nil, event, "by nobody")
    case .acquired, .timedOut: expect(wait.earned == outcome, event, "not earned")
    case .ended where wait.operation == .join && elements[id] != nil:
      expect((elements[id]?.drained ?? 0) > wait.drained, event, "not all is done")
    case .notified: expect(wait.earned == .notified && wait.by == by, event, "not earned")
    case .set, .ended: expect(wait.earned == nil && by != nil, event, "by nobody")
    case .cancelled: expect(wait.earned == nil, event, "another outcome was earned")
    case .shutDown:
      // By nobody, if a pool is let go by a thread without a lane.
      let isShutDown = shutDown.contains(id) || by == nil
      expect(wait.earned == nil && isShutDown, event, "not shut down")
    case .broken, .tripped:
      let released = barriers[id]?.released.removeValue(forKey: event.thread)
      let isReleased = barriers[id] == nil || released?.contains(outcome) == true
      expect(wait.earned == nil && isReleased, event, "not earned")
    }
    if outcome == .timedOut || outcome == .cancelled { expect(by == nil, event, "by somebody") }
    guard let lock = declared[id]?.lock else { return }
    expect(locks[lock]?.owner == event.thread, event, "back without the lock")
  }

  /// Who wakes whom.
  mutating func checkSignal(_ event: SyncEvent, _ id: PrimitiveID) {
    switch event.kind {
    case .blocking where declared[id]?.kind == .event: atLight[id, default: []].insert(event.thread)
    case .timedOut where declared[id]?.kind == .event: atLight[id]?.remove(event.thread)
    case .lightSet(let woken):
      let waiting = atLight.removeValue(forKey: id)?.count ?? 0
      let isDoubted = doubtedLights.remove(id) != nil
      expect(isDoubted ? woken >= waiting : woken == waiting, event, "\(waiting) waited")
    case .resumed(.set, _):
      expect(atLight[id]?.contains(event.thread) != true, event, "nobody set it")
    case .resumed(.cancelled, _): atLight[id]?.remove(event.thread)
    default: break
    }
    guard conditions[id] != nil else { return }
    checkCondition(event, id)
  }

  private mutating func checkCondition(_ event: SyncEvent, _ id: PrimitiveID) {
    switch event.kind {
    case .waiting: conditions[id]?.waiting.append(event.thread)
    case .notifying(let asked, let woken):
      let waiting = conditions[id]?.waiting ?? []
      expect(woken == min(asked ?? .max, waiting.count), event, "\(waiting.count) waited")
      for thread in waiting.prefix(woken) { conditions[id]?.notified[thread] = event.thread }
      conditions[id]?.waiting.removeFirst(min(woken, waiting.count))
    case .notified(let by, _):
      let waker = conditions[id]?.notified.removeValue(forKey: event.thread)
      expect(waker == by, event, "not among the oldest")
    case .timedOut, .resumed(.cancelled, _):
      let place = conditions[id]?.waiting.firstIndex(of: event.thread)
      expect(place != nil, event, "it had been notified")
      if let place { conditions[id]?.waiting.remove(at: place) }
    default: break
    }
  }
}
