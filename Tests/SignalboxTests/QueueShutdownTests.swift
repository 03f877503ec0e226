import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's tests check of `shutdown`.
@Suite(.serialized, .watched) struct QueueShutdownTests {
  private let over = SyncError.shutDown("closed")

  private func make(_ items: Int..., capacity: Int? = nil, order: QueueOrder = .fifo) throws
    -> BlockingQueue<Int>
  {
    let queue = try order.make("closed", capacity: capacity)
    for item in items { try queue.put(item) }
    return queue
  }

  @Test(arguments: QueueOrder.allCases) func whenEmpty(_ order: QueueOrder) throws {
    let queue = try make(order: order)
    queue.shutdown()
    #expect(throws: over) { try queue.put(1) }
    #expect(throws: over) { try queue.take() }
  }

  @Test(arguments: QueueOrder.allCases) func whatIsLeftCanBeTaken(_ order: QueueOrder) throws {
    let queue = try make(1, 2, order: order)
    queue.shutdown()
    #expect(throws: over) { try queue.put(3) }
    #expect(try queue.take() == order.sorted([1, 2])[0])
    #expect(try queue.take(timeout: .zero) == order.sorted([1, 2])[1])
    #expect(throws: over) { try queue.take() }
    #expect(throws: over) { try queue.tryTake() }
  }

  @Test(arguments: QueueOrder.allCases) func atOnceDropsWhatIsLeft(_ order: QueueOrder) throws {
    let queue = try make(1, 2, order: order)
    queue.shutdown(immediate: true)
    #expect((queue.count, queue.unfinishedCount) == (0, 0))
    #expect(throws: over) { try queue.take() }
  }

  @Test func allowedTransitions() throws {
    let queue = try make(1)
    #expect(!queue.isShutDown)
    queue.shutdown()
    #expect(queue.isShutDown && queue.count == 1)
    queue.shutdown(immediate: true)
    #expect(queue.isShutDown && queue.isEmpty)
    queue.shutdown(immediate: false)
    #expect(queue.isShutDown)
  }

  @Test(arguments: QueueOrder.allCases) func allMethodsInOneThread(_ order: QueueOrder) throws {
    let queue = try make(1, 2, capacity: 3, order: order)
    queue.shutdown()
    #expect(throws: over) { try queue.put(3) }
    #expect(throws: over) { try queue.tryPut(3) }
    #expect(throws: over) { try queue.put(3, timeout: .milliseconds(1)) }
    #expect(try queue.drain() == order.sorted([1, 2]))
    try queue.taskDone()
    try queue.taskDone()
    queue.join()
    #expect(throws: over) { try queue.take() }
    #expect(throws: over) { try queue.tryTake() }
    #expect(throws: over) { try queue.take(timeout: .milliseconds(1)) }
  }

  @Test func allMethodsInOneThreadAtOnce() throws {
    let queue = try make(1, 2, 3)
    _ = try queue.take()
    queue.shutdown(immediate: true)
    #expect(throws: over) { try queue.put(4) }
    #expect(throws: over) { try queue.take() }
    #expect(queue.unfinishedCount == 1)  // the one that was taken
    try queue.taskDone()
    queue.join()
    #expect(throws: SyncError.taskDoneTooOften(put: 3)) { try queue.taskDone() }
  }

