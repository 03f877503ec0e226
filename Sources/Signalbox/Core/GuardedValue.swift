/// A value behind an internal mutex, for bookkeeping that is not to be seen in the lanes.
///
/// The standard library's `Mutex` would do, but ThreadSanitizer sees only half of it and reports races that are none.
package final class GuardedValue<Value>: @unchecked Sendable {
  private let mutex = InternalMutex()
  private var value: Value

  package init(_ value: Value) { self.value = value }

  /// Nobody else is inside while the process forks, so a child can use it. For what lives as long as the process.
  func guardedAtFork() -> Self {
    mutex.guardAtFork()
    return self
  }

  package func withLock<R>(_ body: (inout Value) throws -> R) rethrows -> R {
    mutex.lock()
    defer { mutex.unlock() }
    return try body(&value)
  }
}
