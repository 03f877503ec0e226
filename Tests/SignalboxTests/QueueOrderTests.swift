import Signalbox
import TestSupport
import Testing

/// What comes out next, against an array that is searched; and what an item is kept alive by.
@Suite(.serialized, .watched) struct QueueOrderTests {
  struct Job: Sendable, Equatable {
    var urgency: Int
    var number: Int
  }

  @Test func equalOnesComeOutInOrderOfArrival() throws {
    let queue = try BlockingQueue<Job>(order: .priority { $0.urgency < $1.urgency })
    var numbers = FixedNumbers(seed: 7)
    let jobs = (0..<500).map { Job(urgency: Int.random(in: 0..<5, using: &numbers), number: $0) }
    for job in jobs { try queue.put(job) }
    let expected = jobs.sorted { ($0.urgency, $0.number) < ($1.urgency, $1.number) }
    #expect(try queue.drain() == expected)
  }

  @Test func whereEverythingIsEqualPriorityIsFirstInFirstOut() throws {
    let queue = try BlockingQueue<Int>(order: .priority { _, _ in false })
    for item in 0..<100 { try queue.put(item) }
    #expect(try queue.drain() == Array(0..<100))
  }

  @Test func theOppositeOfSmallestFirst() throws {
    let queue = try BlockingQueue<Int>(order: .priority(by: >))
    for item in [2, 9, 4, 4] { try queue.put(item) }
    #expect(try queue.drain() == [9, 4, 4, 2])
  }

  /// Puts and takes as they come, so that the line's ends go round and round.
  @Test(arguments: QueueOrder.allCases, [1, 2, 3, 4, 5] as [UInt64])
  func puttingAndTakingAsTheyCome(_ order: QueueOrder, _ seed: UInt64) throws {
    let queue = try order.make()
    var model: [Int] = []
    var numbers = FixedNumbers(seed: seed)
    for number in 0..<3000 {
      // Long tides, so that it is empty now and then, and grows in between.
      let isFlood = number / 300 % 2 == 0
      if Int.random(in: 0..<10, using: &numbers) < (isFlood ? 7 : 3) {
        let item = Int.random(in: 0..<40, using: &numbers)
        try queue.put(item)
        model.append(item)
      } else {
        let place: Int? =
          switch order {
          case .fifo: model.indices.first
          case .lifo: model.indices.last
          case .priority: model.indices.min { model[$0] < model[$1] }
          }
        let expected = place.map { model.remove(at: $0) }
        try #require(try queue.tryTake() == expected)
      }
      try #require(queue.count == model.count)
    }
    #expect(try queue.drain() == order.sorted(model))
  }

  final class Item: Sendable, Comparable {
    let number: Int
    let gone: Collected<Int>
    let last: @Sendable () -> Void
    init(_ number: Int, _ gone: Collected<Int>, last: @escaping @Sendable () -> Void = {}) {
      self.number = number
      self.gone = gone
      self.last = last
    }
    deinit {
      gone.append(number)
      last()
    }
    static func < (a: Item, b: Item) -> Bool { a.number < b.number }
    static func == (a: Item, b: Item) -> Bool { a.number == b.number }
  }

  @Test(arguments: [
    BlockingQueue<Item>.Order.fifo, BlockingQueue<Item>.Order.lifo,
    BlockingQueue<Item>.Order.priority,
  ])
  func anItemThatWasTakenIsNotKept(_ order: BlockingQueue<Item>.Order) throws {
    let gone = Collected<Int>()
    let queue = try BlockingQueue(order: order)
    for number in 0..<20 { try queue.put(Item(number, gone)) }
    for count in 1...20 {
      _ = try queue.take()
      #expect(gone.count == count)
    }
    try queue.put(Item(20, gone))
    #expect(gone.count == 20)
  }

  /// Handed over, and let in for its putter: nothing keeps it then, either.
  @Test func anItemThatWasHandedOverIsNotKept() throws {
    let gone = Collected<Int>()
    let queue = try BlockingQueue<Item>(capacity: 1)
    let light = Event()
    let taker = TracedThread.run {
      _ = try queue.take()
      light.wait()
    }
    try waitUntil("it waits") { queue.takeWaiterCount == 1 }
    WorkTimer().sleep(.milliseconds(2))  // long enough to be handed it
    try queue.put(Item(1, gone))
    try waitUntil("it has let it go") { gone.count == 1 && light.waiterCount == 1 }
    try queue.put(Item(2, gone))
    let putter = TracedThread.run {
      try queue.put(Item(3, gone))
      light.wait()
    }
    try waitUntil("it waits") { queue.putWaiterCount == 1 }
    WorkTimer().sleep(.milliseconds(2))
    _ = try queue.take()
    try waitUntil("it is put") { light.waiterCount == 2 }
    _ = try queue.take()
    #expect(gone.all == [1, 2, 3])
    light.set()
    try taker.finish()
    try putter.finish()
  }

  @Test func whatIsLeftGoesWithTheQueue() throws {
    let gone = Collected<Int>()
    do {
      let queue = try BlockingQueue<Item>()
      for number in 0..<3 { try queue.put(Item(number, gone)) }
    }
    #expect(Set(gone.all) == [0, 1, 2])
  }

  /// An item that is dropped may use the queue.
  @Test func itemsAreDroppedOutsideTheQueue() throws {
    let gone = Collected<Int>()
    let queue = try BlockingQueue<Item>("dropping")
    let seen = Collected<Int>()
    for number in 0..<3 {
      try queue.put(
        Item(number, gone) { [weak queue] in seen.append(queue?.unfinishedCount ?? -1) })
    }
    queue.shutdown(immediate: true)
    #expect(gone.count == 3)
    #expect(seen.all == [0, 0, 0])
  }

  @Test func nothingKeepsAQueueOrABarrierAlive() throws {
    weak var queue: BlockingQueue<Int>?
    weak var barrier: Barrier?
    do {
      let (one, two) = (try BlockingQueue<Int>(), try Barrier(parties: 1))
      (queue, barrier) = (one, two)
      try one.put(1)
      try two.wait()
      #expect(queue != nil && barrier != nil)
    }
    #expect(queue == nil && barrier == nil)
  }
}
