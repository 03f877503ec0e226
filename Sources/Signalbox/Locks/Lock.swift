public import CSignalbox
public import EventRing
public import SyncEvents

/// Mutual exclusion: one thread at a time. Nobody owns it, so any thread may release it, and a thread that takes it twice
/// waits for somebody else to release it.
///
///     state   acquire             tryAcquire   release
///     free    → held              → held       throws notLocked
///     held    waits, then held    false        → the oldest waiter's, or free
///
/// A waiter that has waited 1 ms is handed the lock; until then a running thread may be faster. Dropping a held lock is safe.
///
/// Python: `threading.Lock`. POSIX: a plain `pthread_mutex_t`, but misuse throws. An uncontended acquire and release cost about
/// what they cost there, with both recorded.
///
///     let lock = Lock("accounts")
///     lock.withLock { balance += 1 }
public final class Lock: Sendable, CustomStringConvertible {
  let core: LockCore
  /// The word that its operations change, in its slot.
  @usableFromInline nonisolated(unsafe) let pointer: UnsafeMutablePointer<sb_slot>

  /// A free lock.
  ///
  /// - Parameters:
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = LockCore(.lock, name, site: Site(file, line))
    pointer = core.pointer
    Registry.shared.add(core.id, name: core.slot.name, kind: .lock, self)
  }

  /// Takes the lock; waits for it, for ever if need be. Python: `acquire()`. POSIX: `pthread_mutex_lock`.
  @available(*, noasync) @inlinable
  public func acquire(file: StaticString = #fileID, line: UInt = #line) {
    let site = Site(file, line)
    if !sb_lock_try(pointer, site.word) { acquireSlowly(site) }
  }
  @usableFromInline @inline(never)
  func acquireSlowly(_ site: Site) {
    while core.acquireSlowly(until: .never, site) != .acquired {}
  }

  /// Takes the lock if it is free. Never waits. Python: `acquire(blocking=False)`.
  ///
  /// - Returns: whether this thread has it now.
  @available(*, noasync) @inlinable
  public func tryAcquire(file: StaticString = #fileID, line: UInt = #line) -> Bool {
    let site = Site(file, line)
    return sb_lock_try(pointer, site.word) || tryAcquireSlowly(site)
  }
  @usableFromInline @inline(never)
  func tryAcquireSlowly(_ site: Site) -> Bool {
    core.acquireSlowly(until: .poll, site) == .acquired
  }

  /// Takes the lock, or gives up. Python: `acquire(timeout=…)`, but nil is for ever, and zero or less only tries.
  ///
  /// - Returns: whether this thread has it now.
  @available(*, noasync)
  public func acquire(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.acquire(until: deadline, Site(file, line)) == .acquired }
  }

  /// Gives the lock back, whoever took it. Python: `release()`. POSIX: `pthread_mutex_unlock`.
  ///
  /// A thread that gives back what another has only just taken for the second time, without having heard from it, may be told
  /// before that one: then two events of this lock have the same number.
  ///
  /// - Throws: `notLocked` if nobody has it.
  @inlinable
  public func release(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    let site = Site(file, line)
    if !sb_lock_leave(pointer, site.word) { try releaseSlowly(site) }
  }
  @usableFromInline @inline(never)
  func releaseSlowly(_ site: Site) throws(SyncError) {
    try core.releaseSlowly(site)
  }

  /// Runs `body` with the lock held, and releases it however `body` ends. Python: `with lock:`.
  ///
  /// If an outsider has released it meanwhile there is nothing left to release; that is on record.
  @available(*, noasync) @discardableResult @inlinable
  public func withLock<R: ~Copyable, E: Error>(
    file: StaticString = #fileID, line: UInt = #line, _ body: () throws(E) -> R
  ) throws(E) -> R {
    acquire(file: file, line: line)
    defer { try? release(file: file, line: line) }
    return try body()
  }

  /// Somebody has it. Python: `locked()`.
  public var isLocked: Bool { core.owner != nil }
  /// The thread that took it last, if nobody has released it since.
  public var holder: ThreadID? { core.owner }
  /// The calling thread was the last to take it, and nobody has released it since.
  public var isHeldByCurrentThread: Bool { core.isHeldByCurrentThread }
  /// Threads that wait for it now.
  public var waiterCount: Int { core.waiterCount }

  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    core.describe(isLocked ? "locked" : "unlocked")
  }
}
