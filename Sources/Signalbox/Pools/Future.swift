import EventRing
import SyncEvents

/// A value that will be there later: what a pool's task returns, or what somebody completes it with.
///
///     state      begin       complete             cancel       result
///     pending    → running   → done               → cancelled  waits
///     queued     false       → done               → cancelled  waits
///     running    false       → done               false        waits
///     cancelled  false       throws alreadyDone   true         throws cancelled
///     done       false       throws alreadyDone   false        returns the value or throws the error
///
/// Queued is a pool's while it is pending. A pool begins and completes its futures itself, and a task that is cancelled is
/// never run. Completed by somebody else, a pool's future keeps that value: a task that has not begun is not run then.
///
/// Python: `concurrent.futures.Future`. Java: `CompletableFuture`. Asking one that is done costs about 0.1 µs.
public final class Future<Value: Sendable>: @unchecked Sendable, CustomStringConvertible {
  typealias Callback = @Sendable (Future<Value>) throws -> Void

  let core: FutureCore
  /// Once, under the mutex.
  private var kept: Result<Value, any Error>?
  private var callbacks: [Callback] = []

  /// One that somebody is to complete. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = FutureCore(name, site: Site(file, line))
  }
  init(of pool: PoolCore, _ site: Site) {
    core = FutureCore(nil, sharing: pool.mutex, site: site)
  }

  /// Waits for the value. Python: `result()`. Java: `get()`.
  ///
  /// - Throws: what the task threw; `SyncError.cancelled` if it was cancelled.
  @available(*, noasync)
  public func result(file: StaticString = #fileID, line: UInt = #line) throws -> Value {
    try outcome(Site(file, line)).get()
  }

  /// Waits for the value, or gives up. Nil is for ever; zero or less only looks. Python: `result(timeout)`, which raises
  /// `TimeoutError`.
  ///
  /// - Returns: nil when the time was up.
  /// - Throws: what the task threw; `SyncError.cancelled` if it was cancelled.
  @available(*, noasync)
  public func result(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Value? {
    try outcome(timeout: timeout, file: file, line: line)?.get()
  }

  /// Waits for the end, and returns what the task threw; nil if it did not. Python: `exception()`.
  ///
  /// - Throws: `cancelled` if it was cancelled.
  @available(*, noasync)
  public func error(
    file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> (any Error)? {
    let outcome = outcome(Site(file, line))
    if isCancelled { throw .cancelled }
    guard case .failure(let error) = outcome else { return nil }
    return error
  }

  /// Waits for the value or the error, or gives up. Nil is for ever; zero or less only looks.
  ///
  /// - Returns: nil when the time was up. One that was cancelled has failed with `SyncError.cancelled`.
  @available(*, noasync)
  public func outcome(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) -> Result<Value, any Error>? {
    outcome(until: Deadline(after: timeout), Site(file, line))
  }

  /// `isOperation`: false where it is only a part of one, which has passed already.
  func outcome(
    until deadline: Deadline, _ site: Site, isOperation: Bool = true
  ) -> Result<Value, any Error>? {
    let me = ThreadRecord.current
    if isOperation { Holding.pass(me) }
    return core.mutex.locked {
      deadline.result {
        core.wait(me, until: deadline, site)
        return kept
      }
    }
  }
  private func outcome(_ site: Site) -> Result<Value, any Error> {
    while true {
      if let outcome = outcome(until: .never, site) { return outcome }
    }
  }

  /// How it stands.
  public var state: FutureState { core.mutex.locked { core.state } }
  /// It has its outcome, or was cancelled. Python: `done()`.
  public var isDone: Bool { state.isFinal }
  /// Somebody works on it. Python: `running()`.
  public var isRunning: Bool { state == .running }
  /// It was cancelled. Python: `cancelled()`.
  public var isCancelled: Bool { state == .cancelled }
  /// Threads that wait for it now.
  public var waiterCount: Int { core.mutex.locked { core.waiterCount } }
  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    core.mutex.locked {
      "\(core.name ?? "unnamed") (future, \(core.state), \(core.waiterCount) waiting)"
    }
  }

  // MARK: under the mutex

  /// Gives it its outcome, unless it has one. Returns what is to be done next, without the mutex: those who asked to be
  /// told are told. Nil if nobody did.
  func settle(
    _ me: ThreadRecord?, _ outcome: Result<Value, any Error>, as final: FutureState = .done
  ) -> (() -> Void)? {
    guard kept == nil else { return nil }
    kept = outcome
    core.finish(me, as: final, failed: final == .done && outcome.isFailure)
    guard !callbacks.isEmpty else { return nil }
    let callbacks = self.callbacks
    self.callbacks = []
    return { for callback in callbacks { self.tell(callback) } }
  }

  /// True: it is to be told when there is an outcome. False: there is one.
  func keep(_ callback: @escaping Callback) -> Bool {
    guard kept == nil else { return false }
    callbacks.append(callback)
    return true
  }

  /// It has an error, and not because it was cancelled.
  var hasFailed: Bool { core.state == .done && kept?.isFailure == true }

  // MARK: without the mutex

  func tell(_ callback: Callback) {
    do { try callback(self) } catch { Trace.note("uncaught error: \(error)") }
  }
}

extension Result {
  fileprivate var isFailure: Bool {
    if case .failure = self { true } else { false }
  }
}
