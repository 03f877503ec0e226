import SyncEvents

/// When threads last did what may end somebody's wait: there an arrow to who was woken begins.
struct SignalBook {
  private struct Key: Hashable {
    var thread: ThreadID
    /// Nil: whatever it was last.
    var primitive: PrimitiveID?
  }
  /// In the order of their writing; between looks only the last one of each is kept.
  private var times: [Key: [Instant]] = [:]
  private var touched: Set<Key> = []

  mutating func note(_ event: SyncEvent) {
    note(Key(thread: event.thread, primitive: nil), event.time)
    guard let primitive = event.primitive, event.kind.mayWake else { return }
    note(Key(thread: event.thread, primitive: primitive), event.time)
  }

  /// A look is over.
  mutating func forget() {
    for key in touched { times[key] = times[key].map { $0.suffix(1) } }
    touched.removeAll(keepingCapacity: true)
  }

  /// When this thread did what ended a wait at the primitive that was over then.
  func time(of thread: ThreadID, at primitive: PrimitiveID?, before end: Instant) -> Instant {
    last(Key(thread: thread, primitive: primitive), before: end)
      ?? last(Key(thread: thread, primitive: nil), before: end) ?? end
  }

  private func last(_ key: Key, before end: Instant) -> Instant? {
    times[key]?.last { $0 <= end }
  }

  private mutating func note(_ key: Key, _ time: Instant) {
    times[key, default: []].append(time)
    if times[key]?.count ?? 0 > 1 { touched.insert(key) }
  }
}

extension SyncEvent.Kind {
  /// Somebody may go on because of it.
  fileprivate var mayWake: Bool {
    switch self {
    case .releasing, .waiting, .notifying, .lightSet, .limitChanged, .put, .taken, .taskDone,
      .shutDown, .taskSubmitted, .taskEnded, .taskCancelled, .tripped, .broke, .reset,
      .threadEnded:
      true
    default: false
    }
  }
}
