import CSignalbox
import EventRing
import Glibc
import SyncEvents

typealias Waiter = UnsafeMutablePointer<sb_waiter>

/// The mutex inside a primitive. A lock and its conditions share one, so that a notify can move waiters from one line to
/// the other in one step. It is held for a few instructions at a time.
final class InternalMutex: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<sb_mutex>

  init() {
    pointer = .allocate(capacity: 1)
    sb_mutex_init(pointer)
  }
  deinit {
    sb_mutex_destroy(pointer)
    pointer.deallocate()
  }
  func lock() { sb_mutex_lock(pointer) }
  /// Nobody else has it while the process forks, so a child can use it. For what lives as long as the process.
  func guardAtFork() {
    if let mutex = pointer.pointer(to: \.mutex) { sb_guard_at_fork(mutex) }
  }
  /// Whoever was woken under it wakes up now, and need not wait for it.
  func unlock() { sb_mutex_unlock(pointer) }
  func locked<R>(_ body: () -> R) -> R {
    lock()
    defer { unlock() }
    return body()
  }
}

/// What became of a wait. Written once, under the primitive's internal mutex; nothing that comes later changes it.
enum Decision: UInt32 {
  case none = 0
  /// Given what it waited for.
  case granted
  /// The time was up first.
  case timedOut
  /// Withdrawn.
  case cancelled
  /// Turned away, as what it waited at was shut down.
  case shutDown
  /// Turned away, as the barrier it waited at is broken, or was reset.
  case broken
}

/// The one blocking core: a line of parked threads, oldest first. Everything here happens under the primitive's internal
/// mutex.
///
///     a waiter       append          decide              move (notify)         park returns
///     not in line    in line, none   –                   –                     –
///     in line, none  –               out of line,        in the lock's line,   none: looks again, at
///                                    decided             none, notified        the deadline too
///     decided        –               –                   –                     goes on with it
struct WaitQueue {
  private(set) var first: Waiter?
  private var last: Waiter?
  private(set) var count = 0

  /// Whoever has waited this long is served directly; a younger one may be overtaken by a thread that is running.
  private static var patience: UInt64 { sb_patience() }

  /// The oldest waiter, if it has waited so long that it is served directly.
  func longWaiting(at now: UInt64) -> Waiter? {
    first.flatMap { isLong($0, at: now) ? $0 : nil }
  }
  func isLong(_ waiter: Waiter, at now: UInt64) -> Bool {
    now >= waiter.pointee.since + Self.patience
  }

  /// Joins the end of the line, undecided.
  mutating func append(_ waiter: Waiter) {
    waiter.pointee.since = sb_ticks()
    waiter.pointee.decision = Decision.none.rawValue
    waiter.pointee.sequence = 0
    waiter.pointee.handed_over = false
    waiter.pointee.next = nil
    waiter.pointee.previous = last
    if let last { last.pointee.next = waiter } else { first = waiter }
    last = waiter
    count += 1
  }

  mutating func remove(_ waiter: Waiter) {
    let (next, previous) = (waiter.pointee.next, waiter.pointee.previous)
    if let previous { previous.pointee.next = next } else { first = next }
    if let next { next.pointee.previous = previous } else { last = previous }
    waiter.pointee.next = nil
    waiter.pointee.previous = nil
    count -= 1
  }

  /// Takes a waiter out of the line and tells it what became of its wait, and by whose doing.
  mutating func decide(
    _ waiter: Waiter, _ decision: Decision, by thread: ThreadID?, sequence: UInt64 = 0,
    isHandedOver: Bool = false, at time: UInt64 = sb_ticks()
  ) {
    remove(waiter)
    waiter.pointee.decision = decision.rawValue
    waiter.pointee.decided_by = thread?.rawValue ?? 0
    waiter.pointee.decided_at = time
    waiter.pointee.sequence = sequence
    waiter.pointee.handed_over = isHandedOver
    waiter.wake()
  }

  /// The waiter of that thread, if it is in this line.
  func waiter(of thread: ThreadID) -> Waiter? {
    first { $0.pointee.thread == thread.rawValue }
  }

  /// The oldest of those that this is true of.
  @inline(__always)
  func first(where isWanted: (Waiter) -> Bool) -> Waiter? {
    var next = first
    while let waiter = next {
      if isWanted(waiter) { return waiter }
      next = waiter.pointee.next
    }
    return nil
  }

  /// The one at that place, the oldest's being 0.
  func waiter(at place: Int) -> Waiter? {
    var left = place
    return first { _ in
      defer { left -= 1 }
      return left == 0
    }
  }

  /// Has the oldest that sleeps look again. One that does not is carrying out a command meanwhile, and looks by itself.
  func wakeFirst() { first { $0.pointee.parked_at != nil }?.wake() }

  /// Has all of them look again.
  func wakeAll() {
    _ = first { waiter in
      waiter.wake()
      return false
    }
  }

  func count(where isWanted: (Waiter) -> Bool) -> Int {
    var (count, next) = (0, first)
    while let waiter = next {
      if isWanted(waiter) { count += 1 }
      next = waiter.pointee.next
    }
    return count
  }
}

extension Waiter {
  var decision: Decision { Decision(rawValue: pointee.decision) ?? .none }
  /// Nil when it was nobody's doing that has a lane.
  var decidedBy: ThreadID? { pointee.decided_by == 0 ? nil : ThreadID(pointee.decided_by) }

  /// It was given the lock itself.
  var wasHandedOver: Bool { pointee.handed_over }

  /// Has it look again, once the mutex is left that it waits at and that the caller has.
  func wake() { sb_wake(self) }

  /// Sleeps once, with the mutex left meanwhile. True: the time is up. Look at the decision first.
  func park(_ mutex: InternalMutex, until deadline: Deadline) -> Bool {
    sb_park(mutex.pointer, self, deadline.nanoseconds) == ETIMEDOUT
  }
}
