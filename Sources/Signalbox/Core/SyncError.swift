import Glibc

/// What is thrown when a primitive is misused. Nothing has changed then, and the misuse is on record.
///
/// Python raises `RuntimeError` or `ValueError` for these.
public enum SyncError: Error, Hashable, Sendable {
  /// Released, and nobody had it. Python: `RuntimeError: release unlocked lock`.
  case notLocked
  /// The calling thread does not have the lock that this needs. Python: `RuntimeError: cannot release un-acquired lock`.
  case notOwner
  /// More permits given back than are in use. Python: `ValueError: Semaphore released too many times`.
  case overRelease(released: Int, inUse: Int)
  /// A count, size or value that is too small (or beyond what can be counted).
  case invalidCount(Int)
  /// A place in an array that is not there, and how many there are. Python: `IndexError: list index out of range`.
  case indexOutOfRange(Int, count: Int)
  /// The thread was started before. Python: `RuntimeError: threads can only be started once`.
  case alreadyStarted
  /// The thread has not been started, so there is nothing to join.
  case notStarted
  /// A thread that waits for its own end would wait for ever.
  case joinsItself
  /// A queue that could hold nothing: a capacity is at least 1, or nil. Python takes 0 for unbounded.
  case invalidCapacity(Int)
  /// A pool without workers. Python: `ValueError: max_workers must be greater than 0`.
  case invalidWorkerCount(Int)
  /// A barrier for nobody. Python: `ValueError: parties must be > 0`.
  case invalidPartyCount(Int)
  /// Put into a queue, or submitted to a pool, of that name after its shutdown, or taken from a queue that is shut down and
  /// empty. Python: `ShutDown`; `RuntimeError: cannot schedule new futures after shutdown`.
  case shutDown(String)
  /// `taskDone`, and no item is unfinished of so many that were put: each was done, or dropped. Python: `ValueError: task_done() called too many times`.
  case taskDoneTooOften(put: Int)
  /// The barrier is broken. Python: `BrokenBarrierError`.
  case brokenBarrier
  /// The future was cancelled. Python: `CancelledError`.
  case cancelled
  /// The future has its result already. Python: `InvalidStateError`.
  case alreadyDone
  /// A worker's initializer failed, so the pool of that name runs nothing. Python: `BrokenThreadPool`.
  case brokenPool(String)
  /// The system makes no more threads; its error number. Python: `RuntimeError: can't start new thread`.
  case noThread(errno: Int32)
}

extension SyncError: CustomStringConvertible {
  /// What was wrong, in a sentence.
  public var description: String {
    switch self {
    case .notLocked: "released, but nobody had it"
    case .notOwner: "the calling thread does not have the lock"
    case .overRelease(let released, let inUse): "released \(released), but only \(inUse) in use"
    case .invalidCount(let count): "\(count) is not a possible count"
    case .indexOutOfRange(let index, let count):
      "there is no element \(index): there are \(count)"
    case .alreadyStarted: "the thread was started before"
    case .notStarted: "the thread has not been started"
    case .joinsItself: "a thread cannot join itself"
    case .invalidCapacity(let capacity):
      "a capacity of \(capacity) is not possible: it is at least 1, or nil for no bound"
    case .invalidWorkerCount(let count): "a pool has at least 1 worker, not \(count)"
    case .invalidPartyCount(let count): "a barrier is for at least 1 thread, not \(count)"
    case .shutDown(let name): "\(name) is shut down"
    case .taskDoneTooOften(let put):
      "taskDone was called, but no item is unfinished (\(put) were put)"
    case .brokenBarrier: "the barrier is broken"
    case .cancelled: "the future was cancelled"
    case .alreadyDone: "the future has its result already"
    case .brokenPool(let name): "an initializer of \(name) failed, so it runs no tasks"
    case .noThread(let code): "the system makes no more threads: \(String(cString: strerror(code)))"
    }
  }
}
