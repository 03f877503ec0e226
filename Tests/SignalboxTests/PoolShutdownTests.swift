import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's executor shutdown tests check: it never hangs, and what was submitted is run or cancelled.
@Suite(.serialized, .watched) struct PoolShutdownTests {
  private let recording = Recording()

  private func hasEnded(_ name: String) -> Bool {
    recording.collect()
    let lanes = recording.threads.filter { $0.name.hasPrefix(name + "-") }
    return !lanes.isEmpty
      && lanes.allSatisfy { lane in
        recording.events(by: lane.id).last?.kind == .threadEnded
      }
  }

  @Test func nothingIsTakenAfterwards() throws {
    let pool = try ThreadPool(workers: 1, name: "closed")
    pool.shutdown()
    pool.shutdown()
    #expect(pool.isShutDown)
    #expect(throws: SyncError.shutDown("closed")) { _ = try pool.submit {} }
    #expect(throws: SyncError.shutDown("closed")) { _ = try pool.map([1]) { $0 } }
    recording.collect()
    #expect(
      recording.events(of: "closed").map(\.kind) == [
        .shutDown(immediate: false, woken: 0), .shutDown(immediate: false, woken: 0),
        .misused(.submit, .shutDown), .misused(.submit, .shutDown),
      ])
  }

  @Test func allWorkersHaveEnded() throws {
    let pool = try ThreadPool(workers: 5, name: "all end")
    _ = try pool.map(0..<20) { $0 }
    pool.shutdown()
    #expect(pool.workerCount == 0)
    #expect(hasEnded("all end"))
    #expect(recording.faults() == [])
  }

  @Test func rightAfterAMap() throws {
    for _ in 0..<50 {
      let pool = try ThreadPool(workers: 3)
      let results = try pool.map(1...3) { $0 }
      pool.shutdown()
      #expect(try results.all() == [1, 2, 3])
    }
  }

  @Test func fiftyTasksAreAllDone() throws {
    let pool = try ThreadPool(workers: 5)
    let futures = try (0..<50).map { number in try pool.submit { number } }
    pool.shutdown()
    #expect(futures.allSatisfy { $0.isDone })
    #expect(try futures.map { try $0.result() } == Array(0..<50))
  }

  @Test func withoutWaiting() throws {
    let light = Event()
    let pool = try ThreadPool(workers: 2, name: "not waited for")
    let futures = try (0..<10).map { _ in try pool.submit { light.wait() } }
    pool.shutdown(wait: false)
    #expect(!futures.contains { $0.isDone })
    light.set()
    for future in futures { try future.result() }
    try waitUntil("the workers end") { hasEnded("not waited for") }
    pool.shutdown()
  }

  @Test func aFutureCancelledJustBefore() throws {
    let light = Event()
    let pool = try ThreadPool(workers: 1)
    let first = try pool.submit { light.wait() }
    let second = try pool.submit {}
    #expect(second.cancel())
    light.set()
    pool.shutdown()
    #expect(first.isDone && second.isCancelled && pool.doneCount == 1)
  }

  @Test(arguments: [true, false]) func cancellingWhatIsQueued(_ waits: Bool) throws {
    let light = Event()
    let pool = try ThreadPool(workers: 2, name: "cancels")
    let told = Counter()
    let futures = try (0..<50).map { _ in try pool.submit { light.wait() } }
    for future in futures { future.whenDone { told.add($0.isCancelled ? 1 : 0) } }
    try waitUntil("two run") { light.waiterCount == 2 }
    let closer = TracedThread.run { pool.shutdown(wait: waits, cancelPending: true) }
    try waitUntil("the rest is cancelled") { told.value == 48 }
    #expect(futures.prefix(2).allSatisfy { $0.isRunning })
    #expect(futures.dropFirst(2).allSatisfy { $0.isCancelled })
    if !waits { try closer.finish() }
    light.set()
    try closer.finish()
    pool.shutdown()
    #expect(futures.allSatisfy { $0.isDone })
    recording.collect()
    let pools = PoolInvariants(recording, "cancels")
    #expect(pools.faults == [] && pools.cancelled == Set(3...50))
    #expect(recording.faults() == [])
  }

  /// Nobody has the pool any more: what is queued is run, and the workers end.
  @Test func droppedWithoutAShutdown() throws {
    let light = Event()
    var futures: [Future<Int>] = []
    do {
      let pool = try ThreadPool(workers: 2, name: "dropped")
      try pool.submit {}.result()
      try waitUntil("one is idle") { pool.waiterCount == 1 }
      for number in 0..<10 {
        let future = try pool.submit {
          light.wait()
          return number
        }
        futures.append(future)
      }
    }
    #expect(!futures.contains { $0.isDone })
    light.set()
    #expect(try futures.map { try $0.result() } == Array(0..<10))
    try waitUntil("the last worker has taken it along") {
      recording.collect()
      return recording.events(of: "dropped").last?.kind == .destroyed
    }
    try waitUntil("the workers end") { hasEnded("dropped") }
    let events = recording.events(of: "dropped")
    #expect(events.contains { $0.kind == .shutDown(immediate: false, woken: 0) })
    #expect(PoolInvariants(recording, "dropped").faults == [])
    #expect(recording.faults() == [])
  }

  @Test func droppedWhileAllAreIdle() throws {
    do {
      let pool = try ThreadPool(workers: 2, name: "idle")
      try pool.submit {}.result()
      try waitUntil("it is idle") { pool.waiterCount == 1 }
    }
    try waitUntil("the worker ends") { hasEnded("idle") }
    let kinds = recording.events(of: "idle").suffix(3).map(\.kind.word)
    #expect(kinds == ["shutDown", "resumed", "destroyed"])
  }

  /// The last to have it is a foreign thread that has used nothing: it gets no lane for that.
  @Test func droppedByAThreadWithoutALane() throws {
    let box = GuardedBox(try ThreadPool(workers: 1, name: "laneless"))
    try box.pool?.submit {}.result()
    try waitUntil("it is idle") { box.pool?.waiterCount == 1 }
    let lanes = { recording.threads.filter { $0.origin == .foreign }.count }
    recording.collect()
    let before = lanes()
    ForeignThread { box.pool = nil }.join()
    try waitUntil("the worker ends") { hasEnded("laneless") }
    #expect(lanes() == before)
    #expect(recording.faults() == [])
  }
  private final class GuardedBox: @unchecked Sendable {
    var pool: ThreadPool?
    init(_ pool: ThreadPool) { self.pool = pool }
  }

  /// Its end is that of every worker, of those that a resize has started afterwards, too.
  @Test func workersThatAreStartedMeanwhileAreWaitedFor() throws {
    let pool = try ThreadPool(workers: 1, name: "late")
    let lights = [Event(), Event()]
    let tasks = try lights.map { light in try pool.submit { light.wait() } }
    try waitUntil("the first worker has the first task") { lights[0].waiterCount == 1 }
    let wasDone = Collected<Bool>()
    let closer = TracedThread.run {
      pool.shutdown()
      wasDone.append(tasks[1].isDone)
    }
    let joins = { (name: String) in
      recording.collect()
      return recording.events(of: name).last?.kind.word == "blocking"
    }
    try waitUntil("it waits for the first worker") { joins("late-0") }
    try pool.resize(to: 2)
    try waitUntil("the second one runs") { lights[1].waiterCount == 1 }
    lights[0].set()
    try waitUntil("it waits for the second worker") { joins("late-1") || wasDone.count == 1 }
    lights[1].set()
    try closer.finish()
    #expect(wasDone.all == [true])
  }

  @Test func aWorkerDoesNotWaitForItself() throws {
    let pool = try ThreadPool(workers: 2)
    let light = Event()
    let other = try pool.submit { light.wait() }
    let closing = try pool.submit { pool.shutdown() }
    try waitUntil("it is shut down") { pool.isShutDown }
    #expect(!closing.isDone)  // it waits for the other one
    light.set()
    try closing.result()
    #expect(other.isDone)
    pool.shutdown()
  }

  @Test func workersThatShutDownTogetherDoNotWaitForEachOther() throws {
    for _ in 0..<50 {
      let pool = try ThreadPool(workers: 3)
      for _ in 0..<3 { _ = try? pool.submit { pool.shutdown() } }
      pool.shutdown()
      #expect(pool.workerCount == 0)
    }
  }
}
