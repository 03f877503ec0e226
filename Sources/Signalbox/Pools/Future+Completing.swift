import EventRing
import SyncEvents

extension Future {
  /// Says that somebody works on it now, so it cannot be cancelled any more. Python: `set_running_or_notify_cancel()`.
  ///
  /// - Returns: false if it was cancelled, somebody does already, or it is a pool's, whose worker will: leave it alone then.
  public func begin() -> Bool { core.mutex.locked { core.task == 0 && core.begin() } }

  /// Gives it its value or its error, wakes everybody who waits, and tells those who asked for it. Python: `set_result`,
  /// `set_exception`. Java: `complete`, `completeExceptionally`.
  ///
  /// - Throws: `alreadyDone` if it has an outcome, which it keeps, or was cancelled.
  public func complete(_ result: Result<Value, any Error>) throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    core.mutex.lock()
    guard !core.state.isFinal else {
      core.misuse(me, .complete, .alreadyDone)
      core.mutex.unlock()
      throw .alreadyDone
    }
    let task = core.withdraw(me)
    let tell = settle(me, result)
    core.mutex.unlock()
    tell?()
    // What the task keeps alive may do anything when it goes: not under the mutex.
    withExtendedLifetime(task) {}
  }

  /// Sees to it that it never begins. Everybody who waits for it gets `cancelled`. Python: `cancel()`.
  ///
  /// - Returns: whether it is cancelled now; false if it has begun, or is done.
  @discardableResult
  public func cancel() -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    return cancel(me)
  }

  /// As a part of an operation, which has passed already. Nil is a thread without a lane, which gets none for this.
  @discardableResult
  func cancel(_ me: ThreadRecord?) -> Bool {
    core.mutex.lock()
    guard core.state == .pending else {
      defer { core.mutex.unlock() }
      return core.state == .cancelled
    }
    let task = core.withdraw(me)
    let tell = settle(me, .failure(SyncError.cancelled), as: .cancelled)
    core.mutex.unlock()
    tell?()
    withExtendedLifetime(task) {}
    return true
  }

  /// Calls `body` when it is done or cancelled: on the thread that completes or cancels it (a pool's worker, which is busy
  /// with it as long), in the order in which they were added; at once, on the calling thread, if it is that already. An
  /// error that `body` throws is put on record, and the others are called all the same. Python: `add_done_callback`.
  public func whenDone(_ body: @escaping @Sendable (Future<Value>) throws -> Void) {
    guard !core.mutex.locked({ keep(body) }) else { return }
    tell(body)
  }
}
