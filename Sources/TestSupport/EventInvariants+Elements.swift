import SyncEvents

/// Queues, arrays and dictionaries.
extension EventInvariants {
  mutating func checkElements(_ event: SyncEvent, _ id: PrimitiveID) {
    guard var state = elements[id] else { return }
    defer { elements[id] = state }
    switch event.kind {
    case .put(let depth):
      // Several may go in, or out, while a container's lock is held.
      let isQueue = declared[id]?.kind == .queue
      expect(
        isQueue ? depth == state.depth + 1 : depth > state.depth, event,
        "\(state.depth) were in it")
      if isQueue {
        expect(depth <= state.limit ?? .max, event, "it was full")
        expect(!shutDown.contains(id), event, "it was shut down")
        state.unfinished += 1
      }
      state.depth = depth
      checkOwner(event, id)
    case .taken(let depth):
      let isQueue = declared[id]?.kind == .queue
      let isFewer = isQueue ? depth == state.depth - 1 : depth < state.depth
      expect(isFewer && depth >= 0, event, "\(state.depth) were in it")
      state.depth = depth
      checkOwner(event, id)
    case .localSet, .localGet: checkOwner(event, id)
    case .taskDone(let unfinished):
      expect(unfinished == state.unfinished - 1, event, "\(state.unfinished) were unfinished")
      expect(unfinished >= 0, event, "done more often than put")
      state.unfinished = unfinished
      if unfinished == 0 { state.drained += 1 }
    case .shutDown(let immediate, _):
      shutDown.insert(id)
      guard immediate else { return }
      state.unfinished = max(0, state.unfinished - state.depth)
      state.depth = 0
      if state.unfinished == 0 { state.drained += 1 }
    case .limitChanged(let old, let new, _):
      expect(old == state.limit ?? -1, event, "the limit was \(state.limit ?? -1)")
      state.limit = new < 0 ? nil : new
    default: break
    }
  }

  /// What lies behind a lock is touched by the lock's owner alone.
  private mutating func checkOwner(_ event: SyncEvent, _ id: PrimitiveID) {
    guard let lock = locks[id] else { return }
    expect(lock.owner == event.thread, event, "not by its owner")
  }
}
