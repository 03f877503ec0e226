import CSignalbox
import Glibc
import Signalbox
import SyncEvents

/// Forks while it holds a lock and a permit, and while others work; both sides then use what they have. The others have
/// worked before: Swift's own runtime guards its tables of types by mutexes that a fork leaves locked in the child, when
/// another thread is about to enter a type there that it meets for the first time.
enum ForkProgram {
  /// The exit status: 0 when everything was as it must be.
  static func run() -> Int32 {
    let lock = Lock("kept"), nested = RecursiveLock("nested")
    guard let permits = try? BoundedSemaphore(2, name: "permits") else { return 1 }
    let background = StressWork(threads: 2)
    background.run(50_000)
    let worker = TracedThread.run("background") { background.run(200_000) }
    lock.acquire()
    nested.acquire()
    nested.acquire()
    permits.acquire()
    let child = sb_fork()
    guard child >= 0 else { return 1 }
    let isRight = check(lock, nested, permits)
    if child == 0 { _exit(isRight && isSilentUntilPublished(lock) ? 0 : 1) }
    var status: Int32 = 0
    guard waitpid(child, &status, 0) == child, isRight else { return 1 }
    try? worker.join()
    StressProgram.say(status == 0 ? "both sides agree" : "the child saw something else: \(status)")
    return status == 0 ? 0 : 1
  }

  /// What was held is held, and can be given back and taken again, on each side for itself.
  private static func check(
    _ lock: Lock, _ nested: RecursiveLock, _ permits: BoundedSemaphore
  ) -> Bool {
    guard lock.isHeldByCurrentThread, nested.recursionCount == 2, permits.inUse == 1 else {
      return false
    }
    guard (try? lock.release()) != nil, !lock.isLocked, lock.tryAcquire() else { return false }
    guard (try? nested.release()) != nil, (try? nested.release()) != nil, !nested.isLocked else {
      return false
    }
    permits.acquire()
    guard permits.inUse == 2, (try? permits.release(2)) != nil else { return false }
    return (try? lock.release()) != nil
  }

  /// The child records nothing, until it publishes itself; then it does.
  private static func isSilentUntilPublished(_ lock: Lock) -> Bool {
    guard Recorder.level == .off, sb_rings_written() == 0 else { return false }
    guard (try? Recorder.publish()) != nil, Recorder.level == .auto else { return false }
    lock.withLock {}
    return sb_rings_written() > 0
  }
}
