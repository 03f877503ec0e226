import SyncEvents

/// Barriers.
extension EventInvariants {
  mutating func checkBarrier(_ event: SyncEvent, _ id: PrimitiveID) {
    guard var state = barriers[id] else { return }
    defer { barriers[id] = state }
    switch event.kind {
    case .blocking:
      expect(!state.isBroken, event, "it was broken")
      state.waiting.insert(event.thread)
      state.released[event.thread] = nil
    case .timedOut, .resumed(.cancelled, _):
      state.waiting.remove(event.thread)
      state.released[event.thread] = nil
    case .resumed(.tripped, _), .resumed(.broken, _): state.waiting.remove(event.thread)
    case .tripped(let woken):
      expect(!state.isBroken, event, "it was broken")
      expect(woken == state.parties - 1, event, "\(state.parties) must come")
      release(&state, .tripped, woken, event)
    case .broke(let woken):
      state.isBroken = true
      release(&state, .broken, woken, event)
    case .reset(let woken):
      state.isBroken = false
      release(&state, .broken, woken, event)
    default: break
    }
  }

  /// Everybody who waits is let go, but for the one who does it, those whose wait has been cancelled and who have not said so
  /// yet, and those who came while the action ran. Whoever is forgotten is found in the end: it still waits.
  private mutating func release(
    _ state: inout BarrierState, _ outcome: Outcome, _ woken: Int, _ event: SyncEvent
  ) {
    let released = state.waiting.subtracting([event.thread])
    expect(woken <= released.count, event, "\(released.count) waited")
    for thread in released { state.released[thread, default: []].insert(outcome) }
    if outcome == .broken || woken == released.count { state.waiting.subtract(released) }
  }
}
