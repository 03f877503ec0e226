import Signalbox
import SyncEvents
import TestSupport
import Testing

/// The details that are most likely to be got wrong, by their numbers in the reference. (11 is about barriers.)
@Suite(.watched) struct TwelveDetailsTests {
  @Test func detail1SetAndClearAtOnceWakesEveryWaiterAndEachWaitIsTrue() throws {
    let recording = Recording()
    let event = Event("flashed")
    for _ in 0..<50 {
      let results = Collected<Bool>()
      let bunch = Bunch(5) { _ in results.append(event.wait(timeout: .seconds(20))) }
      try waitUntil("five wait") { event.waiterCount == 5 }
      #expect(event.set() == 5)
      event.clear()
      try bunch.join()
      #expect(results.all == Array(repeating: true, count: 5))
      #expect(!event.isSet)
    }
    recording.collect()
    #expect(recording.faults() == [])
  }

  @Test func detail2NotifySelectsTheOldestAndIsNotRemembered() throws {
    let condition = Condition()
    condition.acquire()
    #expect(try condition.notify(5) == 0)
    #expect(try condition.notify(0) == 0)
    #expect(try condition.notify(-1) == 0)
    #expect(try condition.notify(.min) == 0)
    try condition.release()

    let woken = Collected<Int>()
    var threads: [TracedThread] = []
    for number in 0..<6 {
      threads.append(
        TracedThread.run {
          condition.acquire()
          try condition.wait()
          woken.append(number)
          try condition.release()
        })
      try waitUntil("\(number) waits") { condition.waiterCount == number + 1 }
    }
    condition.acquire()
    #expect(try condition.notify(4) == 4)
    try condition.release()
    try waitUntil("four are woken") { woken.count == 4 }
    #expect(Set(woken.all) == [0, 1, 2, 3])
    #expect(condition.waiterCount == 2)
    condition.acquire()
    #expect(try condition.notify(.max) == 2)
    try condition.release()
    for thread in threads { try thread.finish() }
  }

  /// Waiters are woken by notifies and timeouts only, though every wake-up is sent to the waiters' own thread conditions.
  @Test func detail3ThereAreNoSpuriousWakeUps() throws {
    let condition = Condition()
    let returned = Counter()
    let bunch = Bunch(4) { _ in
      condition.acquire()
      try condition.wait()
      returned.add()
      try condition.release()
    }
    try waitUntil("four wait") { condition.waiterCount == 4 }
    for round in 1...4 {
      for _ in 0..<200 { condition.withLock {} }
      #expect(returned.value == round - 1)
      try condition.withLock { try condition.notify() }
      try waitUntil("one is through") { returned.value == round }
    }
    try bunch.join()
  }

  @Test(arguments: [1, 2, 3, 100]) func detail4AWaitRestoresTheDepth(_ depth: Int) throws {
    let lock = RecursiveLock()
    let condition = Condition(lock: lock)
    let depths = Collected<Int>()
    let thread = TracedThread.run {
      for _ in 0..<depth { lock.acquire() }
      depths.append(lock.recursionCount)
      try condition.wait()
      depths.append(lock.recursionCount)
      _ = try condition.wait(timeout: .milliseconds(1))
      depths.append(lock.recursionCount)
      for _ in 0..<depth { try lock.release() }
    }
    try waitUntil("it waits") { condition.waiterCount == 1 }
    #expect(!lock.isLocked)
    try lock.withLock { try condition.notify() }
    try thread.finish()
    #expect(depths.all == [depth, depth, depth])
    #expect(!lock.isLocked)
  }

  @Test func detail5ALockIsNobodysAndARecursiveLockIsItsHolders() throws {
    let lock = Lock()
    lock.acquire()
    try TracedThread.run { try lock.release() }.finish()
    #expect(!lock.isLocked)
    let twice = TracedThread.run {
      lock.acquire()
      lock.acquire()
    }
    try waitUntil("it waits for itself") { lock.waiterCount == 1 }
    #expect(twice.isAlive)
    try lock.release()
    try twice.finish()

    let recursive = RecursiveLock()
    recursive.acquire()
    try TracedThread.run {
      #expect(throws: SyncError.notOwner) { try recursive.release() }
    }.finish()
    try recursive.release()
  }

  @Test(arguments: LockKind.allCases) func detail6ReleasingWhatIsNotHeldThrowsAndChangesNothing(
    _ kind: LockKind
  ) throws {
    let lock = kind.make()
    let isOwned = LockKind.owned.contains(kind)
    #expect(throws: isOwned ? SyncError.notOwner : .notLocked) { try lock.release() }
    #expect(!lock.isLocked)
    #expect(lock.tryAcquire())
    try lock.release()
  }

  @Test func detail7ReleasingPastTheBoundThrowsAndReleasesNone() throws {
    let semaphore = try BoundedSemaphore(3)
    semaphore.acquire()
    #expect(throws: SyncError.overRelease(released: 2, inUse: 1)) { try semaphore.release(2) }
    #expect(semaphore.value == 2)
    #expect(throws: SyncError.invalidCount(0)) { try semaphore.release(0) }
    #expect(throws: SyncError.invalidCount(-3)) { try semaphore.release(-3) }
    try semaphore.release()
    let counting = try CountingSemaphore(3)
    try counting.release(100)
    #expect(counting.value == 103)
  }
}
