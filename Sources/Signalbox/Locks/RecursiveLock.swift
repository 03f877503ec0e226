public import CSignalbox
public import EventRing
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
  /// The word that its operations change, in its slot.
  @usableFromInline nonisolated(unsafe) let pointer: UnsafeMutablePointer<sb_slot>

  /// A free lock. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = LockCore(.recursiveLock, name, site: Site(file, line))
    pointer = core.pointer
    Registry.shared.add(core.id, name: core.slot.name, kind: .recursiveLock, self)
  }

  /// Takes the lock, or takes it once more; waits if another thread has it. Python: `acquire()`.
  @available(*, noasync) @inlinable
  public func acquire(file: StaticString = #fileID, line: UInt = #line) {
    let site = Site(file, line)
    if !sb_recursive_try(pointer, site.word) { acquireSlowly(site) }
  }
  @usableFromInline @inline(never)
  func acquireSlowly(_ site: Site) {
    while core.acquireSlowly(until: .never, site) != .acquired {}
  }

  /// Takes the lock unless another thread has it. Never waits. Python: `acquire(blocking=False)`.
  @available(*, noasync) @inlinable
  public func tryAcquire(file: StaticString = #fileID, line: UInt = #line) -> Bool {
    let site = Site(file, line)
    return sb_recursive_try(pointer, site.word) || tryAcquireSlowly(site)
  }
  @usableFromInline @inline(never)
  func tryAcquireSlowly(_ site: Site) -> Bool {
    core.acquireSlowly(until: .poll, site) == .acquired
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
  @inlinable
  public func release(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    let site = Site(file, line)
    if !sb_recursive_leave(pointer, site.word) { try releaseSlowly(site) }
  }
  @usableFromInline @inline(never)
  func releaseSlowly(_ site: Site) throws(SyncError) {
    try core.releaseSlowly(site)
  }

  /// Runs `body` with the lock held, and releases it however `body` ends. Python: `with lock:`.
  @available(*, noasync) @discardableResult @inlinable
  public func withLock<R: ~Copyable, E: Error>(
    file: StaticString = #fileID, line: UInt = #line, _ body: () throws(E) -> R
  ) throws(E) -> R {
    acquire(file: file, line: line)
    defer { try? release(file: file, line: line) }
    return try body()
  }

  /// Some thread has it.
  public var isLocked: Bool { core.owner != nil }
  /// The calling thread has it. Python: `_is_owned()`.
  public var isHeldByCurrentThread: Bool { core.isHeldByCurrentThread }
  /// How often the calling thread has taken it; 0 while another thread has it. Python: `_recursion_count()`.
  public var recursionCount: Int {
    isHeldByCurrentThread ? core.depth : 0
  }
  /// Threads that wait for it now.
  public var waiterCount: Int { core.waiterCount }

  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    let depth = core.depth
    return core.describe(depth > 0 ? "locked, count=\(depth)" : "unlocked, count=0")
  }
}
