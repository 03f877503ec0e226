import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's tests of `Executor.map` check.
@Suite(.serialized, .watched) struct MapResultsTests {
  private typealias Broken = ThreadPoolTests.Broken

  @Test func resultsComeInTheOrderOfTheItems() throws {
    let pool = try ThreadPool(workers: 4)
    defer { pool.shutdown() }
    let turn = Counter()
    // The later ones finish first.
    let results = try pool.map(0..<4) { number in
      while turn.value != 3 - number { WorkTimer().sleep(.microseconds(50)) }
      turn.add()
      return number
    }
    #expect(try results.all() == [0, 1, 2, 3])
    #expect(try results.next() == nil)
    #expect(try pool.map([Int]()) { $0 }.all() == [])
    #expect(try pool.map(0..<1000) { $0 * $0 }.all() == (0..<1000).map { $0 * $0 })
  }

  @Test func allAreSubmittedAtOnce() throws {
    let pool = try ThreadPool(workers: 2)
    let ran = Counter()
    let results = try pool.map(0..<20) { _ in ran.add() }
    try waitUntil("all have run, and nobody has asked") { ran.value == 20 }
    withExtendedLifetime(results) {}
    pool.shutdown()
  }

  @Test func anErrorIsThrownInItsPlaceAndTheRestIsCancelled() throws {
    let recording = Recording()
    let pool = try ThreadPool(workers: 1, name: "failing")
    let light = Event()
    let results = try pool.map(0..<10) { number in
      if number == 2 { throw Broken() }
      if number == 3 { light.wait() }
      return number
    }
    #expect(try results.next() == 0)
    #expect(try results.next() == 1)
    #expect(throws: Broken.self) { try results.next() }
    #expect(try results.next() == nil)
    #expect(try results.all() == [])
    light.set()
    pool.shutdown()
    recording.collect()
    let pools = PoolInvariants(recording, "failing")
    #expect(pools.faults == [])
    #expect(pools.cancelled.isSuperset(of: 5...10))
    #expect(pools.ended[3] == .failed)
    #expect(recording.faults() == [])
  }

  /// The deadline counts from the call; what is there by then is delivered.
  @Test func resultsThatAreNotThereInTime() throws {
    let pool = try ThreadPool(workers: 1)
    let light = Event()
    let began = ContinuousClock.now
    let results = try pool.map(0..<4, timeout: .milliseconds(100)) { number in
      if number == 2 { light.wait() }
      return number
    }
    try waitUntil("it is stuck") { light.waiterCount == 1 }
    try waitUntil("the time is up") { .now - began > .milliseconds(100) }
    #expect(try results.next() == 0)
    #expect(try results.next() == 1)
    #expect(throws: MapTimedOut(missing: 2, count: 4)) { try results.next() }
    #expect(try results.next() == nil)
    #expect(pool.queuedCount == 0)  // the last one is cancelled
    light.set()
    pool.shutdown()
    #expect(pool.doneCount == 3)
    #expect(
      MapTimedOut(missing: 2, count: 4).description == "2 of 4 results were not there in time")
  }

  @Test(arguments: TimeoutMatrixTests.polls) func zeroOrLessPolls(_ timeout: Duration) throws {
    let pool = try ThreadPool(workers: 1)
    let light = Event()
    let results = try pool.map(0..<3, timeout: timeout) { _ in light.wait() }
    #expect(throws: MapTimedOut(missing: 3, count: 3)) { try results.next() }
    light.set()
    pool.shutdown()
    #expect(pool.doneCount <= 1)
  }

  @Test func abandoningItCancelsWhatHasNotBegun() throws {
    let pool = try ThreadPool(workers: 1)
    let (light, ran) = (Event(), Counter())
    do {
      let results = try pool.map(0..<20) { number in
        ran.add()
        if number == 1 { light.wait() }
      }
      try results.next()
      try waitUntil("the second runs") { light.waiterCount == 1 }
    }
    #expect(pool.queuedCount == 0)
    light.set()
    pool.shutdown()
    #expect(ran.value == 2)
  }

  /// Its tasks are cancelled all the same.
  @Test func droppedByAThreadWithoutALane() throws {
    let recording = Recording()
    let pool = try ThreadPool(workers: 1)
    let light = Event()
    let results = GuardedValue<MapResults<Void>?>(try pool.map(0..<5) { _ in light.wait() })
    try waitUntil("the first runs") { light.waiterCount == 1 }
    recording.collect()
    let before = recording.threads.count
    ForeignThread { results.withLock { $0 = nil } }.join()
    recording.collect()
    #expect(recording.threads.count == before)
    #expect(pool.queuedCount == 0)
    light.set()
    pool.shutdown()
    #expect(pool.doneCount == 1)
  }

  @Test func whatIsThereIsNotMissing() throws {
    let pool = try ThreadPool(workers: 2)
    let light = Event()
    let results = try pool.map(0..<4, timeout: .zero) { number in
      if number == 0 { light.wait() }
    }
    try waitUntil("the others are done") { pool.doneCount == 3 }
    #expect(throws: MapTimedOut(missing: 1, count: 4)) { try results.next() }
    light.set()
    pool.shutdown()
  }

  @Test func aResultThatWasReturnedIsNotKept() throws {
    final class Payload: Sendable {}
    let pool = try ThreadPool(workers: 1)
    let results = try pool.map(0..<3) { _ in Payload() }
    var payload = try results.next()
    weak let weakly = payload
    #expect(weakly != nil)
    payload = nil
    try waitUntil("it is gone") { weakly == nil }
    #expect(try results.all().count == 2)
    pool.shutdown()
  }
}
