import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's executor tests check: tasks, workers and their names.
@Suite(.serialized, .watched) struct ThreadPoolTests {
  struct Broken: Error, Equatable {}

  @Test func aTaskReturnsOrThrows() throws {
    let pool = try ThreadPool(workers: 1)
    defer { pool.shutdown() }
    #expect(try pool.submit { 2 * 128 }.result() == 256)
    #expect(throws: Broken.self) { try pool.submit { throw Broken() }.result() }
    #expect(pool.doneCount == 2)
  }

  @Test func noWorkersAreNoPool() {
    let recording = Recording()
    for count in [0, -1, .min] {
      #expect(throws: SyncError.invalidWorkerCount(count)) { _ = try ThreadPool(workers: count) }
    }
    recording.collect()
    let misuses = recording.events.map(\.kind).filter { $0.word == "misused" }
    #expect(misuses == Array(repeating: .misused(.initialize, .invalidCount), count: 3))
  }

  @Test func noMoreWorkersThanAllowed() throws {
    let pool = try ThreadPool(workers: 4)
    let light = Event()
    defer { pool.shutdown() }
    defer { light.set() }
    let futures = try (0..<60).map { _ in try pool.submit { light.wait() } }
    #expect(pool.workerCount == 4)
    try waitUntil("four run") { pool.runningCount == 4 && light.waiterCount == 4 }
    #expect((pool.queuedCount, pool.idleCount, pool.waiterCount) == (56, 0, 0))
    light.set()
    for future in futures { try future.result() }
    #expect((pool.workerCount, pool.doneCount, pool.idleCount) == (4, 60, 4))
  }

  /// Whoever has a result finds the worker free that made it.
  @Test func anIdleWorkerIsUsedAgain() throws {
    let recording = Recording()
    let pool = try ThreadPool(workers: 8, name: "reused")
    for round in 1...500 {
      #expect(try pool.submit { round }.result() == round)
      #expect((pool.workerCount, pool.idleCount, pool.runningCount) == (1, 1, 0))
      if round % 50 == 0 { recording.collect() }
    }
    pool.shutdown()
    recording.collect()
    #expect(recording.threads.map(\.name).filter { $0.hasPrefix("reused") } == ["reused-0"])
    #expect(PoolInvariants(recording, "reused").faults == [])
    #expect(recording.faults() == [])
  }

  @Test func tasksOfOneWorkerRunInOrder() throws {
    let pool = try ThreadPool(workers: 1)
    let order = Collected<Int>()
    for number in 0..<100 { _ = try pool.submit { order.append(number) } }
    pool.shutdown()
    #expect(order.all == Array(0..<100))
  }

  @Test func workersAreNamedAfterTheirPool() throws {
    let pool = try ThreadPool(workers: 4, name: "named")
    let (light, names) = (Event(), Collected<String?>())
    for _ in 0..<10 {
      _ = try pool.submit {
        names.append(TracedThread.current?.name)
        light.wait()
      }
    }
    try waitUntil("four run") { light.waiterCount == 4 }
    #expect(Set(names.all) == ["named-0", "named-1", "named-2", "named-3"])
    light.set()
    pool.shutdown()
    #expect(Set(names.all).count == 4)
  }

  @Test func namesAreMadeUp() throws {
    let pools = try (0..<2).map { _ in try ThreadPool(workers: 1) }
    let names = try pools.map { pool in
      defer { pool.shutdown() }
      return try #require(try pool.submit { TracedThread.current?.name }.result())
    }
    #expect(names.allSatisfy { $0.hasPrefix("pool-") && $0.hasSuffix("-0") })
    #expect(names[0] != names[1])
  }

  /// The classic: the only worker waits for what only it could run.
  @Test func aTaskThatWaitsForItsOwnPoolIsStuck() throws {
    let recording = Recording()
    let pool = try ThreadPool(workers: 1, name: "nested")
    let inner = Collected<Future<Int>>()
    let outer = try pool.submit {
      let future = try pool.submit { 1 }
      inner.append(future)
      return try future.result()
    }
    try waitUntil("it waits") { inner.all.first?.waiterCount == 1 }
    #expect((pool.runningCount, pool.queuedCount, pool.workerCount) == (1, 1, 1))
    #expect(try outer.result(timeout: .milliseconds(5)) == nil)
    recording.collect()
    #expect(recording.events(of: "nested task 2").map(\.kind.word) == ["blocking"])
    #expect(inner.all.first?.cancel() == true)
    #expect(throws: SyncError.cancelled) { try outer.result() }
    pool.shutdown()
    recording.collect()
    #expect(recording.faults() == [])
  }

  @Test func stuckUntilItsTimeIsUp() throws {
    let pool = try ThreadPool(workers: 1)
    defer { pool.shutdown() }
    let outer = try pool.submit {
      try pool.submit { 1 }.result(timeout: .milliseconds(20))
    }
    #expect(try outer.result() == nil)
  }

  @Test func descriptionSaysHowItStands() throws {
    let pool = try ThreadPool(workers: 2, name: "P")
    #expect(pool.description == "P (pool, workers=0/2, running=0, queued=0, 0 waiting)")
    try pool.submit {}.result()
    try waitUntil("idle") { pool.waiterCount == 1 }
    #expect(pool.description == "P (pool, workers=1/2, running=0, queued=0, 1 waiting)")
    pool.shutdown()
    #expect(pool.description == "P (pool, shut down, workers=0/2, running=0, queued=0, 0 waiting)")
  }
}
