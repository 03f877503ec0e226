import EventRing
import SyncEvents

/// A future's state, and the line of those who wait for its result.
///
/// It becomes a primitive, of kind `future`, when somebody has to wait for it for the first time. A pool's futures share the
/// pool's internal mutex, so a task leaves the queue, or its worker, and its future changes in one step.
///
/// Everything here is touched only under the mutex.
final class FutureCore: @unchecked Sendable {
  let mutex: InternalMutex
  private(set) var state = FutureState.pending
  /// The number of the pool's task whose result this is; 0 without a pool.
  private(set) var task = 0
  private let givenName: String?
  private let site: Site
  private var poolName: String?
  private var poolID: PrimitiveID?
  /// As long as the task is queued there.
  private weak var pool: PoolCore?
  private var awaited: PrimitiveCore?
  private var gates: [FutureGate] = []

  init(_ name: String?, sharing mutex: InternalMutex = InternalMutex(), site: Site) {
    givenName = name
    self.mutex = mutex
    self.site = site
  }

  /// What it is called; nil if nobody has had to wait for it, and it was given no name.
  var name: String? { awaited?.slot.name ?? givenName ?? poolName.map { "\($0) task \(task)" } }
  /// Threads parked here now.
  var waiterCount: Int { awaited?.queue.count ?? 0 }

  /// It is that task's result.
  func belong(to pool: PoolCore, task: Int) {
    (self.pool, self.task) = (pool, task)
    (poolName, poolID) = (pool.slot.name, pool.id)
  }

  func begin() -> Bool {
    guard state == .pending else { return false }
    state = .running
    pool = nil
    return true
  }

  /// Takes its task out of the pool's queue, as it is not going to be run. The caller lets go of it, without the mutex.
  func withdraw(_ me: ThreadRecord?) -> (any PoolTask)? {
    defer { pool = nil }
    return pool?.withdraw(me, task)
  }

  /// It has its outcome. The last of those who wait takes the primitive with it: nobody will have to wait any more.
  func finish(_ me: ThreadRecord?, as final: FutureState, failed: Bool = false) {
    state = final
    if let awaited {
      while let next = awaited.queue.first { awaited.queue.decide(next, .granted, by: me?.id) }
      awaited.publish()
    }
    awaited = nil
    for gate in gates { gate.count(me, failed: failed) }
    gates = []
  }

  /// Waits for its outcome, if it has none. The mutex is left meanwhile.
  func wait(_ me: ThreadRecord, until deadline: Deadline, _ site: Site) {
    guard !state.isFinal, !deadline.polls else { return }
    let core =
      awaited
      ?? PrimitiveCore(
        .future, name, value: task, sharing: mutex, pool: poolID, site: self.site)
    awaited = core
    core.queue.append(me.node)
    core.record(me, .blocking(.result, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, core.id, operation: .result, isTimed: !deadline.isNever, site: site)
    let decision = core.wait(me, until: deadline)
    let isCancelled = decision == .granted && state != .done
    core.resume(me, isCancelled ? .cancelled : decision, as: .ended, by: me.node.decidedBy)
  }

  /// Records a misuse; the caller throws.
  func misuse(_ me: ThreadRecord, _ operation: Operation, _ misuse: Misuse) {
    guard let awaited else { return me.write(.misused(operation, misuse)) }
    awaited.misuse(me, operation, misuse)
  }

  // MARK: gates

  /// False: it is done, so there is nothing to be told.
  func add(_ gate: FutureGate) -> Bool {
    guard !state.isFinal else { return false }
    gates.append(gate)
    return true
  }
  func remove(_ gate: FutureGate) { gates.removeAll { $0 === gate } }
}
