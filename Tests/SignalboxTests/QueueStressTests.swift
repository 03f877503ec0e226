import CSignalbox
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Fifty producers and fifty consumers on one queue: nothing is lost, nothing comes twice, and to every consumer each
/// producer's items come in order.
@Suite(.serialized, .watched) struct QueueStressTests {
  private struct Item: Sendable {
    var producer: Int
    var number: Int
  }
  private static let crowd = 50

  /// What each consumer has taken, in order.
  private func run(
    _ queue: BlockingQueue<Item>, items: Int,
    put: @escaping @Sendable (BlockingQueue<Item>, Item) throws -> Void = { try $0.put($1) },
    take: @escaping @Sendable (BlockingQueue<Item>) throws -> Item = { try $0.take() },
    meanwhile: () throws -> Void = {}
  ) throws -> [[Item]] {
    let each = items / Self.crowd
    let producers = Bunch(Self.crowd, "producer") { producer in
      for number in 0..<each { try put(queue, Item(producer: producer, number: number)) }
    }
    let taken = Collected<[Item]>()
    let consumers = Bunch(Self.crowd, "consumer") { number in
      var mine: [Item] = []
      while let item = try? take(queue) {
        mine.append(item)
        try queue.taskDone()
      }
      taken.append(mine)
    }
    while producers.endedCount < Self.crowd {
      try meanwhile()
      _ = try producers.threads[0].join(timeout: .milliseconds(1))
    }
    queue.join()
    queue.shutdown()
    for thread in producers.threads + consumers.threads { try thread.finish() }
    return taken.all
  }

  private func check(_ taken: [[Item]], items: Int) {
    var times = Array(repeating: 0, count: items)
    var disorder = 0
    for mine in taken {
      var last = Array(repeating: -1, count: Self.crowd)
      for item in mine {
        times[item.producer * (items / Self.crowd) + item.number] += 1
        if item.number <= last[item.producer] { disorder += 1 }
        last[item.producer] = item.number
      }
    }
    #expect(times.allSatisfy { $0 == 1 })
    #expect(disorder == 0)
  }

  @Test func aMillionItems() throws {
    let items = sb_is_sanitized() ? 20_000 : 1_000_000
    let queue = try BlockingQueue<Item>(capacity: 1000)
    let taken = try run(queue, items: items)
    check(taken, items: items)
    #expect((queue.count, queue.unfinishedCount, queue.waiterCount) == (0, 0, 0))
  }

  @Test(arguments: [nil, 1]) func withoutABoundAndWithTheSmallest(_ capacity: Int?) throws {
    let items = sb_is_sanitized() ? 2_000 : 20_000
    let queue = try BlockingQueue<Item>(capacity: capacity)
    check(try run(queue, items: items), items: items)
    #expect((queue.count, queue.unfinishedCount, queue.waiterCount) == (0, 0, 0))
  }

  /// Whoever cannot comes again a little later.
  @Test(arguments: [Duration.zero, .milliseconds(1)])
  func withoutWaitingAndInTime(_ timeout: Duration) throws {
    let items = sb_is_sanitized() ? 2_000 : 50_000
    let queue = try BlockingQueue<Item>(capacity: 100)
    let taken = try run(
      queue, items: items,
      put: { queue, item in
        while try !(timeout == .zero ? queue.tryPut(item) : queue.put(item, timeout: timeout)) {
          WorkTimer().sleep(.microseconds(10))
        }
      },
      take: { queue in
        while true {
          let item = try timeout == .zero ? queue.tryTake() : queue.take(timeout: timeout)
          if let item { return item }
          WorkTimer().sleep(.microseconds(10))
        }
      })
    check(taken, items: items)
    #expect((queue.count, queue.unfinishedCount, queue.waiterCount) == (0, 0, 0))
  }

  @Test func whileTheCapacityChanges() throws {
    let items = sb_is_sanitized() ? 5_000 : 100_000
    let queue = try BlockingQueue<Item>(capacity: 10)
    var numbers = FixedNumbers(seed: 11)
    let taken = try run(
      queue, items: items,
      meanwhile: {
        try queue.resize(to: [1, 2, 10, 300, nil].randomElement(using: &numbers) ?? 5)
      })
    check(taken, items: items)
    #expect((queue.count, queue.unfinishedCount, queue.waiterCount) == (0, 0, 0))
  }

  /// Eight threads whose deadlines pass at the moment in which they are served.
  @Test func servedAtTheDeadline() throws {
    let recording = Recording()
    let queue = try BlockingQueue<Int>("in time", capacity: 2)
    let (put, taken) = (Counter(), Counter())
    let putters = Bunch(4, "putter") { number in
      for round in 1...300 {
        Trace.line(round)
        if try queue.put(round, timeout: .microseconds(20 + 700 * (round % 3) + 7 * number)) {
          put.add()
        }
      }
    }
    let takers = Bunch(4, "taker") { number in
      for round in 1...300 {
        Trace.line(round)
        if try queue.take(timeout: .microseconds(20 + 700 * (round % 3) + 7 * number)) != nil {
          taken.add()
        }
        if round % 5 == 0 { WorkTimer().sleep(.microseconds(900)) }
      }
    }
    try recording.collect(while: putters)
    try recording.collect(while: takers)
    #expect(recording.faults() == [])
    #expect(QueueResizeTests.depthFaults(recording.events(of: "in time")) == [])
    #expect(put.value == taken.value + queue.count)
    #expect(queue.waiterCount == 0)
  }
}
