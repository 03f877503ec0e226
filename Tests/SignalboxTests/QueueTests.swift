import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `BaseQueueTestMixin` and `BaseSimpleQueueTest` check, but for the shutdown.
@Suite(.serialized, .watched) struct QueueTests {
  @Test(arguments: QueueOrder.allCases) func itemsComeOutInOrder(_ order: QueueOrder) throws {
    let queue = try order.make()
    for _ in 0..<2 {
      for item in [111, 333, 222] { try queue.put(item) }
      #expect(queue.count == 3)
      #expect(try queue.drain() == order.sorted([111, 333, 222]))
      #expect(queue.isEmpty)
    }
  }

  @Test(arguments: QueueOrder.allCases) func fullAndEmptyMakeWait(_ order: QueueOrder) throws {
    let queue = try order.make(capacity: 3)
    for _ in 0..<2 {
      for item in 1...2 { try queue.put(item) }
      #expect(!queue.isFull)
      try queue.put(3)
      #expect(queue.isFull)
      #expect(try !queue.tryPut(4))
      #expect(try !queue.put(4, timeout: .milliseconds(5)))

      let putter = TracedThread.run { try queue.put(5) }
      try waitUntil("it waits for room") { queue.putWaiterCount == 1 }
      #expect(try queue.take() == order.sorted([1, 2, 3])[0])
      try putter.finish()
      #expect(queue.isFull)
      #expect(try queue.drain().count == 3)

      #expect(try queue.tryTake() == nil)
      #expect(try queue.take(timeout: .milliseconds(5)) == nil)
      let taken = Collected<Int>()
      let taker = TracedThread.run { taken.append(try queue.take()) }
      try waitUntil("it waits for an item") { queue.takeWaiterCount == 1 }
      try queue.put(6)
      try taker.finish()
      #expect(taken.all == [6])
      #expect((queue.count, queue.waiterCount) == (0, 0))
    }
  }

  @Test func tryingNeverWaits() throws {
    let queue = try BlockingQueue<Int>(capacity: 1)
    #expect(try queue.tryTake() == nil)
    #expect(try queue.tryPut(1))
    #expect(try !queue.tryPut(2))
    #expect(try queue.tryTake() == 1)
    #expect(try queue.tryTake() == nil)
  }

  @Test(arguments: TimeoutMatrixTests.polls) func zeroOrLessPolls(_ timeout: Duration) throws {
    let queue = try BlockingQueue<Int>(capacity: 1)
    #expect(try queue.take(timeout: timeout) == nil)
    #expect(try queue.put(1, timeout: timeout))
    #expect(try !queue.put(2, timeout: timeout))
    #expect(!queue.join(timeout: timeout))
    #expect(try queue.take(timeout: timeout) == 1)
    try queue.taskDone()
    #expect(queue.join(timeout: timeout))
  }

  @Test(arguments: [nil] + TimeoutMatrixTests.tooLong.map { $0 as Duration? })
  func nilAndTooLongAreForEver(_ timeout: Duration?) throws {
    let queue = try BlockingQueue<Int>(capacity: 1)
    let taken = Collected<Int?>()
    let taker = TracedThread.run { taken.append(try queue.take(timeout: timeout)) }
    try waitUntil("it waits for an item") { queue.takeWaiterCount == 1 }
    try queue.put(1)
    try taker.finish()
    #expect(taken.all == [1])
    try queue.put(2)
    let putter = TracedThread.run { try ensure(try queue.put(3, timeout: timeout), "put") }
    let joiner = TracedThread.run { try ensure(queue.join(timeout: timeout), "joined") }
    try waitUntil("both wait") { queue.putWaiterCount == 1 && queue.joinWaiterCount == 1 }
    _ = try queue.take()
    try putter.finish()
    for _ in 1...3 { try queue.taskDone() }
    try joiner.finish()
  }

