import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `ConditionTests` check.
@Suite(.watched) struct ConditionTests {
  @Test func itsOwnLockIsRecursive() throws {
    let condition = Condition()
    condition.acquire()
    condition.acquire()
    try condition.release()
    #expect(condition.isHeldByCurrentThread)
    try condition.release()
    #expect(!condition.isLocked)
  }

  @Test func itIsTheLockItIsGiven() throws {
    let lock = Lock()
    let condition = Condition(lock: lock)
    condition.acquire()
    #expect(!lock.tryAcquire())
    try condition.release()
    #expect(lock.tryAcquire())
    #expect(!condition.tryAcquire())
    #expect(!condition.acquire(timeout: .zero))
    try lock.release()
    condition.withLock { #expect(!lock.tryAcquire()) }
    #expect(lock.tryAcquire())
    try lock.release()
  }

  @Test(arguments: [LockKind.condition, .conditionOnPlainLock])
  func waitingNeedsTheLock(_ kind: LockKind) throws {
    let condition = try #require(kind.make() as? Condition)
    #expect(throws: SyncError.notOwner) { try condition.wait() }
    #expect(throws: SyncError.notOwner) { _ = try condition.wait(timeout: .zero) }
    #expect(throws: SyncError.notOwner) { try condition.wait(until: { true }) }
    #expect(!condition.isLocked)
    #expect(condition.waiterCount == 0)
  }

  @Test(arguments: [LockKind.condition, .conditionOnPlainLock])
  func notifyingNeedsTheLock(_ kind: LockKind) throws {
    let condition = try #require(kind.make() as? Condition)
    #expect(throws: SyncError.notOwner) { try condition.notify() }
    #expect(throws: SyncError.notOwner) { try condition.notifyAll() }
    condition.acquire()
    try TracedThread.run {
      #expect(throws: SyncError.notOwner) { try condition.notify() }
      #expect(throws: SyncError.notOwner) { try condition.wait() }
    }.finish()
    try condition.release()
  }

  /// Three of five, then the other two with the three that wait again, then all: nobody before the notifier releases.
  @Test func notifyWakesAsManyAsItSays() throws {
    let condition = Condition()
    let phase = Counter()
    let first = Collected<Int>()
    let second = Collected<Int>()
    let bunch = Bunch(5) { _ in
      condition.acquire()
      #expect(try condition.wait(timeout: nil))
      first.append(phase.value)
      #expect(try condition.wait(timeout: nil))
      second.append(phase.value)
      try condition.release()
    }
    try waitUntil("five wait") { condition.waiterCount == 5 }

    condition.acquire()
    #expect(try condition.notify(3) == 3)
    #expect(condition.waiterCount == 2)
    #expect(condition.lockWaiterCount == 3)
    #expect(first.count == 0)
    phase.add()
    try condition.release()
    try waitUntil("the three wait again") { first.count == 3 && condition.waiterCount == 5 }
    #expect(first.all == [1, 1, 1])
    #expect(second.count == 0)

    condition.acquire()
    #expect(try condition.notify(5) == 5)
    phase.add()
    try condition.release()
    try waitUntil("two wait again") { second.count == 3 && condition.waiterCount == 2 }
    #expect(first.all == [1, 1, 1, 2, 2])
    #expect(second.all == [2, 2, 2])

    condition.acquire()
    #expect(try condition.notifyAll() == 2)
    phase.add()
    try condition.release()
    try bunch.join()
    #expect(second.all == [2, 2, 2, 3, 3])
    #expect(condition.waiterCount == 0)
  }

  @Test func waitingGivesUpAndWaitsTogether() throws {
    let condition = Condition()
    let waited = Collected<Duration>()
    let bunch = Bunch(5) { _ in
      condition.acquire()
      let began = ContinuousClock.now
      #expect(try !condition.wait(timeout: .milliseconds(80)))
      waited.append(.now - began)
      #expect(condition.isHeldByCurrentThread)
      try condition.release()
    }
    try bunch.join()
    #expect(waited.all.allSatisfy { $0 >= .milliseconds(80) })
    #expect(!condition.isLocked)
  }

  @Test func waitingForAPredicateEndsWhenItIsTrue() throws {
    let condition = Condition()
    let state = Counter()
    let result = Collected<Int>()
    let thread = TracedThread.run {
      condition.acquire()
      #expect(try condition.wait(until: { state.value == 4 }))
      result.append(state.value)
      try condition.release()
    }
    for _ in 0..<4 {
      try waitUntil("it waits") { condition.waiterCount == 1 }
      try condition.withLock {
        state.add()
        try condition.notify()
      }
    }
    try thread.finish()
    #expect(result.all == [4])
  }

  @Test func aNotifiedThreadWaitsForTheLockAndHasItToItsDepth() throws {
    let condition = Condition()
    let thread = TracedThread.run {
      for _ in 0..<3 { condition.acquire() }
      try condition.wait()
      for _ in 0..<3 { try condition.release() }
      #expect(throws: SyncError.notOwner) { try condition.release() }
    }
    try waitUntil("it waits") { condition.waiterCount == 1 }
    #expect(condition.tryAcquire())
    try condition.notify()
    try waitUntil("it waits for the lock") { condition.lockWaiterCount == 1 }
    #expect(condition.waiterCount == 0)
    WorkTimer().sleep(.milliseconds(2))  // long enough that it is handed the lock
    try condition.release()
    try thread.finish()
    #expect(!condition.isLocked)
  }
}
