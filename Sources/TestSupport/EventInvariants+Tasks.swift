import SyncEvents

/// Pools.
extension EventInvariants {
  mutating func checkTasks(_ event: SyncEvent, _ id: PrimitiveID) {
    guard var state = pools[id] else { return }
    defer { pools[id] = state }
    switch event.kind {
    case .taskSubmitted(let task, let queued):
      expect(task == state.submitted + 1, event, "\(state.submitted) were submitted")
      expect(!shutDown.contains(id), event, "it was shut down")
      state.submitted = task
      state.queued.insert(task)
      checkQueued(event, queued, state)
    case .taskStarted(let task, let queued):
      while state.oldest < task, !state.queued.contains(state.oldest) { state.oldest += 1 }
      expect(state.oldest == task, event, "\(state.oldest) is older")
      expect(state.queued.remove(task) != nil, event, "not queued")
      checkQueued(event, queued, state)
      expect(state.running.count < state.limit, event, "\(state.running.count) run")
      let before = state.running.updateValue(task, forKey: event.thread)
      expect(before == nil, event, "still runs \(before ?? 0)")
      expect(waits[event.thread]?.last?.primitive != id, event, "still waits")
    case .taskCancelled(let task, let queued):
      expect(state.queued.remove(task) != nil, event, "not queued")
      checkQueued(event, queued, state)
    case .taskEnded(let task, _):
      let before = state.running.removeValue(forKey: event.thread)
      expect(before == task, event, "runs \(before ?? 0)")
    case .shutDown: shutDown.insert(id)
    case .limitChanged(let old, let new, _):
      expect(old == state.limit, event, "the limit was \(state.limit)")
      state.limit = new
    default: break
    }
  }

  private mutating func checkQueued(_ event: SyncEvent, _ queued: Int, _ state: PoolState) {
    expect(queued == state.queued.count, event, "\(state.queued.count) are queued")
  }
}
