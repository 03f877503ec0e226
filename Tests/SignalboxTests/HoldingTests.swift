import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Holding all threads before their next operation, and letting single operations begin.
@Suite(.watched, .serialized) struct HoldingTests {
  private let recording = Recording()

  /// Runs on a control thread, which is never held, while every other thread is; lets go however it ends.
  private func whileHolding<R: Sendable>(_ body: @escaping @Sendable () throws -> R) throws -> R {
    let control = ControlThread()
    defer { control.end() }
    return try control.result {
      Holding.hold()
      defer { Holding.letGo() }
      return try body()
    }
  }

  @Test func aHeldThreadParksBeforeItsNextOperationHoldingNothingOfIt() throws {
    let lock = Lock("untouched")
    let thread = try whileHolding {
      let thread = TracedThread.run { lock.withLock {} }
      try waitUntil("it is held") { Holding.heldCount == 1 }
      #expect(!lock.isLocked)
      #expect(thread.isAlive)
      return thread
    }
    try thread.finish()
    recording.collect()
    let kinds = recording.events(by: thread.id).map(\.kind.word)
    #expect(kinds == ["held", "stepped", "acquired", "releasing", "threadEnded"])
  }

  @Test func aStepLetsOneOperationBegin() throws {
    let lock = Lock("stepped")
    let done = Counter()
    try whileHolding {
      let thread = TracedThread.run {
        lock.acquire()
        done.add()
        try lock.release()
        done.add()
      }
      let id = try #require(thread.id)
      try waitUntil("it is held") { Holding.heldCount == 1 }
      #expect(Holding.step(id))
      try waitUntil("it has the lock, and is held again") {
        done.value == 1 && Holding.heldCount == 1
      }
      #expect(lock.isLocked)
      #expect(Holding.step(id))
      try thread.finish()
      #expect(done.value == 2)
    }
  }

  @Test func aStepBeforeItIsHeldIsRefusedAndForgotten() throws {
    let lock = Lock()
    let go = Counter()
    try whileHolding {
      let thread = TracedThread.run {
        try waitUntil("it may") { go.value == 1 }
        lock.acquire()
        try lock.release()
      }
      let id = try #require(thread.id)
      #expect(!Holding.step(id))
      go.add()
      try waitUntil("it is held before it acquires") { Holding.heldCount == 1 }
      #expect(!lock.isLocked)
      #expect(Holding.step(id))
      try waitUntil("it has the lock, and is held before it releases") {
        lock.isLocked && Holding.heldCount == 1
      }
      #expect(Holding.step(id))
      try thread.finish()
    }
  }

  @Test func aThreadThatWaitsFinishesItsOperation() throws {
    let event = Event()
    let thread = TracedThread.run {
      event.wait()
      event.wait()
    }
    try waitUntil("it waits") { event.waiterCount == 1 }
    try whileHolding {
      event.set()
      try waitUntil("it is held before its second wait") { Holding.heldCount == 1 }
    }
    try thread.finish()
  }

  @Test func whoWaitedForALockHasItAndIsHeldBeforeItReleases() throws {
    let lock = Lock()
    lock.acquire()
    let thread = TracedThread.run {
      lock.acquire()
      try lock.release()
    }
    try waitUntil("it is blocked") { lock.waiterCount == 1 }
    try whileHolding {
      try lock.release()
      try waitUntil("it is held, with the lock") { Holding.heldCount == 1 }
      #expect(lock.isLocked)
    }
    try thread.finish()
  }

  /// It is asked with the queue locked: nobody could even look at the queue. (It should use no primitive at all.)
  @Test func anOrderIsNotHeldInItsQueue() throws {
    let lock = Lock()
    let queue = try BlockingQueue<Int>(
      order: .priority { a, b in
        lock.withLock {}
        return a < b
      })
    try queue.put(2)
    try whileHolding {
      let thread = TracedThread.run { try queue.put(1) }
      try waitUntil("it is held") { Holding.heldCount == 1 }
      #expect(Holding.step(try #require(thread.id)))
      try thread.finish()
    }
    #expect(try queue.drain() == [1, 2])
  }

  /// A thread is held before an operation, never between its parts.
  @Test func whatIsDoneForSeveralIsOneOperation() throws {
    let light = Event()
    let idle = try ThreadPool(workers: 3)
    let together = Event()
    let tasks = try (0..<3).map { _ in try idle.submit { together.wait() } }
    together.set()
    for task in tasks { try task.result() }
    try waitUntil("three are idle") { idle.waiterCount == 3 }
    let one = try ThreadPool(workers: 1)
    let results = try one.map(0..<5) { number in
      if number == 0 { throw ThreadPoolTests.Broken() }
      light.wait()
    }
    try waitUntil("the first has failed") { light.waiterCount == 1 }
    let box = GuardedValue<MapResults<Void>?>(try one.map(0..<5) { _ in })
    let operations: [@Sendable () throws -> Void] = [
      { idle.shutdown() }, { _ = try? results.next() }, { _ = try one.map(0..<3) { $0 } },
    ]
    try whileHolding {
      for operation in operations {
        let thread = TracedThread.run { try operation() }
        try waitUntil("it is held") { Holding.heldCount == 1 }
        #expect(Holding.step(try #require(thread.id)))
        try thread.finish()
      }
      // Dropping the results cancels what has not begun, and that is no operation.
      try TracedThread.run { box.withLock { $0 = nil } }.finish()
      #expect(one.queuedCount == 0)
    }
    light.set()
    one.shutdown()
  }

  @Test func holdingTwiceIsHoldingOnce() throws {
    let thread = TracedThread.run {}
    try thread.finish()
    let id = try #require(thread.id)
    #expect(!Holding.step(id))
    try whileHolding {
      #expect(!Holding.step(id))
      Holding.letGo()
      #expect(!Holding.isOn)
      Holding.hold()
      Holding.hold()  // twice is once
    }
    #expect(!Holding.isOn)
    #expect(Holding.heldCount == 0)
  }

  @Test func whoHoldsNeedsNoLane() throws {
    ForeignThread {
      Holding.hold()
      _ = Holding.step(ThreadID(1))
      Holding.letGo()
    }.join()
    recording.collect()
    #expect(recording.threads.allSatisfy { $0.origin != .foreign || $0.time <= .zero })
  }

  @Test func everyOperationIsHeld() throws {
    let (lock, recursive, condition) = (Lock(), RecursiveLock(), Condition())
    let (event, counting) = (Event(), try CountingSemaphore(1))
    let (bounded, other) = (try BoundedSemaphore(1), TracedThread.run {})
    let operations: [@Sendable () throws -> Void] = [
      { _ = lock.tryAcquire() }, { try lock.release() }, { _ = lock.acquire(timeout: .zero) },
      { recursive.acquire() }, { try recursive.release() }, { condition.acquire() },
      { try condition.notify() }, { try condition.notifyAll() },
      { _ = try condition.wait(timeout: .zero) }, { try condition.release() }, { event.set() },
      { event.wait() }, { event.clear() }, { counting.acquire() }, { try counting.release() },
      { bounded.acquire() }, { try bounded.release() }, { try bounded.resize(to: 2) },
      { try other.join() }, { try TracedThread {}.start() },
    ]
    try whileHolding {
      for operation in operations {
        let thread = TracedThread.run { try? operation() }  // some are misuses: they are held, too
        try waitUntil("it is held") { Holding.heldCount == 1 }
        #expect(Holding.step(try #require(thread.id)))
        try thread.finish()
      }
    }
  }
}
