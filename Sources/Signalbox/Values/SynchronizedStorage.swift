import CSignalbox
import EventRing
import SyncEvents

/// A value and the lock that it is behind: what `Synchronized`, `SynchronizedArray` and `SynchronizedDictionary` share.
///
/// Taking the lock, what is done with the value, and releasing it are one operation: a thread is held before all of it.
final class SynchronizedStorage<Value>: @unchecked Sendable {
  let core: LockCore
  private var value: Value

  init(_ core: LockCore, _ value: sending Value) {
    self.core = core
    self.value = value
  }

  func withLock<R: ~Copyable, E: Error>(
    _ site: Site, _ body: (inout sending Value) throws(E) -> sending R
  ) throws(E) -> sending R {
    while core.acquire(until: .never, site) != .acquired {}
    defer { try? core.release(site, isOperation: false) }
    return try body(&value)
  }

  /// Nil: it could not be had in time.
  func withLock<R: ~Copyable, E: Error>(
    until deadline: Deadline, _ site: Site,
    _ body: (inout sending Value) throws(E) -> sending R
  ) throws(E) -> sending R? {
    guard deadline.insist({ core.acquire(until: deadline, site) == .acquired }) else { return nil }
    defer { try? core.release(site, isOperation: false) }
    return try body(&value)
  }
}

extension SynchronizedStorage where Value: Collection & Sendable {
  /// The same for what may change the number of elements; that it has is recorded before the lock is released.
  func change<R, E: Error>(_ site: Site, _ body: (inout Value) throws(E) -> sending R) throws(E)
    -> sending R
  {
    try withLock(site) { (value) throws(E) in
      defer { core.count(value.count) }
      return try body(&value)
    }
  }
}

extension LockCore {
  /// Its holder has left so many elements behind.
  func count(_ elements: Int) {
    guard elements != self.elements else { return }
    let isMore = elements > self.elements
    self.elements = elements
    sb_set_value(pointer, Int64(elements))
    tell(isMore ? .put(depth: elements) : .taken(depth: elements))
  }

  /// Its holder has named a place that is not there.
  func noPlace(_ operation: Operation, _ index: Int, of count: Int) -> SyncError {
    mutex.locked { misuse(.current, operation, .invalidCount) }
    return .indexOutOfRange(index, count: count)
  }

  /// Something that its holder does with what is behind it.
  func tell(_ kind: SyncEvent.Kind) {
    ThreadRecord.current.write(kind, primitive: id, sequence: sb_turn_step(pointer))
  }

  /// How it stands, for people. Does not wait.
  func describe() -> String {
    let state = owner != nil ? "locked" : "unlocked"
    let elements = sb_get_value(pointer)
    return describe(slot.kind == .synchronized ? state : "\(state), count=\(elements)")
  }
}
