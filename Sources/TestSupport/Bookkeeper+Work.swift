import SyncEvents

/// What goes into queues and pools and comes out, and what moves everybody at a barrier.
extension Bookkeeper {
  struct Tasks {
    var submitted = 0
    /// The oldest first.
    var queued: [Int] = []
    var running: [ThreadID: Int] = [:]
  }

  mutating func element(_ letter: Character, _ pair: Pair) -> SyncEvent.Kind? {
    let id = pair.primitive
    switch letter {
    case "P":
      elements[id, default: 0] += 1
      unfinished[id, default: 0] += 1
      return .put(depth: elements[id] ?? 0)
    case "T":
      elements[id, default: 0] -= 1
      return .taken(depth: elements[id] ?? 0)
    case "f":
      unfinished[id, default: 0] -= 1
      return .taskDone(unfinished: unfinished[id] ?? 0)
    default: return nil
    }
  }

  mutating func task(_ letter: Character, _ pair: Pair) -> SyncEvent.Kind? {
    var pool = tasks[pair.primitive] ?? Tasks()
    defer { tasks[pair.primitive] = pool }
    switch letter {
    case "S":
      pool.submitted += 1
      pool.queued.append(pool.submitted)
      return .taskSubmitted(task: pool.submitted, queued: pool.queued.count)
    case "X":
      let task = pool.queued.popLast() ?? 0
      return .taskCancelled(task: task, queued: pool.queued.count)
    case "[":
      let task = pool.queued.isEmpty ? 0 : pool.queued.removeFirst()
      pool.running[pair.thread] = task
      return .taskStarted(task: task, queued: pool.queued.count)
    case "]", "}":
      let task = pool.running.removeValue(forKey: pair.thread) ?? 0
      return .taskEnded(task: task, letter == "]" ? .returned : .failed)
    default: return nil
    }
  }

  /// What many waiters hear at once: each resumes with its outcome.
  mutating func announce(_ letter: Character, _ pair: Pair, _ time: Instant) -> SyncEvent.Kind? {
    let id = pair.primitive
    let all = waiters[id] ?? []
    let what: SyncEvent.Kind
    switch letter {
    case "Q":
      let threads = all.filter { !joiners.contains(Pair(thread: $0, primitive: id)) }
      what = .shutDown(immediate: false, woken: wake(threads, at: id, .shutDown))
    case "K":
      unfinished[id, default: 0] -= elements[id] ?? 0
      elements[id] = 0
      what = .shutDown(immediate: true, woken: wake(all, at: id, .shutDown))
    case "t": what = .tripped(woken: wake(all, at: id, .tripped))
    case "/": what = .broke(woken: wake(all, at: id, .broken))
    case "0": what = .reset(woken: wake(all, at: id, .broken))
    default: return nil
    }
    wakers[id] = (pair.thread, time)
    return what
  }

  private mutating func wake(
    _ threads: [ThreadID], at primitive: PrimitiveID, _ outcome: Outcome
  ) -> Int {
    for thread in threads {
      let pair = Pair(thread: thread, primitive: primitive)
      outcomes[pair] = joiners.contains(pair) ? .ended : outcome
    }
    waiters[primitive]?.removeAll { threads.contains($0) }
    return threads.count
  }
}
