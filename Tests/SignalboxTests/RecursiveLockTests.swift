import Signalbox
import TestSupport
import Testing

/// What CPython's `RLockTests` check, with the rows of 3.14.
@Suite(.watched) struct RecursiveLockTests {
  @Test(arguments: LockKind.owned) func takenTwiceItIsReleasedTwice(_ kind: LockKind) throws {
    let lock = kind.make()
    lock.acquire()
    lock.acquire()
    try lock.release()
    lock.acquire()
    try lock.release()
    #expect(lock.isLocked)
    try lock.release()
    #expect(!lock.isLocked)
  }

  @Test(arguments: LockKind.owned) func releasingAFreeOneThrows(_ kind: LockKind) throws {
    let lock = kind.make()
    #expect(throws: SyncError.notOwner) { try lock.release() }
    lock.acquire()
    lock.acquire()
    try lock.release()
    lock.acquire()
    try lock.release()
    try lock.release()
    #expect(throws: SyncError.notOwner) { try lock.release() }
    #expect(!lock.isLocked)
  }

  @Test(arguments: LockKind.owned) func onlyItsHolderMayReleaseIt(_ kind: LockKind) throws {
    let lock = kind.make()
    lock.acquire()
    try TracedThread.run {
      #expect(throws: SyncError.notOwner) { try lock.release() }
    }.finish()
    #expect(lock.isHeldByCurrentThread)
    try lock.release()
  }

  @Test func countIsTheCallersOwn() throws {
    let lock = RecursiveLock()
    #expect(lock.recursionCount == 0)
    lock.acquire()
    #expect(lock.recursionCount == 1)
    lock.acquire()
    lock.acquire()
    #expect(lock.recursionCount == 3)
    let others = Collected<Int>()
    try TracedThread.run { others.append(lock.recursionCount) }.finish()
    #expect(others.all == [0])
    try lock.release()
    #expect(lock.recursionCount == 2)
    try lock.release()
    try lock.release()
    #expect(lock.recursionCount == 0)
  }

  @Test(arguments: LockKind.owned) func heldIsTheCallersOwn(_ kind: LockKind) throws {
    let lock = kind.make()
    let others = Collected<Bool>()
    func askAnother() throws {
      try TracedThread.run { others.append(lock.isHeldByCurrentThread) }.finish()
    }
    #expect(!lock.isHeldByCurrentThread)
    lock.acquire()
    #expect(lock.isHeldByCurrentThread)
    lock.acquire()
    #expect(lock.isHeldByCurrentThread)
    try askAnother()
    try lock.release()
    #expect(lock.isHeldByCurrentThread)
    try lock.release()
    #expect(!lock.isHeldByCurrentThread)
    try askAnother()
    #expect(others.all == [false, false])
  }

  @Test func itStaysLockedWhenItsHolderEnds() throws {
    let lock = RecursiveLock()
    try TracedThread.run {
      lock.acquire()
      lock.acquire()
    }.finish()
    #expect(lock.isLocked)
    #expect(!lock.tryAcquire())
    #expect(lock.description.contains("count=2"))
  }

  @Test func nobodyInheritsTheLockOfAThreadThatEnded() throws {
    let lock = RecursiveLock()
    for _ in 0..<20 { try TracedThread.run { _ = lock.tryAcquire() }.finish() }
    let inherited = Collected<Bool>()
    for _ in 0..<20 {
      try TracedThread.run { inherited.append(lock.isHeldByCurrentThread || lock.tryAcquire()) }
        .finish()
    }
    #expect(!inherited.all.contains(true))
  }

  @Test func anotherThreadSeesThatItIsLockedAndHowDeep() throws {
    let lock = RecursiveLock()
    lock.acquire()
    lock.acquire()
    let seen = Collected<String>()
    try TracedThread.run {
      seen.append(lock.isLocked ? lock.description : "free")
    }.finish()
    #expect(seen.all.first?.contains("locked, count=2") == true)
    try lock.release()
    try lock.release()
  }

  @Test(arguments: LockKind.owned) func aSecondAcquireNeverWaits(_ kind: LockKind) throws {
    let lock = kind.make()
    #expect(lock.acquire(timeout: .zero))
    #expect(lock.acquire(timeout: .zero))
    #expect(lock.tryAcquire())
    for _ in 0..<3 { try lock.release() }
    #expect(!lock.isLocked)
  }
}
