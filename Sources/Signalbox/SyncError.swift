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
  /// The thread was started before. Python: `RuntimeError: threads can only be started once`.
  case alreadyStarted
  /// The thread has not been started, so there is nothing to join.
  case notStarted
  /// A thread that waits for its own end would wait for ever.
  case joinsItself
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
    case .alreadyStarted: "the thread was started before"
    case .notStarted: "the thread has not been started"
    case .joinsItself: "a thread cannot join itself"
    case .noThread(let code): "the system makes no more threads: \(String(cString: strerror(code)))"
    }
  }
}
