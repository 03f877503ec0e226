import EventRing
import SyncEvents

/// Waiting for a notify, with a lock given up meanwhile.
///
///     a thread        wait                        notify(n)                     the deadline passes
///     has the lock    gives it up altogether,     the n oldest waiters join     –
///                     joins the line              the lock's line
///     waits           –                           joins the lock's line;        joins the lock's line;
///                                                 wait will return true         wait will return false
///     has no lock     throws notOwner             throws notOwner               –
///
/// Whoever was notified must have the lock again before its `wait` returns, so it may wait a second time, for the lock, and
/// gets it to the depth it had. A notify that nobody waits for is not remembered. There are no spurious wake-ups, and a
/// waiter whose time is up can no longer swallow a notify.
///
/// Python: `threading.Condition`. POSIX: `pthread_cond_t`. A condition is its lock, too: `acquire`, `release`, `withLock`.
///
///     let ready = Condition("ready")
///     ready.withLock { try? ready.wait(until: { !tickets.isEmpty }) }
public final class Condition: Sendable, CustomStringConvertible {
  let core: ConditionCore
  private let keptAlive: any AnyObject & Sendable

  /// A condition with a recursive lock of its own, called `name.lock`.
  public convenience init(
    _ name: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(
      name, lock: RecursiveLock(name.map { $0 + ".lock" }, file: file, line: line), file: file,
      line: line)
  }
  /// A condition on a recursive lock, which it shares with whoever else has it.
  public init(
    _ name: String? = nil, lock: RecursiveLock, file: StaticString = #fileID, line: UInt = #line
  ) {
    keptAlive = lock
    core = ConditionCore(name, lock: lock.core, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .condition, self)
  }
  /// A condition on a plain lock, which it shares with whoever else has it.
  public init(
    _ name: String? = nil, lock: Lock, file: StaticString = #fileID, line: UInt = #line
  ) {
    keptAlive = lock
    core = ConditionCore(name, lock: lock.core, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .condition, self)
  }

  /// Gives the lock up and waits for a notify; has the lock again when it returns. Python: `wait()`.
  ///
  /// - Throws: `notOwner` if the calling thread does not have the lock.
  @available(*, noasync)
  public func wait(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    while try !core.wait(until: .never, Site(file, line)) {}
  }

  /// The same, or gives up; it still takes the lock back before it returns. Nil is for ever; zero or less only lets others
  /// have the lock for a moment. Python: `wait(timeout)`.
  ///
  /// - Returns: whether it was notified.
  /// - Throws: `notOwner` if the calling thread does not have the lock.
  @available(*, noasync)
  public func wait(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Bool {
    try core.wait(until: Deadline(after: timeout), Site(file, line))
  }

  /// Waits until `predicate` is true. It is asked with the lock held: at first, and after each notify. The timeout is for
  /// the whole of it; a notify that does not satisfy the predicate does not prolong it. Python: `wait_for`.
  ///
  /// - Returns: what the predicate said last.
  /// - Throws: `notOwner` if the calling thread does not have the lock, even if the predicate is true.
  @available(*, noasync) @discardableResult
  public func wait(
    timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line,
    until predicate: () -> Bool
  ) throws(SyncError) -> Bool {
    let deadline = Deadline(after: timeout)
    var isOver = false
    try core.checkOwner(.wait)
    while true {
      let answer = predicate()
      core.evaluated(answer)
      if answer || isOver { return answer }
      isOver = try !core.wait(until: deadline, Site(file, line)) && !deadline.isNever
    }
  }

  /// Wakes the `count` oldest waiters, or all if they are fewer. Python: `notify(n)`. POSIX: `pthread_cond_signal`.
  ///
  /// - Returns: how many it woke. With 0 or less it does nothing.
  /// - Throws: `notOwner` if the calling thread does not have the lock.
  @discardableResult
  public func notify(_ count: Int = 1) throws(SyncError) -> Int { try core.notify(count) }

  /// Wakes everybody who waits. Python: `notify_all()`. POSIX: `pthread_cond_broadcast`.
  @discardableResult
  public func notifyAll() throws(SyncError) -> Int { try core.notify(nil) }

  /// Takes its lock. Python: `acquire()`.
  @available(*, noasync)
  public func acquire(file: StaticString = #fileID, line: UInt = #line) {
    while core.lock.acquire(until: .never, Site(file, line)) != .acquired {}
  }
  /// Takes its lock if that is possible at once. Python: `acquire(blocking=False)`.
  @available(*, noasync)
  public func tryAcquire(file: StaticString = #fileID, line: UInt = #line) -> Bool {
    core.lock.acquire(until: Deadline(after: .zero), Site(file, line)) == .acquired
  }
  /// Takes its lock, or gives up. Nil is for ever; zero or less only tries.
  @available(*, noasync)
  public func acquire(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.lock.acquire(until: deadline, Site(file, line)) == .acquired }
  }
  /// Releases its lock. Python: `release()`.
  ///
  /// - Throws: what its lock throws: `notOwner`, or `notLocked` if it is a plain one.
  public func release(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    try core.releaseLock(Site(file, line))
  }
  /// Runs `body` with its lock held. Python: `with condition:`.
  @available(*, noasync) @discardableResult
  public func withLock<R: ~Copyable, E: Error>(
    file: StaticString = #fileID, line: UInt = #line, _ body: () throws(E) -> R
  ) throws(E) -> R {
    acquire(file: file, line: line)
    defer { try? release(file: file, line: line) }
    return try body()
  }

  /// Somebody has its lock.
  public var isLocked: Bool { core.lock.owner != nil }
  /// The calling thread has its lock.
  public var isHeldByCurrentThread: Bool { core.lock.isHeldByCurrentThread }
  /// Threads that wait to be notified. Those that were notified and wait for the lock are the lock's.
  public var waiterCount: Int { core.waiterCount }
  /// Threads that wait for its lock, those that were notified among them.
  public var lockWaiterCount: Int { core.lock.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe("\(waiterCount) waiting") }
}
