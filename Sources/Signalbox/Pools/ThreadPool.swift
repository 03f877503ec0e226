import EventRing
import SyncEvents

/// Threads that run tasks: each takes the next one when it is done with the last.
///
///     state      submit                                shutdown                 resize(to: n)
///     open       an idle worker begins it, or a new    → shut down: idle        limit = n; idle workers beyond
///                one if there are fewer than the       workers end, busy ones   it end, busy ones after their
///                limit; otherwise it is queued         when nothing is queued   task; more start for what is
///                                                                               queued
///     shut down  throws shutDown                       once more is fine        the same
///     broken     throws brokenPool                     the same                 the same
///
/// It breaks when a worker's initializer throws: what is queued then fails with `brokenPool`. Tasks begin in the order in
/// which they were submitted, numbered 1, 2, 3, …; the oldest idle worker gets the next one.
///
/// Python: `concurrent.futures.ThreadPoolExecutor`. Java: `ThreadPoolExecutor`. Dropping it without a shutdown is safe: the
/// workers finish what is queued, and end. The end of the process does not wait for them, though, as Python's does. A task
/// that waits for another of the same pool may wait for ever: when every worker does so, nobody is left to run it.
///
///     let pool = try ThreadPool(workers: 4, name: "pool")
///     let future = try pool.submit { compute() }
///     print(try future.result())
///     pool.shutdown()
public final class ThreadPool: Sendable, CustomStringConvertible {
  let core: PoolCore

  /// A pool without threads: they are started as tasks come.
  ///
  /// - Parameters:
  ///   - workers: how many threads there may be.
  ///   - name: what its row and the log call it; nil makes one up. Its threads are `name-0`, `name-1`, ….
  ///   - initializer: what each thread does before its first task.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  /// - Throws: `invalidWorkerCount` if `workers` is below 1.
  public init(
    workers: Int, name: String? = nil, initializer: (@Sendable () throws -> Void)? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    guard workers > 0 else {
      ThreadRecord.current.write(.misused(.initialize, .invalidCount))
      throw .invalidWorkerCount(workers)
    }
    core = PoolCore(name, limit: workers, initializer: initializer, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .pool, self)
  }
  deinit { core.abandon() }

  /// Has `body` run by a worker. Never waits. Python and Java: `submit`.
  ///
  /// - Returns: what will have its result.
  /// - Throws: `shutDown` after the shutdown, `brokenPool` after an initializer has failed, `noThread` if there is no worker,
  ///   and the system makes none.
  public func submit<Value: Sendable>(
    file: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable () throws -> Value
  ) throws(SyncError) -> Future<Value> {
    try submit(Site(file, line), isOperation: true, body)
  }

  func submit<Value: Sendable>(
    _ site: Site, isOperation: Bool, _ body: @escaping @Sendable () throws -> Value
  ) throws(SyncError) -> Future<Value> {
    let future = Future<Value>(of: core, site)
    try core.submit(PooledTask(future, body), isOperation: isOperation)
    return future
  }

  /// Waits, unrecorded, until all workers that there are now have ended: for programs that close down.
  @available(*, noasync)
  package func waitForEnd(within limit: Duration) -> Bool {
    TracedThread.waitForEnd(of: core.mutex.locked { core.threads }, within: limit)
  }

  /// Takes no more tasks; what is queued is run all the same, unless it is cancelled. Python: `shutdown(wait,
  /// cancel_futures)`. Java: `shutdown`, `awaitTermination`.
  ///
  /// - Parameters:
  ///   - wait: until every worker has ended. One of its own workers does not wait for itself, nor for another that waits for
  ///     it in here.
  ///   - cancelPending: the futures of tasks that have not begun are cancelled.
  ///   - file: where this was called, for whoever looks at it.
  ///   - line: the same.
  @available(*, noasync)
  public func shutdown(
    wait: Bool = true, cancelPending: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    core.shutDown(waits: wait, cancels: cancelPending, Site(file, line))
  }

  /// Has so many workers at most from now on. Never waits, and interrupts no task. Java: `setMaximumPoolSize`.
  ///
  /// - Throws: `invalidWorkerCount` if `limit` is below 1. Nothing has changed then.
  public func resize(to limit: Int) throws(SyncError) { try core.resize(to: limit) }

  /// How many workers there may be.
  public var workerLimit: Int { core.mutex.locked { core.limit } }
  /// Workers that are there, but for those that have been told to end.
  public var workerCount: Int { core.mutex.locked { core.workers } }
  /// Workers that have nothing to do.
  public var idleCount: Int { core.mutex.locked { core.idle } }
  /// Tasks that wait for a worker.
  public var queuedCount: Int { core.mutex.locked { core.tasks.count } }
  /// Tasks that are being run.
  public var runningCount: Int { core.mutex.locked { core.running } }
  /// Tasks that have been run, whether they returned or threw.
  public var doneCount: Int { core.mutex.locked { core.done } }
  /// It takes no more tasks: it was shut down, or an initializer has failed.
  public var isShutDown: Bool { core.mutex.locked { core.isClosed } }
  /// Workers that are parked, waiting for the next task.
  public var waiterCount: Int { core.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    core.describe(
      core.mutex.locked {
        let state = core.isBroken ? "broken, " : core.isClosed ? "shut down, " : ""
        return state + "workers=\(core.workers)/\(core.limit), running=\(core.running)"
          + ", queued=\(core.tasks.count)"
      })
  }
}
