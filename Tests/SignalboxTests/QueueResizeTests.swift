import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A queue whose capacity changes while it is in use.
@Suite(.serialized, .watched) struct QueueResizeTests {
  private let recording = Recording()

  private func putters(_ count: Int, at queue: BlockingQueue<Int>) throws -> [TracedThread] {
    try (0..<count).map { number in
      let thread = TracedThread.run("putter-\(number)") { try queue.put(10 + number) }
      try waitUntil("\(number) waits") { queue.putWaiterCount == number + 1 }
      return thread
    }
  }

  /// What CPython's `test_shrinking_queue` checks.
  @Test func shrinkingKeepsTheItemsAndLetsNobodyPut() throws {
    let queue = try BlockingQueue<Int>("shrunk", capacity: 3)
    for item in 1...3 { try queue.put(item) }
    try queue.resize(to: 1)
    #expect((queue.count, queue.capacity, queue.isFull) == (3, 1, true))
    #expect(try !queue.tryPut(4))
    #expect(try queue.take() == 1)
    #expect(try queue.take() == 2)
    #expect(try !queue.tryPut(4))
    #expect(try queue.take() == 3)
    #expect(try queue.tryPut(4))
    #expect(try !queue.tryPut(5))
    #expect(recording.story(of: "shrunk")[3] == "test limitChanged 3 1 0")
    #expect(recording.faults() == [])
  }

  @Test func whoWaitsForRoomWaitsUntilTheSurplusIsTaken() throws {
    let queue = try BlockingQueue<Int>(capacity: 3)
    for item in 1...3 { try queue.put(item) }
    try queue.resize(to: 1)
    let threads = try putters(1, at: queue)
    for item in 1...2 {
      #expect(try queue.take() == item)
      #expect(queue.putWaiterCount == 1)
    }
    #expect(try queue.take() == 3)
    try threads[0].finish()
    #expect(try queue.drain() == [10])
  }

  @Test func growingLetsTheOldestInAtOnce() throws {
    let queue = try BlockingQueue<Int>("grown", capacity: 1)
    try queue.put(1)
    let threads = try putters(3, at: queue)
    try queue.resize(to: 3)
    #expect((queue.count, queue.putWaiterCount) == (3, 1))
    try threads[0].finish()
    try threads[1].finish()
    try queue.resize(to: nil)
    try threads[2].finish()
    #expect(queue.capacity == nil)
    #expect(try queue.drain() == [1, 10, 11, 12])
    let story = recording.story(of: "grown")
    #expect(
      story.filter { $0.contains("limitChanged") } == [
        "test limitChanged 1 3 2", "test limitChanged 3 -1 1",
      ])
    #expect(
      story.filter { $0.contains(" put ") && $0.hasPrefix("putter") && !$0.contains("blocking") }
        == ["putter-0 put 2", "putter-1 put 3", "putter-2 put 4"])
    #expect(recording.faults() == [])
  }

  @Test func toBoundedFromUnbounded() throws {
    let queue = try BlockingQueue<Int>()
    for item in 0..<5 { try queue.put(item) }
    try queue.resize(to: 2)
    #expect(queue.isFull)
    #expect(try !queue.tryPut(9))
    try queue.resize(to: .max)
    #expect(try queue.tryPut(9))
    #expect(queue.count == 6)
  }

  @Test func belowOneIsRefusedAndChangesNothing() throws {
    let queue = try BlockingQueue<Int>(capacity: 2)
    for capacity in [0, -1, .min] {
      #expect(throws: SyncError.invalidCapacity(capacity)) { try queue.resize(to: capacity) }
    }
    #expect(queue.capacity == 2)
  }

  /// The capacity jumps about while eight threads use it. Nothing is lost, and in the end all are through.
  @Test func resizedUnderLoad() throws {
    let queue = try BlockingQueue<Int>("busy", capacity: 3)
    let capacities: [Int?] = [1, 5, 2, nil, 1, 40, 3]
    let rounds = 400
    let taken = Collected<Int>()
    let putters = Bunch(4, "putter") { number in
      for round in 0..<rounds {
        let item = number * rounds + round
        if round % 3 == 0 {
          while try !queue.put(item, timeout: .microseconds(30 + round)) {}
        } else {
          try queue.put(item)
        }
      }
    }
    let takers = Bunch(4, "taker") { number in
      for round in 0..<rounds {
        if (round + number) % 3 == 0 {
          while true {
            guard let item = try queue.take(timeout: .microseconds(30 + round)) else { continue }
            taken.append(item)
            break
          }
        } else {
          taken.append(try queue.take())
        }
        try queue.taskDone()
      }
    }
    let resizer = Bunch(1, "resizer") { _ in
      for round in 0..<500 {
        try queue.resize(to: capacities[round % capacities.count])
        WorkTimer().sleep(.microseconds(20))
      }
    }
    try recording.collect(while: resizer)
    try recording.collect(while: putters)
    try recording.collect(while: takers)
    queue.join()
    #expect(taken.all.sorted() == Array(0..<4 * rounds))
    #expect((queue.count, queue.waiterCount) == (0, 0))
    recording.collect()
    #expect(recording.faults() == [])
    #expect(Self.depthFaults(recording.events(of: "busy")) == [])
  }

  /// Every event says how many there are after it; that must follow from the one before.
  static func depthFaults(_ events: [SyncEvent]) -> [SyncEvent] {
    var depth = 0
    return events.sorted { $0.sequence < $1.sequence }.filter { event in
      switch event.kind {
      case .put(let now):
        depth += 1
        return depth != now
      case .taken(let now):
        depth -= 1
        return depth != now
      default: return false
      }
    }
  }
}
