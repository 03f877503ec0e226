public import SyncEvents

/// What must be true of every stream of which nothing was lost, whatever the threads did:
///
/// - the numbers of each primitive's changes follow one another, and what changes nothing has seen no later change than has
///   been told; a thread's times follow one another, too, and so do the lines it writes (`Trace.line`);
/// - a lock never has two owners, and its depth balances; what lies behind one is touched by its owner alone;
/// - a semaphore's value is its limit less what is in use, and nobody acquires what is not there;
/// - every `blocking` and `waiting` ends in exactly one `resumed`, with an outcome that was earned before;
/// - a notify takes the oldest waiters, as many as it says; a light lets through everybody who waited;
/// - a queue has what was put less what was taken, never less than nothing and never put beyond its capacity, and what
///   is unfinished follows;
/// - a pool's tasks are numbered, and each is started once, the oldest first and no more than may run, and ends once, or is
///   cancelled; so many are queued as is said;
/// - a barrier trips when all but one party wait; who leaves it otherwise has a reason;
/// - nothing follows a thread's end or a primitive's destruction.
///
/// Where the recording level says that something was not recorded, the numbers may go on anywhere, and who has what shows with
/// the next operation.
public struct EventInvariants {
  var faults: [String] = []
  var declared: [PrimitiveID: PrimitiveDeclaration] = [:]
  var locks: [PrimitiveID: LockState] = [:]
  var semaphores: [PrimitiveID: SemaphoreState] = [:]
  var conditions: [PrimitiveID: ConditionState] = [:]
  var elements: [PrimitiveID: ElementState] = [:]
  var pools: [PrimitiveID: PoolState] = [:]
  var barriers: [PrimitiveID: BarrierState] = [:]
  var shutDown: Set<PrimitiveID> = []
  /// Who waits at a red light.
  var atLight: [PrimitiveID: Set<ThreadID>] = [:]
  /// Open waits, the innermost last: more than one when a command overtakes one that waits, and waits itself.
  var waits: [ThreadID: [Wait]] = [:]
  var numbers: [PrimitiveID: Number] = [:]
  var level: RecordingLevel?
  /// So often something was not recorded.
  var gaps = 0
  /// Whose waits are known again, since which gap.
  var knownSince: [ThreadID: Int] = [:]
  /// Lights at which somebody may wait of whom nothing is known.
  var doubtedLights: Set<PrimitiveID> = []
  var lines: [ThreadID: Int] = [:]
  private var times: [ThreadID: Instant] = [:]
  private var ended: Set<ThreadID> = []
  private let countsLines: Bool

  /// Of a primitive's changes.
  enum Number {
    /// The last one that was told.
    case last(UInt64)
    /// Some have not been told, so many at least.
    case atLeast(UInt64)
  }
  struct LockState {
    var owner: ThreadID?
    var depth = 0
    var isKnown = true
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
  /// Of a queue, an array or a dictionary.
  struct ElementState {
    var depth: Int
    var limit: Int?
    var unfinished = 0
    /// How often all items were done.
    var drained = 0
  }
  struct PoolState {
    var limit: Int
    var submitted = 0
    var queued: Set<Int> = []
    /// No older one is queued.
    var oldest = 1
    var running: [ThreadID: Int] = [:]
  }
  struct BarrierState {
    let parties: Int
    var waiting: Set<ThreadID> = []
    /// What those who are not awake yet may have been let go with.
    var released: [ThreadID: Set<Outcome>] = [:]
    var isBroken = false
  }
  struct Wait {
    var primitive: PrimitiveID
    var operation: Operation
    /// How often the queue's items had all been done when it began.
    var drained = 0
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
    for primitive in primitives { declare(primitive) }
  }

  /// This one is watched, too, from its beginning.
  public mutating func declare(_ primitive: PrimitiveDeclaration) {
    declared[primitive.id] = primitive
    if primitive.kind.isLock { locks[primitive.id] = LockState() }
    switch primitive.kind {
    case .lock, .recursiveLock, .synchronized: locks[primitive.id] = LockState()
    case .array, .dictionary:
      locks[primitive.id] = LockState()
      elements[primitive.id] = ElementState(depth: primitive.value)
    case .queue:
      elements[primitive.id] = ElementState(depth: primitive.value, limit: primitive.limit)
    case .pool: pools[primitive.id] = PoolState(limit: primitive.limit ?? -1)
    case .barrier: barriers[primitive.id] = BarrierState(parties: primitive.limit ?? 0)
    case .countingSemaphore, .boundedSemaphore:
      semaphores[primitive.id] = SemaphoreState(value: primitive.value, limit: primitive.limit)
    case .condition: conditions[primitive.id] = ConditionState()
    case .event, .thread, .future, .threadLocal, .variable, .crew: break
    }
  }

  /// What is wrong; empty if nothing is. All of a run at once: waits that are open in the end are a fault.
  public mutating func faults(in events: [SyncEvent]) -> [String] {
    check(events)
    for (thread, open) in waits where !open.isEmpty {
      fault("thread \(thread.rawValue) still waits: \(open)")
    }
    return faults
  }

  /// What is wrong with a part of a run that follows the last one; none of its threads may end it with a release.
  public mutating func faults(inPart events: [SyncEvent]) -> [String] {
    faults = []
    check(events)
    return faults
  }

  private mutating func check(_ events: [SyncEvent]) {
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
      if elements[id] != nil { checkElements(event, id) }
      if pools[id] != nil { checkTasks(event, id) }
      if barriers[id] != nil { checkBarrier(event, id) }
    }
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
      let before = lines[event.thread] ?? (gaps > 0 ? line - 1 : 0)
      expect(line == before + 1, event, "out of program order")
      lines[event.thread] = line
    case .levelChanged(let new): change(to: new, at: event.time)
    default: break
    }
    guard let primitive = event.primitive.flatMap({ declared[$0] }) else { return }
    checkNumber(event, primitive)
    if event.kind == .destroyed { declared[primitive.id] = nil }
  }
}
