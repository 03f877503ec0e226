import EventRing
import SyncEvents

/// Mutual exclusion by owner: the thread that has it may take it again, and only that thread may release it, as often as it
/// took it.
///
///     state            acquire             release by the holder   release by another
///     free             → mine, ×1          throws notOwner         throws notOwner
///     mine, ×d         → ×(d + 1)          ×(d − 1); at 0 → the    –
///                                          oldest waiter's or free
///     another's        waits, then ×1      –                       throws notOwner
///
/// A waiter that has waited 1 ms is handed the lock. Thread numbers are never used again, so nobody inherits the lock of a
/// thread that ended. Python: `threading.RLock`. POSIX: `PTHREAD_MUTEX_RECURSIVE`. Costs what `Lock` costs.
public final class RecursiveLock: Sendable, CustomStringConvertible {
  let core: LockCore

  /// A free lock. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = LockCore(.recursiveLock, name, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .recursiveLock, self)
  }

  /// Takes the lock, or takes it once more; waits if another thread has it. Python: `acquire()`.
  @available(*, noasync)
  public func acquire(file: StaticString = #fileID, line: UInt = #line) {
    while core.acquire(until: .never, Site(file, line)) != .acquired {}
  }

  /// Takes the lock unless another thread has it. Never waits. Python: `acquire(blocking=False)`.
  @available(*, noasync)
  public func tryAcquire(file: StaticString = #fileID, line: UInt = #line) -> Bool {
    core.acquire(until: Deadline(after: .zero), Site(file, line)) == .acquired
  }

  /// Takes the lock, or gives up. Nil is for ever; zero or less only tries. Python: `acquire(timeout=…)`.
  ///
  /// - Returns: whether it was taken.
  @available(*, noasync)
  public func acquire(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.acquire(until: deadline, Site(file, line)) == .acquired }
  }

  /// Releases it once. Python: `release()`.
  ///
  /// - Throws: `notOwner` if the calling thread does not have it. Nothing has changed then.
  public func release(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    try core.release(Site(file, line))
  }

  /// Runs `body` with the lock held, and releases it however `body` ends. Python: `with lock:`.
  @available(*, noasync) @discardableResult
  public func withLock<R: ~Copyable, E: Error>(
    file: StaticString = #fileID, line: UInt = #line, _ body: () throws(E) -> R
  ) throws(E) -> R {
    acquire(file: file, line: line)
    defer { try? release(file: file, line: line) }
    return try body()
  }

  /// Some thread has it.
  public var isLocked: Bool { core.mutex.locked { core.owner != nil } }
  /// The calling thread has it. Python: `_is_owned()`.
  public var isHeldByCurrentThread: Bool { core.isHeldByCurrentThread }
  /// How often the calling thread has taken it; 0 while another thread has it. Python: `_recursion_count()`.
  public var recursionCount: Int {
    isHeldByCurrentThread ? core.mutex.locked { core.depth } : 0
  }
  /// Threads that wait for it now.
  public var waiterCount: Int { core.waiterCount }

  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    let depth = core.mutex.locked { core.depth }
    return core.describe(depth > 0 ? "locked, count=\(depth)" : "unlocked, count=0")
  }
}