  @Test(arguments: QueueOrder.allCases, [false, true])
  func allMethodsInManyThreads(_ order: QueueOrder, atOnce: Bool) throws {
    let recording = Recording()
    let queue = try order.make("closed", capacity: 20)
    try queue.put(-1)
    let joiners = Bunch(2, "joiner") { _ in queue.join() }
    try waitUntil("two wait for the end") { queue.joinWaiterCount == 2 }
    let (written, read) = (Counter(), Counter())
    let ended = Collected<SyncError>()
    let writers = Bunch(4, "writer") { number in
      do throws(SyncError) {
        for item in 0... {
          try queue.put(item)
          if written.add() == 1000 { queue.shutdown(immediate: atOnce) }
        }
      } catch { ended.append(error) }
    }
    let readers = Bunch(6, "reader") { _ in
      do throws(SyncError) {
        while true {
          _ = try queue.take()
          read.add()
          try queue.taskDone()
        }
      } catch { ended.append(error) }
    }
    for bunch in [writers, readers, joiners] { try recording.collect(while: bunch) }
    #expect(ended.all == Array(repeating: over, count: 10))
    #expect((queue.count, queue.unfinishedCount, queue.waiterCount) == (0, 0, 0))
    let events = recording.events(of: "closed").map(\.kind.word)
    #expect(events.count { $0 == "put" } == written.value + 1 && written.value >= 1000)
    #expect(events.count { $0 == "taken" } == read.value)
    #expect(events.drop { $0 != "shutDown" }.allSatisfy { $0 != "put" })
    if !atOnce { #expect(read.value == written.value + 1) }
    #expect(recording.faults() == [])
  }

  /// Three wait for an item, two items come, and one is turned away.
  @Test func takersAreTurnedAwayWhenNothingIsLeft() throws {
    for atOnce in [false, true] {
      let queue = try make()
      let (taken, ended) = (Collected<Int>(), Collected<SyncError>())
      let takers = Bunch(3) { _ in
        do throws(SyncError) { taken.append(try queue.take()) } catch { ended.append(error) }
      }
      try waitUntil("three wait") { queue.takeWaiterCount == 3 }
      try queue.put(1)
      try queue.put(2)
      queue.shutdown()
      if atOnce { queue.shutdown(immediate: true) }
      try takers.join()
      #expect(Set(taken.all) == [1, 2])
      #expect(ended.all == [over])
    }
  }

  @Test func aPendingTakeIsTurnedAway() throws {
    for atOnce in [false, true] {
      let queue = try make()
      let taker = TracedThread.run { _ = try queue.take(timeout: .seconds(60)) }
      try waitUntil("it waits") { queue.takeWaiterCount == 1 }
      queue.shutdown(immediate: atOnce)
      #expect(throws: over) { try taker.finish() }
    }
  }

  @Test func puttersAreTurnedAway() throws {
    for atOnce in [false, true] {
      let queue = try make(1, capacity: 1)
      let ended = Collected<SyncError>()
      let putters = Bunch(3) { number in
        do throws(SyncError) { try queue.put(number + 10) } catch { ended.append(error) }
      }
      try waitUntil("three wait") { queue.putWaiterCount == 3 }
      queue.shutdown(immediate: atOnce)
      try putters.join()
      #expect(ended.all == [over, over, over])
      #expect(queue.count == (atOnce ? 0 : 1))
      #expect(queue.unfinishedCount == (atOnce ? 0 : 1))
      queue.shutdown(immediate: true)
    }
  }

  @Test func joinersGoWhenEverythingIsDoneOrDropped() throws {
    for atOnce in [false, true] {
      let queue = try make(1, 2)
      let joiners = Bunch(2, "joiner") { _ in queue.join() }
      try waitUntil("two wait") { queue.joinWaiterCount == 2 }
      queue.shutdown(immediate: atOnce)
      if !atOnce {
        #expect(queue.joinWaiterCount == 2)
        for _ in try queue.drain() { try queue.taskDone() }
      }
      try joiners.join()
    }
  }

  /// Somebody still works on an item when the others are dropped: `join` waits for that one.
  @Test func joinWaitsForWhatIsBeingDealtWith() throws {
    let queue = try make(1, 2)
    _ = try queue.take()
    let joiner = TracedThread.run { queue.join() }
    try waitUntil("it waits") { queue.joinWaiterCount == 1 }
    queue.shutdown(immediate: true)
    #expect((queue.joinWaiterCount, queue.unfinishedCount) == (1, 1))
    try queue.taskDone()
    try joiner.finish()
  }

  /// Putters and joiners wait at once; only the putters are turned away.
  @Test func puttersAndJoinersAtOnce() throws {
    for atOnce in [false, true] {
      let queue = try make(1, capacity: 1)
      let ended = Collected<SyncError>()
      let putters = Bunch(2, "putter") { number in
        do throws(SyncError) { try queue.put(number) } catch { ended.append(error) }
      }
      let joiner = TracedThread.run { queue.join() }
      try waitUntil("three wait") { queue.putWaiterCount == 2 && queue.joinWaiterCount == 1 }
      queue.shutdown(immediate: atOnce)
      try putters.join()
      #expect(ended.all == [over, over])
      if !atOnce {
        _ = try queue.take()
        try queue.taskDone()
      }
      try joiner.finish()
    }
  }

  @Test func takingAndDoneAndJoining() throws {
    let queue = try make(1, 2, 3)
    let joiner = TracedThread.run { queue.join() }
    try waitUntil("it waits") { queue.joinWaiterCount == 1 }
    let worker = TracedThread.run {
      while true {
        _ = try queue.take()
        try queue.taskDone()
      }
    }
    try joiner.finish()
    #expect(queue.unfinishedCount == 0)
    queue.shutdown()
    #expect(throws: over) { try worker.finish() }
  }

  /// The shutdown alone lets nobody go who waits for everything to be done.
  @Test(arguments: QueueOrder.allCases) func joiningDuringTheShutdown(_ order: QueueOrder) throws {
    let queue = try make(1, 2, order: order)
    let joiner = TracedThread.run { queue.join() }
    try waitUntil("it waits") { queue.joinWaiterCount == 1 }
    queue.shutdown()
    let workers = Bunch(2) { _ in
      _ = try queue.take()
      try queue.taskDone()
      queue.join()
    }
    try workers.join()
    try joiner.finish()
    #expect((queue.count, queue.unfinishedCount) == (0, 0))
    #expect(throws: over) { try queue.take() }
  }

  /// Takers race with a shutdown that drops what they are after: each ends with an item or an error, and none waits on.
  @Test(arguments: QueueOrder.allCases) func takingWhileItIsDropped(_ order: QueueOrder) throws {
    let recording = Recording()
    for round in 0..<30 {
      let queue = try order.make("closed", capacity: nil)
      for item in 0..<10 { try queue.put(item) }
      let (start, taken) = (Event(), Collected<Int>())
      let takers = Bunch(6) { number in
        start.wait()
        if number == 0, round.isMultiple(of: 2) { queue.shutdown(immediate: true) }
        do throws(SyncError) {
          while true { taken.append(try queue.take()) }
        } catch { try ensure(error == .shutDown("closed"), "it is shut down") }
      }
      try waitUntil("all are there") { start.waiterCount == 6 }
      start.set()
      if !round.isMultiple(of: 2) { queue.shutdown(immediate: true) }
      try recording.collect(while: takers)
      #expect(Set(taken.all).count == taken.count)
      #expect((queue.count, queue.unfinishedCount) == (0, taken.count))
      #expect(queue.waiterCount == 0)
    }
    #expect(recording.faults() == [])
  }
}
