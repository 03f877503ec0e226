import SyncEvents

extension EventInvariants {
  /// - Parameter following: what the same thread wrote next.
  mutating func checkHold(_ event: SyncEvent, _ id: PrimitiveID, _ following: SyncEvent?) {
    switch event.kind {
    case .acquired(let permits, let depth, _):
      if locks[id] != nil { lockAcquired(event, id, depth) }
      if semaphores[id] != nil { permitsAcquired(event, id, permits) }
    case .releasing(let permits, let depth, _):
      if locks[id] != nil { lockReleased(event, id, depth, following) }
      if semaphores[id] != nil { permitsReleased(event, id, permits) }
    case .limitChanged(let old, let new, let woken):
      guard var state = semaphores[id] else { return }
      expect(state.limit == old, event, "the limit was \(state.limit ?? -1)")
      state.limit = new
      state.value += new - old
      semaphores[id] = state
      expect(woken <= max(0, state.value), event, "woke more than were free")
    default: break
    }
  }

  private mutating func lockAcquired(_ event: SyncEvent, _ id: PrimitiveID, _ depth: Int) {
    let state = locks[id] ?? LockState()
    defer { locks[id] = LockState(owner: event.thread, depth: depth) }
    guard state.isKnown else { return }
    let isRecursive = declared[id]?.kind == .recursiveLock
    if state.owner == nil {
      let isBack = waits[event.thread]?.last.map { declared[$0.primitive]?.lock == id }
      let isWhole = isBack == true || mayWait(event.thread)
      expect(depth == 1 || (isWhole && isRecursive), event, "too deep")
    } else {
      expect(isRecursive && state.owner == event.thread, event, "two owners")
      expect(depth == state.depth + 1, event, "depth was \(state.depth)")
    }
  }

  private mutating func lockReleased(
    _ event: SyncEvent, _ id: PrimitiveID, _ depth: Int, _ following: SyncEvent?
  ) {
    let state = locks[id] ?? LockState()
    if state.isKnown {
      expect(state.owner != nil && state.depth == depth, event, "depth was \(state.depth)")
      if declared[id]?.kind != .lock {
        expect(state.owner == event.thread, event, "released by another")
      }
    }
    var left = depth - 1
    if case .waiting = following?.kind, let condition = following?.primitive,
      declared[condition]?.lock == id
    {
      left = 0  // a condition's wait gives it up altogether
    }
    let owner = state.isKnown ? state.owner : event.thread
    locks[id] = left == 0 ? LockState() : LockState(owner: owner, depth: left)
  }

  private mutating func permitsAcquired(_ event: SyncEvent, _ id: PrimitiveID, _ permits: Int) {
    guard var state = semaphores[id] else { return }
    expect(state.value >= permits, event, "acquired with \(state.value) free")
    state.value -= permits
    state.inUse += permits
    semaphores[id] = state
    checkBalance(event, state)
  }

  private mutating func permitsReleased(_ event: SyncEvent, _ id: PrimitiveID, _ permits: Int) {
    guard var state = semaphores[id] else { return }
    if state.limit != nil {
      expect(permits <= state.inUse, event, "released more than \(state.inUse) in use")
    }
    state.value += permits
    state.inUse -= permits
    semaphores[id] = state
    checkBalance(event, state)
  }

  private mutating func checkBalance(_ event: SyncEvent, _ state: SemaphoreState) {
    guard let limit = state.limit else { return }
    expect(state.value == limit - state.inUse, event, "\(state.value) ≠ \(limit) − \(state.inUse)")
  }
}
