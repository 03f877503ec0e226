import Signalbox
import SyncEvents
import TestSupport
import Testing

extension TwelveDetailsTests {
  @Test func detail8DroppingWhatIsHeldIsSafe() throws {
    for kind in LockKind.allCases {
      let lock = kind.make()
      lock.acquire()
    }
    for kind in SemaphoreKind.allCases {
      let semaphore = try kind.make(2)
      semaphore.acquire()
    }
    let condition = Condition()
    condition.acquire()
    condition.acquire()
  }

  @Test func detail9ATimedOutAcquireLeavesItInOrder() throws {
    let lock = Lock()
    lock.acquire()
    try Bunch(4) { number in
      #expect(!lock.acquire(timeout: .milliseconds(number)))
    }.join()
    #expect(lock.waiterCount == 0)
    try lock.release()
    #expect(!lock.isLocked)
    #expect(lock.acquire(timeout: .seconds(Int64.max)))
    try lock.release()

    let semaphore = try CountingSemaphore(0)
    #expect(!semaphore.acquire(timeout: .milliseconds(1)))
    try semaphore.release()
    #expect(semaphore.value == 1)
  }

  @Test func detail10WaitingForAPredicateHasOneDeadline() throws {
    let recording = Recording()
    let condition = Condition("one deadline")
    let asked = Counter()
    let thread = TracedThread.run {
      condition.acquire()
      #expect(
        try !condition.wait(
          timeout: .milliseconds(100),
          until: {
            asked.add()
            return false
          }))
      try condition.release()
    }
    for round in 1...3 {
      try waitUntil("it waits again") { asked.value >= round && condition.waiterCount == 1 }
      try condition.withLock { try condition.notify() }
    }
    try thread.finish()
    recording.collect()
    let deadlines = recording.events(of: "one deadline").compactMap { event -> Instant? in
      if case .waiting(let deadline, _) = event.kind { deadline } else { nil }
    }
    #expect(deadlines.count == 4)
    #expect(Set(deadlines).count == 1)
    #expect(asked.value == 5)
    let answers = recording.events(of: "one deadline").map(\.kind).filter { $0.word == "evaluated" }
    #expect(answers == Array(repeating: .evaluated(false), count: 5))
  }

  @Test func detail10ATruePredicateDoesNotWait() throws {
    let recording = Recording()
    let condition = Condition("true at once")
    condition.acquire()
    #expect(try condition.wait(timeout: nil, until: { true }))
    #expect(try condition.wait(timeout: .zero, until: { true }))
    try condition.release()
    recording.collect()
    #expect(
      recording.events(of: "true at once").map(\.kind) == [.evaluated(true), .evaluated(true)])
  }

  @Test func detail10ThePredicateIsAskedOnceMoreWhenTheTimeIsUp() throws {
    let condition = Condition()
    let asked = Counter()
    condition.acquire()
    #expect(try condition.wait(timeout: .milliseconds(5), until: { asked.add() == 2 }))
    try condition.release()
    #expect(asked.value == 2)
  }

  /// A's time is up, but it cannot have the lock back. A notify then must not be spent on A: B gets it.
  @Test func detail12ANotifyIsNotLostToAWaiterWhoseTimeIsUp() throws {
    let recording = Recording()
    for _ in 0..<20 {
      let condition = Condition("not lost")
      let arrived = Counter()
      let results = Collected<String>()
      func wait(_ name: String, _ timeout: Duration) throws -> TracedThread {
        let before = arrived.value
        let thread = TracedThread.run(name) {
          condition.acquire()
          arrived.add()
          results.append("\(name) \(try condition.wait(timeout: timeout))")
          try condition.release()
        }
        try waitUntil("\(name) has the lock") { arrived.value > before }
        return thread
      }
      let a = try wait("A", .milliseconds(10))
      let b = try wait("B", .seconds(100))
      condition.acquire()  // both have given it up, so both wait, unless A's time is up already
      try waitUntil("A's time is up") { condition.waiterCount == 1 }
      #expect(try condition.notify() == 1)
      try condition.release()
      try a.finish()
      try b.finish()
      #expect(Set(results.all) == ["A false", "B true"])
    }
    recording.collect()
    #expect(recording.faults() == [])
  }

  /// Whether a wait timed out or was set is decided once: never false for a set that woke it.
  @Test func detail12AWaitIsNeverFalseForASetThatWokeIt() throws {
    let recording = Recording()
    let event = Event("raced")
    for round in 0..<200 {
      let results = Collected<Bool>()
      let bunch = Bunch(2) { _ in results.append(event.wait(timeout: .microseconds(60 + round))) }
      let woken = event.set()
      event.clear()
      try bunch.join()
      #expect(results.all.count { $0 } >= woken)
    }
    recording.collect()
    #expect(recording.faults() == [])
  }
}
