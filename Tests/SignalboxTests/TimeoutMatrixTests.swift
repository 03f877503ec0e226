import Signalbox
import SyncEvents
import TestSupport
import Testing

/// One rule for every timeout: nil is for ever, zero or less polls, too long to count is for ever, and none is an error.
@Suite(.watched) struct TimeoutMatrixTests {
  static let polls: [Duration] = [
    .zero, .nanoseconds(-1), .seconds(-100), .seconds(Int64.min),
    Duration(secondsComponent: .min, attosecondsComponent: 0),
  ]
  static let tooLong: [Duration] = [
    .seconds(Int64.max), .seconds(18_446_744_073), .seconds(9_300_000_000), .seconds(1 << 40),
  ]

  /// What can be waited for, from a state in which one has to wait.
  enum Wait: CaseIterable {
    case lock, recursiveLock, condition, conditionFor, event, counting, bounded, join
  }

  /// A wait, and what lets it end.
  private func make(_ kind: Wait) throws -> (
    wait: @Sendable (Duration?) throws -> Bool, open: () throws -> Void, waiting: () -> Int
  ) {
    switch kind {
    case .lock:
      let lock = Lock()
      lock.acquire()
      return ({ lock.acquire(timeout: $0) }, { try lock.release() }, { lock.waiterCount })
    case .recursiveLock:
      let lock = RecursiveLock()
      lock.acquire()
      return ({ lock.acquire(timeout: $0) }, { try lock.release() }, { lock.waiterCount })
    case .condition:
      let condition = Condition()
      return (
        { timeout in try condition.withLock { try condition.wait(timeout: timeout) } },
        { _ = try condition.withLock { try condition.notify() } }, { condition.waiterCount }
      )
    case .conditionFor:
      let condition = Condition()
      let isTrue = Counter()
      return (
        { timeout in
          try condition.withLock {
            try condition.wait(timeout: timeout, until: { isTrue.value > 0 })
          }
        },
        {
          isTrue.add()
          _ = try condition.withLock { try condition.notify() }
        }, { condition.waiterCount }
      )
    case .event:
      let event = Event()
      return ({ event.wait(timeout: $0) }, { event.set() }, { event.waiterCount })
    case .counting:
      let semaphore = try CountingSemaphore(0)
      return (
        { semaphore.acquire(timeout: $0) }, { try semaphore.release() }, { semaphore.waiterCount }
      )
    case .bounded:
      let semaphore = try BoundedSemaphore(0)
      return (
        { semaphore.acquire(timeout: $0) }, { try semaphore.resize(to: 1) },
        { semaphore.waiterCount }
      )
    case .join:
      let light = Event()
      let recording = Recording()
      let thread = TracedThread.run("for the matrix") { light.wait() }
      return (
        { try thread.join(timeout: $0) }, { light.set() },
        {
          recording.collect()
          return recording.events(of: "for the matrix").count
        }
      )
    }
  }

  @Test(arguments: Wait.allCases) func zeroOrLessPolls(_ kind: Wait) throws {
    let (wait, open, waiting) = try make(kind)
    for timeout in Self.polls {
      let results = Collected<Bool>()
      try TracedThread.run { results.append(try wait(timeout)) }.finish()
      #expect(results.all == [false])
      #expect(waiting() == 0)
    }
    try open()
  }

  @Test(arguments: Wait.allCases) func nilIsForEver(_ kind: Wait) throws {
    try checkWaits(kind, nil)
  }
  @Test(arguments: Wait.allCases, tooLong) func tooLongIsForEver(_ kind: Wait, _ timeout: Duration)
    throws
  {
    try checkWaits(kind, timeout)
  }
  private func checkWaits(_ kind: Wait, _ timeout: Duration?) throws {
    let (wait, open, waiting) = try make(kind)
    let results = Collected<Bool>()
    let thread = TracedThread.run { results.append(try wait(timeout)) }
    try waitUntil("it waits") { waiting() == 1 }
    try open()
    try thread.finish()
    #expect(results.all == [true])
  }

  @Test(arguments: Wait.allCases) func notEnoughTimeIsFalse(_ kind: Wait) throws {
    let (wait, open, _) = try make(kind)
    let results = Collected<Bool>()
    let waited = Collected<Duration>()
    try TracedThread.run {
      let began = ContinuousClock.now
      results.append(try wait(.milliseconds(20)))
      waited.append(.now - began)
    }.finish()
    #expect(results.all == [false])
    #expect(waited.all.allSatisfy { $0 >= .milliseconds(20) })
    try open()
  }

  @Test func theShortestTimeIsATime() {
    let event = Event()
    #expect(!event.wait(timeout: Duration(secondsComponent: 0, attosecondsComponent: 1)))
  }
}
