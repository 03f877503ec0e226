import Findings
import SyncEvents

/// What the monitor knows from events and declarations, and the slots do not say.
struct MonitorFacts {
  private(set) var threads: [ThreadID: ThreadDeclaration] = [:]
  private(set) var primitives: [PrimitiveID: PrimitiveDeclaration] = [:]
  /// Threads that Signalbox did not make, whether they are still there or not.
  private(set) var foreigners: Set<ThreadID> = []
  /// Of a condition: who has notified it, and the last notify that woke nobody.
  private(set) var notifiers: [PrimitiveID: Set<ThreadID>] = [:]
  private(set) var unheard: [PrimitiveID: Scene.Unheard] = [:]
  /// Of a pool: the last task that was begun, since they are begun in the order of their numbers; and who runs which.
  private(set) var begun: [PrimitiveID: Int] = [:]
  private(set) var runners: [PrimitiveID: [Int: ThreadID]] = [:]
  private(set) var order = LockOrder()
  private var plainLocks: Set<PrimitiveID> = []
  private var held = HeldLocks()
  private var sites: [SiteID: (file: String, line: Int)] = [:]
  /// Events are missing, or have not been read yet: what only they tell is not known.
  var isIncomplete: Bool { hasLost || isBehind }
  private var hasLost = false
  var isBehind = false

  mutating func add(_ batch: Batch) {
    if !batch.losses.isEmpty { loseTrack() }
    for declaration in batch.declarations {
      switch declaration {
      case .thread(let thread):
        threads[thread.id] = thread
        if thread.origin == .foreign { foreigners.insert(thread.id) }
      case .primitive(let primitive):
        primitives[primitive.id] = primitive
        if primitive.kind.isPlainLock { plainLocks.insert(primitive.id) }
      case .site(let id, let file, let line): sites[id] = (file, line)
      case .text: break
      }
    }
    for event in batch.events { add(event) }
    for thread in batch.snapshot?.threads ?? [] where thread.state == .ended { end(thread.id) }
  }

  /// Nearly all events are of locks, and there may be millions a second: what is nothing to them is not looked up.
  private mutating func add(_ event: SyncEvent) {
    guard let id = event.primitive else {
      if case .threadEnded = event.kind { end(event.thread) }
      if case .levelChanged = event.kind { hasLost = true }
      return
    }
    switch event.kind {
    case .acquired(_, _, let site):
      if plainLocks.contains(id) {
        held.take(LockOrder.Taking(id, site: site, time: event.time), by: event.thread, &order)
      }
    case .releasing(_, let depth, _):
      if depth == 1, plainLocks.contains(id) { held.release(id, by: event.thread) }
    case .notifying(_, let woken):
      guard primitives[id] != nil else { return }
      notifiers[id, default: []].insert(event.thread)
      unheard[id] = woken == 0 ? Scene.Unheard(thread: event.thread, time: event.time) : nil
    case .taskStarted(let task, _):
      guard primitives[id] != nil else { return }
      begun[id] = max(begun[id] ?? 0, task)
      runners[id, default: [:]][task] = event.thread
    case .taskEnded(let task, _): runners[id]?[task] = nil
    case .destroyed: forget(id)
    default: break
    }
  }

  /// What happened until now was not read.
  mutating func loseTrack() {
    hasLost = true
    held = HeldLocks()
  }

  private mutating func end(_ thread: ThreadID) {
    threads[thread] = nil
    held.forget(thread)
  }

  private mutating func forget(_ id: PrimitiveID) {
    primitives[id] = nil
    plainLocks.remove(id)
    notifiers[id] = nil
    unheard[id] = nil
    begun[id] = nil
    runners[id] = nil
    order.remove(id)
  }

  /// The pool of a task that nobody has begun.
  func pool(queuing future: PrimitiveDeclaration) -> PrimitiveID? {
    guard future.kind == .future, let pool = future.pool, future.value > begun[pool] ?? 0 else {
      return nil
    }
    return pool
  }
  /// Who runs that task.
  func runner(of future: PrimitiveDeclaration) -> ThreadID? {
    future.pool.flatMap { runners[$0]?[future.value] }
  }

  func site(_ id: SiteID?) -> (file: String, line: Int)? { id.flatMap { sites[$0] } }
}
