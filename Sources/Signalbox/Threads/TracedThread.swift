import CSignalbox
import EventRing
import Glibc
public import SyncEvents

/// A thread with a name, a lane, and an end that others can wait for.
///
///     state     start                  join
///     new       → running              throws notStarted
///     running   throws alreadyStarted  waits; its own thread: throws joinsItself
///     ended     throws alreadyStarted  returns at once
///
/// Python: `threading.Thread`. POSIX: `pthread_create`, `pthread_join`. Any other thread may use the primitives, too: it gets
/// a lane when it first does. A thread that nobody joins leaks nothing.
///
///     let worker = TracedThread("worker") { lock.withLock { work() } }
///     try worker.start()
///     try worker.join()
public final class TracedThread: Sendable, CustomStringConvertible {
  let core: ThreadCore

  /// A thread that is not running yet.
  ///
  /// - Parameters:
  ///   - name: its lane's; nil makes one up. The kernel shows the first 15 bytes of it.
  ///   - body: what it does. An error it throws is put on record, and is `failure` afterwards.
  public init(_ name: String? = nil, _ body: @escaping @Sendable () throws -> Void) {
    core = ThreadCore(name, body)
    core.object = self
  }

  /// A pool's worker.
  init(_ name: String, of pool: PrimitiveID, _ body: @escaping @Sendable () throws -> Void) {
    core = ThreadCore(name, pool: pool, body)
    core.object = self
  }

  /// Runs it. Python: `start()`.
  ///
  /// - Throws: `alreadyStarted` the second time, `noThread` if the system makes no more.
  public func start() throws(SyncError) {
    try core.start(origin: .own)
  }

  /// Makes a thread and starts it. One that the system refuses to make has ended at once, with that as its `failure`.
  @discardableResult
  public static func run(
    _ name: String? = nil, _ body: @escaping @Sendable () throws -> Void
  ) -> TracedThread {
    let thread = TracedThread(name, body)
    do { try thread.start() } catch { thread.core.fail(error) }
    return thread
  }

  /// Waits until it has ended. Any number of threads may, any number of times. Python: `join()`.
  ///
  /// - Throws: `notStarted`, `joinsItself`.
  @available(*, noasync)
  public func join(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) {
    _ = try join(timeout: nil, file: file, line: line)
  }

  /// Waits until it has ended, or gives up. Nil is for ever; zero or less only looks. Python: `join(timeout)`.
  ///
  /// - Returns: whether it has ended.
  /// - Throws: `notStarted`, `joinsItself`.
  @available(*, noasync)
  public func join(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Bool {
    let deadline = Deadline(after: timeout)
    return try deadline.insist { () throws(SyncError) in
      try core.join(until: deadline, Site(file, line))
    }
  }

  /// Waits until all of these have ended, unrecorded: for programs that close down.
  ///
  /// - Returns: whether all had ended in time.
  @available(*, noasync)
  public static func waitForEnd(of threads: [TracedThread], within limit: Duration) -> Bool {
    let deadline = Deadline(after: limit)
    return threads.allSatisfy { $0.core.waitForEnd(until: deadline) }
  }

  /// The thread that asks, if it is a `TracedThread`. Python: `threading.current_thread()`.
  public static var current: TracedThread? {
    guard sb_current() != nil else { return nil }
    return ThreadRecord.current.object as? TracedThread
  }

  /// What its lane is called.
  public var name: String { core.name }
  /// Its lane's number; nil before it is started.
  public var id: ThreadID? { core.locked { core.id } }
  /// It runs. Python: `is_alive()`.
  public var isAlive: Bool { core.locked { core.state == .running } }
  /// What its body threw, or why it could not be started.
  public var failure: (any Error)? { core.locked { core.failure } }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { "\(name) (\(core.locked { core.state }))" }
}
