import Glibc
import Signalbox
import TestSupport
import Testing

/// What CPython's `BaseLockTests` check, for every kind of lock, and for conditions used as their lock.
@Suite(.watched) struct BaseLockTests {
  @Test(arguments: LockKind.allCases) func newLockIsFree(_ kind: LockKind) {
    let lock = kind.make()
    #expect(!lock.isLocked)
    #expect(!lock.isHeldByCurrentThread)
    #expect(lock.blockedCount == 0)
  }

  @Test(arguments: [LockKind.plain, .recursive]) func descriptionSaysWhetherItIsLocked(
    _ kind: LockKind
  ) throws {
    let lock = kind.make()
    #expect(lock.description.contains("unlocked"))
    lock.acquire()
    #expect(!lock.description.contains("unlocked"))
    #expect(lock.description.contains("locked"))
    try lock.release()
    #expect(lock.description.contains("unlocked"))
  }

  @Test(arguments: LockKind.allCases) func droppingAHeldLockIsSafe(_ kind: LockKind) {
    for _ in 0..<100 {
      let lock = kind.make()
      lock.acquire()
    }
  }

  @Test(arguments: LockKind.allCases) func acquiredAndReleased(_ kind: LockKind) throws {
    let lock = kind.make()
    lock.acquire()
    #expect(lock.isLocked)
    #expect(lock.isHeldByCurrentThread)
    try lock.release()
    #expect(!lock.isLocked)
    #expect(!lock.isHeldByCurrentThread)
  }

  @Test(arguments: LockKind.allCases) func tryingTakesAFreeLock(_ kind: LockKind) throws {
    let lock = kind.make()
    #expect(lock.tryAcquire())
    #expect(lock.isLocked)
    try lock.release()
  }

  @Test(arguments: LockKind.allCases) func tryingALockThatAnotherHasFailsAtOnce(
    _ kind: LockKind
  ) throws {
    let lock = kind.make()
    lock.acquire()
    let result = Collected<Bool>()
    try TracedThread.run { result.append(lock.tryAcquire()) }.finish()
    #expect(result.all == [false])
    try lock.release()
  }

  @Test(arguments: LockKind.allCases) func oneReleaseLetsAllThroughOneAfterAnother(
    _ kind: LockKind
  ) throws {
    let lock = kind.make()
    lock.acquire()
    let through = Collected<Int>()
    let bunch = Bunch(5) { number in
      lock.acquire()
      through.append(number)
      try lock.release()
    }
    try waitUntil("five are blocked") { lock.blockedCount == 5 }
    #expect(through.count == 0)
    #expect(bunch.endedCount == 0)
    try lock.release()
    try bunch.join()
    #expect(through.count == 5)
    #expect(!lock.isLocked)
  }

  @Test(arguments: LockKind.allCases) func withLockReleasesHoweverItsBodyEnds(
    _ kind: LockKind
  ) throws {
    struct Broken: Error {}
    let lock = kind.make()
    let seven = lock.withLock {
      #expect(lock.isLocked)
      return 7
    }
    #expect(seven == 7)
    #expect(throws: Broken.self) { try lock.withLock { throw Broken() } }
    let free = Collected<Bool>()
    try TracedThread.run {
      free.append(lock.tryAcquire())
      try lock.release()
    }.finish()
    #expect(free.all == [true])
  }

  @Test(arguments: LockKind.allCases) func threadsOfOthersMayUseIt(_ kind: LockKind) {
    let lock = kind.make()
    let count = Counter()
    let threads = (0..<15).map { _ in
      ForeignThread {
        lock.acquire()
        count.add()
        try? lock.release()
      }
    }
    for thread in threads { thread.join() }
    #expect(count.value == 15)
    #expect(!lock.isLocked)
  }

  @Test(arguments: LockKind.allCases) func timeoutsOfAFreeLockDoNotMatter(_ kind: LockKind) throws {
    let lock = kind.make()
    for timeout in [nil, .seconds(5), .zero, .seconds(-100), .seconds(Int64.max)] as [Duration?] {
      #expect(lock.acquire(timeout: timeout))
      try lock.release()
    }
  }

  @Test(arguments: LockKind.allCases) func aContendedAcquireGivesUpInTime(_ kind: LockKind) throws {
    let lock = kind.make()
    lock.acquire()
    let waited = Collected<Duration>()
    try TracedThread.run {
      let began = ContinuousClock.now
      #expect(!lock.acquire(timeout: .milliseconds(50)))
      waited.append(.now - began)
    }.finish()
    #expect(waited.all.allSatisfy { $0 >= .milliseconds(50) })
    #expect(lock.blockedCount == 0)
    try lock.release()
  }

  @Test(arguments: LockKind.allCases) func nothingKeepsItAlive(_ kind: LockKind) throws {
    var lock: (any AnyLock)? = kind.make()
    weak let weakly: (any AnyLock)? = lock
    lock?.acquire()
    #expect(weakly != nil)
    lock = nil
    #expect(weakly == nil)
  }
}
