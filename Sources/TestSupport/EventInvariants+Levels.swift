public import SyncEvents

/// Numbers, and what is left of what is known when something was not recorded.
extension EventInvariants {
  mutating func checkNumber(_ event: SyncEvent, _ primitive: PrimitiveDeclaration) {
    // Those of a thread-local have no order among threads.
    if event.sequence == 0, primitive.kind == .threadLocal { return }
    let number = numbers[primitive.id] ?? .last(0)
    if event.isChange {
      switch number {
      case .last(let last): expect(event.sequence == last &+ 1, event, "not consecutive")
      case .atLeast(let least): expect(event.sequence > least, event, "seen before it happened")
      }
      numbers[primitive.id] = .last(event.sequence)
      return
    }
    expect(event.kind.mayChangeNothing(of: primitive.kind), event, "a change without a number")
    switch number {
    case .last(let last): expect(event.sequence <= last, event, "saw what had not happened")
    case .atLeast(let least): numbers[primitive.id] = .atLeast(max(least, event.sequence))
    }
  }

  mutating func change(to new: RecordingLevel, at time: Instant) {
    defer { level = new }
    // Which level it was before the first change nobody has said.
    if let level, level.isRecording && new.isRecording { return }
    forget(before: time)
  }

  /// Of what was there before then it is not known what it does: a lock says it with its next operation, the rest is not
  /// checked any more but for the order of its changes and for who waits.
  mutating func forget(before time: Instant) {
    gaps += 1
    waits = [:]
    lines = [:]
    for primitive in declared.values where primitive.time <= time {
      let id = primitive.id
      numbers[id] = .atLeast(0)
      if locks[id] != nil { locks[id] = LockState(isKnown: false) }
      semaphores[id] = nil
      conditions[id] = nil
      elements[id] = nil
      pools[id] = nil
      barriers[id] = nil
      atLight[id] = nil
      if primitive.kind == .event { doubtedLights.insert(id) }
      // It may have been: whoever says so is believed.
      shutDown.insert(id)
    }
  }

  /// In a wait that nobody saw begin.
  func mayWait(_ thread: ThreadID) -> Bool { knownSince[thread, default: 0] < gaps }

  /// After a gap a thread may be in a wait that nobody saw begin. What it writes within is let pass, until it is sure that
  /// it is out of it.
  mutating func belongsToUnknownWait(_ event: SyncEvent, _ id: PrimitiveID) -> Bool {
    guard mayWait(event.thread) else { return false }
    switch event.kind {
    case .resumed:
      knownSince[event.thread] = gaps
      return true
    // Whoever blocks on a lock may come back from a condition.
    case .blocking where locks[id] == nil, .waiting:
      knownSince[event.thread] = gaps
      return false
    case .blocking, .notified, .timedOut, .acquired, .put, .taken: return true
    default: return false
    }
  }
}

extension SyncEvent.Kind {
  /// Only these come without a number of their own: from a lock's waiters, and at a green light.
  public func mayChangeNothing(of kind: PrimitiveKind) -> Bool {
    switch self {
    case .blocking, .timedOut, .resumed, .misused: kind.isLock
    case .passed: kind == .event
    default: false
    }
  }
}