  @Test func whoWaitsForTheSameIsServedInOrder() throws {
    let queue = try BlockingQueue<Int>(capacity: 1)
    let (order, taken) = (Collected<Int>(), Collected<Int>())
    let takers = try (0..<4).map { number in
      let thread = TracedThread.run {
        let item = try queue.take()
        taken.append(item)
        order.append(number)
      }
      try waitUntil("\(number) waits") { queue.takeWaiterCount == number + 1 }
      return thread
    }
    for number in 0..<4 {
      try queue.put(number)
      try waitUntil("\(number) has it") { order.count == number + 1 }
    }
    for thread in takers { try thread.finish() }
    #expect(order.all == [0, 1, 2, 3])
    #expect(taken.all == [0, 1, 2, 3])

    try queue.put(-1)
    let putters = try (0..<4).map { number in
      let thread = TracedThread.run { try queue.put(number) }
      try waitUntil("\(number) waits") { queue.putWaiterCount == number + 1 }
      return thread
    }
    #expect(try (0..<5).map { _ in try queue.take() } == [-1, 0, 1, 2, 3])
    for thread in putters { try thread.finish() }
  }

  @Test(arguments: QueueOrder.allCases) func tasksDoneAreCounted(_ order: QueueOrder) throws {
    let queue = try order.make()
    #expect(throws: SyncError.taskDoneTooOften(put: 0)) { try queue.taskDone() }
    try queue.put(1)
    try queue.put(2)
    #expect(queue.unfinishedCount == 2)
    try queue.taskDone()  // as in Python: it need not have been taken
    try queue.taskDone()
    #expect(queue.unfinishedCount == 0)
    #expect(throws: SyncError.taskDoneTooOften(put: 2)) { try queue.taskDone() }
    #expect(queue.count == 2)
  }

  @Test(arguments: QueueOrder.allCases) func joinWaitsForEveryItem(_ order: QueueOrder) throws {
    let queue = try order.make()
    let sum = Counter()
    let workers = Bunch(2) { _ in
      while let item = try? queue.take() {
        sum.add(item)
        try queue.taskDone()
      }
    }
    for round in 1...2 {
      for item in 0..<100 { try queue.put(item) }
      queue.join()
      #expect(sum.value == round * (0..<100).reduce(0, +))
    }
    #expect(queue.join(timeout: .zero))
    #expect(throws: SyncError.taskDoneTooOften(put: 200)) { try queue.taskDone() }
    queue.shutdown()
    try workers.join()
  }

  @Test func joinGivesUpInTime() throws {
    let queue = try BlockingQueue<Int>()
    try queue.put(1)
    let began = ContinuousClock.now
    #expect(!queue.join(timeout: .milliseconds(20)))
    #expect(.now - began >= .milliseconds(20))
    #expect((queue.joinWaiterCount, queue.unfinishedCount) == (0, 1))
  }

  @Test func aTakeAndAPutGiveUpInTime() throws {
    let queue = try BlockingQueue<Int>(capacity: 1)
    var began = ContinuousClock.now
    #expect(try queue.take(timeout: .milliseconds(20)) == nil)
    #expect(.now - began >= .milliseconds(20))
    try queue.put(1)
    began = .now
    #expect(try !queue.put(2, timeout: .milliseconds(20)))
    #expect(.now - began >= .milliseconds(20))
    #expect(queue.waiterCount == 0)
    #expect(try queue.drain() == [1])
  }

  @Test func capacitiesBelowOneAreRefused() throws {
    let recording = Recording()
    for capacity in [0, -1, .min] {
      #expect(throws: SyncError.invalidCapacity(capacity)) {
        _ = try BlockingQueue<Int>(capacity: capacity)
      }
    }
    recording.collect()
    let misuses = recording.events.map(\.kind).filter { $0.word == "misused" }
    #expect(misuses == Array(repeating: .misused(.initialize, .invalidCount), count: 3))
    #expect(try BlockingQueue<Int>().capacity == nil)
    #expect(try BlockingQueue<Int>(capacity: .max).capacity == .max)
  }

  @Test func descriptionSaysHowItStands() throws {
    let queue = try BlockingQueue<Int>("jobs", capacity: 5)
    try queue.put(1)
    #expect(queue.description == "jobs (queue, count=1/5, 0 waiting)")
    try queue.resize(to: nil)
    queue.shutdown()
    #expect(queue.description == "jobs (queue, count=1, shut down, 0 waiting)")
  }
}
