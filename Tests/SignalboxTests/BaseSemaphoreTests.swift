import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `BaseSemaphoreTests` check, for both kinds.
@Suite(.watched) struct BaseSemaphoreTests {
  @Test(arguments: SemaphoreKind.allCases) func valuesBelowZeroAreRefused(
    _ kind: SemaphoreKind
  ) throws {
    #expect(throws: SyncError.invalidCount(-1)) { _ = try kind.make(-1) }
    #expect(throws: SyncError.invalidCount(.min)) { _ = try kind.make(.min) }
    #expect(throws: SyncError.invalidCount(.max)) { _ = try kind.make(.max) }
    #expect(try kind.make(0).value == 0)
  }

  @Test func oneIsTheDefault() throws {
    let counting = try CountingSemaphore()
    #expect(counting.tryAcquire())
    #expect(!counting.tryAcquire())
    let bounded = try BoundedSemaphore()
    #expect(bounded.tryAcquire())
    #expect(!bounded.tryAcquire())
  }

  @Test(arguments: SemaphoreKind.allCases) func acquiredAndReleased(_ kind: SemaphoreKind) throws {
    let one = try kind.make(1)
    one.acquire()
    try one.release()
    let two = try kind.make(2)
    two.acquire()
    two.acquire()
    #expect(two.value == 0)
    try two.release()
    try two.release()
    #expect(two.value == 2)
  }

  @Test(arguments: SemaphoreKind.allCases) func droppingItWithPermitsOutIsSafe(
    _ kind: SemaphoreKind
  ) throws {
    for _ in 0..<100 {
      let semaphore = try kind.make(1)
      semaphore.acquire()
    }
  }

  /// Seven permits, ten threads that want two each: as many pass as there are permits, however they are released.
  @Test(arguments: SemaphoreKind.allCases, [false, true])
  func asManyPassAsThereArePermits(_ kind: SemaphoreKind, atOnce: Bool) throws {
    let semaphore = try kind.make(7)
    semaphore.acquire()
    let passed = Counter()
    let bunch = Bunch(10) { _ in
      semaphore.acquire()
      passed.add()
      semaphore.acquire()
      passed.add()
    }
    func release(_ count: Int, then sum: Int) throws {
      if atOnce {
        #expect(try semaphore.release(count) == count)
      } else {
        for _ in 0..<count { #expect(try semaphore.release() == 1) }
      }
      try waitUntil("\(sum) passed") {
        passed.value == sum && semaphore.waiterCount == 10 - bunch.endedCount
      }
    }
    try waitUntil("six passed") { passed.value == 6 }
    // Of twenty acquires six are through. Whoever got its second has ended.
    try waitUntil("the others wait") { semaphore.waiterCount == 10 - bunch.endedCount }
    try release(6, then: 12)
    try release(6, then: 18)
    #expect(!semaphore.tryAcquire())
    try semaphore.release(2)
    try bunch.join()
    #expect(passed.value == 20)
    #expect(semaphore.value == 0)
  }

  @Test(arguments: SemaphoreKind.allCases) func tryingTakesWhatIsFree(_ kind: SemaphoreKind) throws
  {
    let semaphore = try kind.make(2)
    #expect(semaphore.tryAcquire())
    #expect(semaphore.tryAcquire())
    #expect(!semaphore.tryAcquire())
    try semaphore.release()
    #expect(semaphore.tryAcquire())
  }

  @Test(arguments: SemaphoreKind.allCases) func manyTryingTakeExactlyWhatIsFree(
    _ kind: SemaphoreKind
  ) throws {
    let semaphore = try kind.make(4)
    semaphore.acquire()
    let results = Collected<Bool>()
    try Bunch(5) { _ in
      results.append(semaphore.tryAcquire())
      results.append(semaphore.tryAcquire())
    }.join()
    #expect(results.all.count { $0 } == 3)
    #expect(results.all.count { !$0 } == 7)
  }

  @Test(arguments: SemaphoreKind.allCases) func anAcquireGivesUpInTime(_ kind: SemaphoreKind) throws
  {
    let semaphore = try kind.make(2)
    #expect(semaphore.acquire(timeout: .milliseconds(5)))
    #expect(semaphore.acquire(timeout: .milliseconds(5)))
    #expect(!semaphore.acquire(timeout: .milliseconds(5)))
    try semaphore.release()
    #expect(semaphore.acquire(timeout: .milliseconds(5)))
    let began = ContinuousClock.now
    #expect(!semaphore.acquire(timeout: .milliseconds(50)))
    #expect(.now - began >= .milliseconds(50))
    #expect(semaphore.waiterCount == 0)
  }

  @Test(arguments: SemaphoreKind.allCases) func withPermitGivesItBackHoweverItsBodyEnds(
    _ kind: SemaphoreKind
  ) throws {
    struct Broken: Error {}
    let semaphore = try kind.make(2)
    semaphore.withPermit {
      semaphore.withPermit { #expect(!semaphore.tryAcquire()) }
      #expect(semaphore.value == 1)
    }
    #expect(throws: Broken.self) { try semaphore.withPermit { throw Broken() } }
    #expect(semaphore.value == 2)
  }

  @Test(arguments: SemaphoreKind.allCases) func lessThanOneCannotBeReleased(
    _ kind: SemaphoreKind
  ) throws {
    let semaphore = try kind.make(1)
    #expect(throws: SyncError.invalidCount(0)) { try semaphore.release(0) }
    #expect(throws: SyncError.invalidCount(-1)) { try semaphore.release(-1) }
    #expect(throws: SyncError.invalidCount(.min)) { try semaphore.release(.min) }
    #expect(semaphore.value == 1)
  }

  @Test(arguments: SemaphoreKind.allCases) func permitsGoToTheOldestWaiters(
    _ kind: SemaphoreKind
  ) throws {
    let semaphore = try kind.make(0)
    try checkOrder(semaphore) {
      if kind == .counting { try semaphore.release() }
      if let bounded = semaphore as? BoundedSemaphore { try bounded.resize(to: bounded.limit + 1) }
    }
  }

  private func checkOrder(_ semaphore: any AnySemaphore, one: () throws -> Void) throws {
    let order = Collected<Int>()
    var threads: [TracedThread] = []
    for number in 0..<4 {
      threads.append(
        TracedThread.run {
          semaphore.acquire()
          order.append(number)
        })
      try waitUntil("\(number) waits") { semaphore.waiterCount == number + 1 }
    }
    for number in 0..<4 {
      try one()
      #expect(!semaphore.tryAcquire())  // handed over: nobody can be faster
      try waitUntil("\(number) passed") { order.count == number + 1 }
    }
    for thread in threads { try thread.finish() }
    #expect(order.all == [0, 1, 2, 3])
  }
}
