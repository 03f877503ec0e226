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
  private var held: [ThreadID: [LockOrder.Taking]] = [:]
  private var sites: [SiteID: (file: String, line: Int)] = [:]
  /// Events are missing: what only they tell is not known.
  private(set) var isIncomplete = false

  mutating func add(_ batch: Batch) {
    if !batch.losses.isEmpty { isIncomplete = true }
    for declaration in batch.declarations {
      switch declaration {
      case .thread(let thread):
        threads[thread.id] = thread
        if thread.origin == .foreign { foreigners.insert(thread.id) }
      case .primitive(let primitive): primitives[primitive.id] = primitive
      case .site(let id, let file, let line): sites[id] = (file, line)
      case .text: break
      }
    }
    for event in batch.events { add(event) }
    for thread in batch.snapshot?.threads ?? [] where thread.state == .ended { end(thread.id) }
  }

  private mutating func add(_ event: SyncEvent) {
    switch event.kind {
    case .threadEnded: return end(event.thread)
    case .levelChanged: isIncomplete = true
    default: break
    }
    guard let id = event.primitive, let primitive = primitives[id] else { return }
    switch event.kind {
    case .acquired(_, _, let site) where primitive.kind.isPlainLock:
      let before = held[event.thread] ?? []
      guard !before.contains(where: { $0.lock == id }) else { return }
      let taking = LockOrder.Taking(id, site: site, time: event.time)
      if !before.isEmpty { order.took(taking, by: event.thread, having: before) }
      held[event.thread] = before + [taking]
    case .releasing(_, let depth, _) where primitive.kind.isPlainLock && depth == 1:
      release(id, event.thread)
    case .notifying(_, let woken):
      notifiers[id, default: []].insert(event.thread)
      unheard[id] = woken == 0 ? Scene.Unheard(thread: event.thread, time: event.time) : nil
    case .taskStarted(let task, _):
      begun[id] = max(begun[id] ?? 0, task)
      runners[id, default: [:]][task] = event.thread
    case .taskEnded(let task, _): runners[id]?[task] = nil
    case .destroyed: forget(id)
    default: break
    }
  }

  /// Whoever took it: a plain lock may be given back by another.
  private mutating func release(_ lock: PrimitiveID, _ thread: ThreadID) {
    func has(_ thread: ThreadID) -> Bool { held[thread]?.contains { $0.lock == lock } == true }
    for holder in has(thread) ? [thread] : Array(held.keys) where has(holder) {
      held[holder]?.removeAll { $0.lock == lock }
    }
  }

  private mutating func end(_ thread: ThreadID) {
    threads[thread] = nil
    held[thread] = nil
  }

  private mutating func forget(_ id: PrimitiveID) {
    primitives[id] = nil
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
