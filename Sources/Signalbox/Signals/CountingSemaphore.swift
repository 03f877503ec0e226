public import CSignalbox
public import EventRing
import SyncEvents

/// So many permits, without an upper bound: a release adds one, whether or not it was acquired.
///
///     state        acquire                    release(n)
///     free > 0     free − 1                   free + n
///     free = 0     waits, oldest first        n go to the oldest waiters, the rest are free
///
/// Any thread may release. Python: `threading.Semaphore`. POSIX: `sem_t`. Dropping it with permits out is safe.
public final class CountingSemaphore: Sendable, CustomStringConvertible {
  let core: SemaphoreCore
  /// The word that its operations change, in its slot.
  @usableFromInline nonisolated(unsafe) let pointer: UnsafeMutablePointer<sb_slot>

  /// - Parameters:
  ///   - value: permits that are free at first.
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  /// - Throws: `invalidCount` if `value` is negative, or above 2,147,483,647.
  public init(
    _ value: Int = 1, name: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    try SemaphoreCore.check(value)
    core = SemaphoreCore(
      .countingSemaphore, name, value: value, limit: nil, site: Site(file, line))
    pointer = core.pointer
    Registry.shared.add(core.id, name: core.slot.name, kind: .countingSemaphore, self)
  }

  /// Takes a permit; waits for one, for ever if need be. Python: `acquire()`. POSIX: `sem_wait`.
  @available(*, noasync) @inlinable
  public func acquire(file: StaticString = #fileID, line: UInt = #line) {
    let site = Site(file, line)
    if !sb_permit_try(pointer, site.word) { acquireSlowly(site) }
  }
  @usableFromInline @inline(never)
  func acquireSlowly(_ site: Site) { while !core.acquireSlowly(until: .never, site) {} }

  /// Takes a permit if one is free. Python: `acquire(blocking=False)`. POSIX: `sem_trywait`.
  @available(*, noasync) @inlinable
  public func tryAcquire(file: StaticString = #fileID, line: UInt = #line) -> Bool {
    let site = Site(file, line)
    return sb_permit_try(pointer, site.word) || tryAcquireSlowly(site)
  }
  @usableFromInline @inline(never)
  func tryAcquireSlowly(_ site: Site) -> Bool { core.acquireSlowly(until: .poll, site) }

  /// Takes a permit, or gives up. Nil is for ever; zero or less only tries.
  @available(*, noasync)
  public func acquire(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.acquire(until: deadline, Site(file, line)) }
  }

  /// Adds permits. Python: `release(n)`.
  ///
  /// - Returns: how many waiters got one.
  /// - Throws: `invalidCount` if `count` is below 1, or would make more free than can be counted.
  @discardableResult @inlinable
  public func release(
    _ count: Int = 1, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Int {
    let site = Site(file, line)
    // 2,147,483,647: what a semaphore without a bound can count.
    if count == 1, sb_permit_leave(pointer, Int64(Int32.max), site.word) { return 0 }
    return try releaseSlowly(count, site)
  }
  @usableFromInline @inline(never)
  func releaseSlowly(_ count: Int, _ site: Site) throws(SyncError) -> Int {
    try core.releaseSlowly(count, site)
  }

  /// Runs `body` with a permit, and gives it back however `body` ends. Python: `with semaphore:`.
  @available(*, noasync) @discardableResult @inlinable
  public func withPermit<R: ~Copyable, E: Error>(
    file: StaticString = #fileID, line: UInt = #line, _ body: () throws(E) -> R
  ) throws(E) -> R {
    acquire(file: file, line: line)
    defer { _ = try? release(file: file, line: line) }
    return try body()
  }

  /// Permits that are free.
  public var value: Int { core.value }
  /// Threads that wait for one now.
  public var waiterCount: Int { core.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe("value=\(value)") }
}
