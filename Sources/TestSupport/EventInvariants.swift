public import SyncEvents

/// What must be true of every stream of which nothing was lost, whatever the threads did:
///
/// - each primitive's numbers follow one another, and so do a thread's times and the lines it writes (`Trace.line`);
/// - a lock never has two owners, and its depth balances;
/// - a semaphore's value is its limit less what is in use, and nobody acquires what is not there;
/// - every `blocking` and `waiting` ends in exactly one `resumed`, with an outcome that was earned before;
/// - a notify takes the oldest waiters, as many as it says; a light lets through everybody who waited;
/// - nothing follows a thread's end or a primitive's destruction.
public struct EventInvariants {
  var faults: [String] = []
  var declared: [PrimitiveID: PrimitiveDeclaration] = [:]
  var locks: [PrimitiveID: LockState] = [:]
  var semaphores: [PrimitiveID: SemaphoreState] = [:]
  var conditions: [PrimitiveID: ConditionState] = [:]
  /// Who waits at a red light.
  var atLight: [PrimitiveID: Set<ThreadID>] = [:]
  /// Open waits, the innermost last: more than one when a command overtakes one that waits, and waits itself.
  var waits: [ThreadID: [Wait]] = [:]
  private var sequences: [PrimitiveID: UInt64] = [:]
  private var times: [ThreadID: Instant] = [:]
  private var lines: [ThreadID: Int] = [:]
  private var ended: Set<ThreadID> = []
  private let countsLines: Bool

  struct LockState {
    var owner: ThreadID?
    var depth = 0
  }
  struct SemaphoreState {
    var value: Int
    var limit: Int?
    var inUse = 0
  }
  struct ConditionState {
    var waiting: [ThreadID] = []
    /// Taken from the line by a notify, but not awake yet.
    var notified: [ThreadID: ThreadID] = [:]
  }
  struct Wait {
    var primitive: PrimitiveID
    /// The condition's lock, which it waits for in the end.
    var lock: PrimitiveID?
    var earned: Outcome?
    var by: ThreadID?
    /// A person's command is carried out meanwhile.
    var isOvertaken = false
  }

  /// - Parameters:
  ///   - primitives: those that are watched, from their beginning.
  ///   - countsLines: each thread writes the lines 1, 2, 3, …, so that one left out or doubled is found.
  public init(_ primitives: [PrimitiveDeclaration], countsLines: Bool = true) {
    self.countsLines = countsLines
    for primitive in primitives {
      declared[primitive.id] = primitive
      switch primitive.kind {
      case .lock, .recursiveLock: locks[primitive.id] = LockState()
      case .countingSemaphore, .boundedSemaphore:
        semaphores[primitive.id] = SemaphoreState(value: primitive.value, limit: primitive.limit)
      case .condition: conditions[primitive.id] = ConditionState()
      case .event, .thread, .barrier, .queue, .pool, .future, .threadLocal, .synchronized, .array,
        .dictionary, .variable, .crew:
        break
      }
    }
  }

  /// What is wrong; empty if nothing is. All of a run at once: waits that are open in the end are a fault.
  public mutating func faults(in events: [SyncEvent]) -> [String] {
    var next: [ThreadID: SyncEvent] = [:]
    let following = events.reversed().map { event in
      defer { next[event.thread] = event }
      return next[event.thread]
    }
    for (event, following) in zip(events, following.reversed()) {
      checkOrder(event)
      // What was there before is not known from its beginning.
      guard let id = event.primitive, declared[id] != nil else { continue }
      checkWait(event, id)
      checkHold(event, id, following)
      checkSignal(event, id)
    }
    for (thread, open) in waits where !open.isEmpty {
      fault("thread \(thread.rawValue) still waits: \(open)")
    }
    return faults
  }

  mutating func fault(_ text: String) { faults.append(text) }
  mutating func expect(_ holds: Bool, _ event: SyncEvent, _ text: @autoclosure () -> String) {
    guard !holds else { return }
    let name = event.primitive.flatMap { declared[$0]?.name } ?? "-"
    fault("\(text()): thread \(event.thread.rawValue), \(name) #\(event.sequence), \(event.kind)")
  }

  private mutating func checkOrder(_ event: SyncEvent) {
    let last = times[event.thread] ?? event.time
    expect(event.time >= last, event, "time goes back")
    times[event.thread] = event.time
    if ended.contains(event.thread) {
      expect(event.kind == .destroyed, event, "an event after the thread's end")
    }
    switch event.kind {
    case .threadEnded: ended.insert(event.thread)
    case .commanded: overtake(event.thread)
    case .line(let line) where countsLines:
      expect(line == (lines[event.thread] ?? 0) + 1, event, "out of program order")
      lines[event.thread] = line
    default: break
    }
    guard let id = event.primitive, declared[id] != nil else { return }
    // Those of a thread-local have no order among threads.
    if event.sequence == 0, declared[id]?.kind == .threadLocal { return }
    expect(event.sequence == (sequences[id] ?? 0) + 1, event, "not consecutive")
    sequences[id] = event.sequence
    if event.kind == .destroyed { declared[id] = nil }
  }
}
