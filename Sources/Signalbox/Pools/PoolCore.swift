import CSignalbox
import EventRing
import SyncEvents

/// A pool's queue of tasks and its workers, who keep it alive.
///
///     a worker   comes for a task       submit                 shutdown               one too many
///     coming     takes the oldest, or   finds it there, if     takes what is queued   ends: another takes it
///                → idle, in the line    nobody is idle         first, and ends
///     idle       –                      the oldest → called    ends                   ends
///     called     takes the oldest       –                      takes it first         ends: another takes it
///     busy       –                      –                      takes what is queued   ends after its task
///                                                              first, and ends
///
/// A worker that is coming may find what is queued: a further one is started only when tasks outnumber those that are coming,
/// called and idle. What is promised to one who was called nobody else takes.
final class PoolCore: PrimitiveCore, @unchecked Sendable {
  final var tasks = TaskQueue()
  /// How many workers there may be.
  private(set) final var limit: Int
  /// Workers that have not been told to go, and have not gone.
  final var workers = 0
  /// Those that have just been started, or are done with a task, and will look for one.
  final var coming = 0
  /// Those that were called from the line, and have not come yet.
  final var called = 0
  final var running = 0
  final var done = 0
  final var isClosed = false
  final var isBroken = false
  final let initializer: (@Sendable () throws -> Void)?
  /// All that are alive, and some that are not.
  private(set) final var threads: [TracedThread] = []
  private var started = 0
  /// Workers in whose tasks the pool is being shut down.
  final var closers: Set<ThreadID> = []

  init(
    _ name: String?, limit: Int, initializer: (@Sendable () throws -> Void)?, site: Site
  ) {
    self.limit = limit
    self.initializer = initializer
    super.init(.pool, name, limit: limit, site: site)
  }

  override func publish() {
    slot.publish(sequence: sequence, value: tasks.count, limit: limit, waiters: queue.count)
  }

  /// Workers that have nothing to do.
  var idle: Int { max(0, coming + called + queue.count - tasks.count) }

  /// `isOperation`: false where it is only a part of one, which has passed already.
  func submit(_ task: any PoolTask, isOperation: Bool = true) throws(SyncError) {
    let me = ThreadRecord.current
    if isOperation { Holding.pass(me) }
    mutex.lock()
    defer { mutex.unlock() }
    guard !isClosed else {
      misuse(me, .submit, .shutDown)
      throw isBroken ? .brokenPool(slot.name) : .shutDown(slot.name)
    }
    let number = tasks.append(task)
    if let refusal = findWorkers(me), workers == 0 {
      tasks.takeBackLast()
      throw refusal
    }
    task.core.belong(to: self, task: number)
    record(me, .taskSubmitted(task: number, queued: tasks.count))
  }

  /// Takes a task out of the queue, for whoever cancels it; a thread without a lane leaves no event. Under the mutex.
  func withdraw(_ me: ThreadRecord?, _ number: Int) -> (any PoolTask)? {
    guard let task = tasks.take(number) else { return nil }
    if let me { record(me, .taskCancelled(task: number, queued: tasks.count)) } else { publish() }
    return task
  }

  func resize(to new: Int) throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard new > 0 else {
      misuse(me, .resize, .invalidCount)
      throw .invalidWorkerCount(new)
    }
    let old = limit
    limit = new
    record(me, .limitChanged(old: old, new: new, woken: min(queue.count, max(0, workers - new))))
    while workers > limit, queue.first != nil { dismissOldest(by: me.id) }
    findWorkers(me)
    publish()
  }

  /// Calls the oldest idle workers for what is queued; then starts more, if there may be, for tasks that nobody comes for.
  ///
  /// One that is coming may be in its initializer for long, so it keeps no idle one from being called.
  ///
  /// - Returns: why the system did not make a thread.
  @discardableResult
  private func findWorkers(_ me: ThreadRecord) -> SyncError? {
    while tasks.count > called, let idle = queue.first {
      called += 1
      queue.decide(idle, .granted, by: me.id)
    }
    while tasks.count > coming + called, workers < limit {
      do throws(SyncError) { try startWorker() } catch { return error }
    }
    return nil
  }

  /// Under the mutex, so that it is counted as soon as it can be seen.
  private func startWorker() throws(SyncError) {
    threads.removeAll { !$0.isAlive }
    let thread = TracedThread("\(slot.name)-\(started)", of: slot.id) { try self.work() }
    try thread.core.start(origin: .own, isOperation: false)
    threads.append(thread)
    started += 1
    workers += 1
    coming += 1
  }

  /// The oldest idle worker ends.
  func dismissOldest(by thread: ThreadID?) {
    guard let idle = queue.first else { return }
    workers -= 1
    queue.decide(idle, .shutDown, by: thread)
  }
}
