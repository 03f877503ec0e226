import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `LockTests` check: a plain lock is nobody's.
@Suite(.watched) struct LockTests {
  @Test func takenTwiceItWaitsUntilAnotherReleases() throws {
    let lock = Lock()
    let steps = Collected<Int>()
    let thread = TracedThread.run {
      lock.acquire()
      steps.append(1)
      lock.acquire()
      steps.append(2)
    }
    try waitUntil("it is blocked on its own lock") { lock.waiterCount == 1 }
    #expect(steps.all == [1])
    try lock.release()
    try thread.finish()
    #expect(steps.all == [1, 2])
    #expect(lock.isLocked)
  }

  @Test func anyThreadMayReleaseIt() throws {
    let lock = Lock()
    lock.acquire()
    try TracedThread.run { try lock.release() }.finish()
    #expect(!lock.isLocked)
    #expect(lock.tryAcquire())
    try lock.release()
  }

  @Test func aTimedOutAcquireLeavesItInOrder() throws {
    let lock = Lock()
    lock.acquire()
    try TracedThread.run { #expect(!lock.acquire(timeout: .milliseconds(1))) }.finish()
    try lock.release()
    #expect(!lock.isLocked)
    #expect(lock.tryAcquire())
    try lock.release()
  }

  @Test func releasingAFreeLockThrowsAndChangesNothing() throws {
    let lock = Lock()
    #expect(throws: SyncError.notLocked) { try lock.release() }
    #expect(!lock.isLocked)
    lock.acquire()
    try lock.release()
    #expect(throws: SyncError.notLocked) { try lock.release() }
    #expect(lock.tryAcquire())
    try lock.release()
  }

  @Test func whoeverTookItLastHasIt() throws {
    let lock = Lock()
    lock.acquire()
    #expect(lock.isHeldByCurrentThread)
    try TracedThread.run { #expect(!lock.isHeldByCurrentThread) }.finish()
    try TracedThread.run { try lock.release() }.finish()
    #expect(!lock.isHeldByCurrentThread)
  }

  @Test func withLockSurvivesAnOutsidersRelease() throws {
    let recording = Recording()
    let lock = Lock("opened")
    try lock.withLock { try TracedThread.run { try lock.release() }.finish() }
    #expect(!lock.isLocked)
    recording.collect()
    #expect(recording.events(of: "opened").last?.kind == .misused(.release, .notLocked))
  }

  /// Who releases it and tries again at once is faster than a thread that must wake up first, but not for ever.
  @Test func whoeverHasWaitedLongIsHandedIt() throws {
    let recording = Recording()
    let lock = Lock("handed")
    lock.acquire()
    let light = Event()
    let thread = TracedThread.run {
      lock.acquire()
      light.wait()
      try lock.release()
    }
    try waitUntil("it is blocked") { lock.waiterCount == 1 }
    WorkTimer().sleep(.milliseconds(2))
    try lock.release()
    #expect(!lock.tryAcquire())
    #expect(lock.isLocked && lock.waiterCount == 0)
    light.set()
    try thread.finish()
    recording.collect()
    let kinds = recording.events(of: "handed").map(\.kind.word)
    #expect(kinds == ["acquired", "blocking", "releasing", "acquired", "resumed", "releasing"])
    let me = recording.events(of: "handed").first?.thread
    #expect(recording.events(of: "handed").contains { $0.kind == .resumed(.acquired, by: me) })
    #expect(recording.faults() == [])
  }

  @Test func whoeverHasWaitedLongIsServedInOrder() throws {
    let lock = Lock()
    lock.acquire()
    let order = Collected<Int>()
    var threads: [TracedThread] = []
    for number in 0..<5 {
      threads.append(
        TracedThread.run {
          lock.withLock { order.append(number) }
        })
      try waitUntil("\(number) is blocked") { lock.waiterCount == number + 1 }
    }
    WorkTimer().sleep(.milliseconds(2))  // then it is handed from one to the next
    try lock.release()
    for thread in threads { try thread.finish() }
    #expect(order.all == [0, 1, 2, 3, 4])
  }
}
