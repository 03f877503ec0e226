import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// More workers, fewer workers, and workers that begin with something of their own.
@Suite(.serialized, .watched) struct PoolResizeTests {
  private let recording = Recording()

  @Test func growingStartsWorkersForWhatIsQueued() throws {
    let pool = try ThreadPool(workers: 1, name: "grows")
    let light = Event()
    for _ in 0..<4 { _ = try pool.submit { light.wait() } }
    try waitUntil("one runs") { light.waiterCount == 1 }
    try pool.resize(to: 3)
    #expect((pool.workerLimit, pool.workerCount) == (3, 3))
    try waitUntil("three run") { light.waiterCount == 3 }
    #expect((pool.queuedCount, pool.runningCount) == (1, 3))
    try pool.resize(to: 10)
    try waitUntil("four run") { light.waiterCount == 4 }
    #expect(pool.workerCount == 4)  // no more than there are tasks
    light.set()
    pool.shutdown()
    recording.collect()
    let changes = recording.events(of: "grows").map(\.kind).filter { $0.word == "limitChanged" }
    #expect(
      changes == [
        .limitChanged(old: 1, new: 3, woken: 0), .limitChanged(old: 3, new: 10, woken: 0),
      ])
    #expect(PoolInvariants(recording, "grows").faults == [])
    #expect(recording.faults() == [])
  }

  @Test func shrinkingEndsIdleWorkersAtOnce() throws {
    let pool = try ThreadPool(workers: 4, name: "shrinks")
    let light = Event()
    for _ in 0..<4 { _ = try pool.submit { light.wait() } }
    light.set()
    try waitUntil("four are idle") { pool.waiterCount == 4 }
    try pool.resize(to: 1)
    #expect((pool.workerCount, pool.idleCount, pool.waiterCount) == (1, 1, 1))
    try waitUntil("three have ended") {
      recording.collect()
      return recording.events(of: "shrinks").count { $0.kind.word == "resumed" } == 3
    }
    let events = recording.events(of: "shrinks")
    #expect(events.contains { $0.kind == .limitChanged(old: 4, new: 1, woken: 3) })
    let me = events.first?.thread
    #expect(
      events.map(\.kind).filter { $0.word == "resumed" }
        == Array(repeating: .resumed(.ended, by: me), count: 3))
    #expect(try pool.submit { 7 }.result() == 7)
    #expect(pool.workerCount == 1)
    pool.shutdown()
    recording.collect()
    #expect(PoolInvariants(recording, "shrinks").faults == [])
    #expect(recording.faults() == [])
  }

  @Test func shrinkingLetsTasksFinish() throws {
    let pool = try ThreadPool(workers: 3, name: "surplus")
    let (light, ran) = (Event(), Counter())
    for _ in 0..<6 {
      _ = try pool.submit {
        light.wait()
        ran.add()
      }
    }
    try waitUntil("three run") { light.waiterCount == 3 }
    try pool.resize(to: 1)
    #expect((pool.workerCount, pool.runningCount, pool.queuedCount) == (3, 3, 3))
    light.set()
    try waitUntil("one is left") { pool.workerCount == 1 && pool.waiterCount == 1 }
    #expect(ran.value == 6)
    pool.shutdown()
    recording.collect()
    #expect(PoolInvariants(recording, "surplus").faults == [])
    #expect(recording.faults() == [])
  }

  @Test func aPoolHasAWorker() throws {
    let pool = try ThreadPool(workers: 2, name: "kept")
    for count in [0, -3] {
      #expect(throws: SyncError.invalidWorkerCount(count)) { try pool.resize(to: count) }
    }
    #expect(pool.workerLimit == 2)
    recording.collect()
    #expect(
      recording.events(of: "kept").map(\.kind)
        == Array(repeating: .misused(.resize, .invalidCount), count: 2))
  }

  @Test func theSlotSaysHowItStands() throws {
    let pool = try ThreadPool(workers: 2, name: "in its slot")
    let light = Event()
    for _ in 0..<5 { _ = try pool.submit { light.wait() } }
    try waitUntil("two run") { light.waiterCount == 2 }
    #expect(try slot() == [3, 2, 0])
    light.set()
    try waitUntil("two are idle") { pool.waiterCount == 2 }
    #expect(try slot() == [0, 2, 2])
    let batch = RingReader(from: .now).read()
    let idle = batch.snapshot?.threads.filter { $0.operation == .nextTask } ?? []
    #expect(idle.count { $0.primitive == recording.primitive("in its slot") } == 2)
    pool.shutdown()
    #expect(try slot() == [0, 2, 0])
  }
  /// Queued tasks, worker limit, idle workers.
  private func slot() throws -> [Int] {
    recording.collect()
    let id = try #require(recording.primitive("in its slot"))
    let snapshot = RingReader(from: .now).read().snapshot
    let slot = try #require(snapshot?.primitives.first { $0.id == id })
    return [slot.value, slot.limit, slot.waiters]
  }

  // MARK: initializers

  @Test func eachWorkerIsInitializedOnceBeforeItsFirstTask() throws {
    let (light, initialized, late) = (Event(), Collected<String?>(), Counter())
    let pool = try ThreadPool(
      workers: 3, name: "ready", initializer: { initialized.append(TracedThread.current?.name) })
    for _ in 0..<20 {
      _ = try pool.submit {
        light.wait()
        if !initialized.all.contains(TracedThread.current?.name) { late.add() }
      }
    }
    try waitUntil("three run") { light.waiterCount == 3 }
    light.set()
    pool.shutdown()
    #expect(initialized.all.compactMap { $0 }.sorted() == ["ready-0", "ready-1", "ready-2"])
    #expect(late.value == 0)
  }

  /// A worker that is in its initializer for long keeps no idle one from its work.
  @Test func anIdleWorkerIsCalledWhileAnotherIsInItsInitializer() throws {
    let (count, light, first) = (Counter(), Event(), Event())
    let pool = try ThreadPool(workers: 2, initializer: { if count.add() == 2 { light.wait() } })
    _ = try pool.submit { first.wait() }
    try waitUntil("one runs") { first.waiterCount == 1 }
    _ = try pool.submit {}
    try waitUntil("the other is in its initializer") { light.waiterCount == 1 }
    first.set()
    try waitUntil("one is idle") { pool.waiterCount == 1 && pool.doneCount == 2 }
    #expect(try pool.submit { 7 }.result(timeout: .seconds(30)) == 7)
    light.set()
    pool.shutdown()
  }

  @Test func aFailedInitializerBreaksThePool() throws {
    let light = Event()
    let pool = try ThreadPool(
      workers: 1, name: "broken",
      initializer: {
        light.wait()
        throw ThreadPoolTests.Broken()
      })
    let futures = try (0..<5).map { _ in try pool.submit {} }
    let told = Counter()
    futures[4].whenDone { _ in told.add() }
    light.set()
    for future in futures {
      #expect(throws: SyncError.brokenPool("broken")) { try future.result() }
      #expect(!future.isCancelled)
    }
    #expect(throws: SyncError.brokenPool("broken")) { _ = try pool.submit {} }
    pool.shutdown()
    #expect((told.value, pool.workerCount, pool.doneCount) == (1, 0, 0))
    recording.collect()
    let notes = recording.events.compactMap {
      if case .note(let id) = $0.kind { recording.text(id) } else { nil }
    }
    #expect(notes == ["uncaught error: Broken()"])
    #expect(PoolInvariants(recording, "broken").cancelled == Set(1...5))
    #expect(recording.faults() == [])
  }

  /// The others finish what they are doing.
  @Test func aSecondWorkerThatFailsBreaksItForAll() throws {
    let (count, light) = (Counter(), Event())
    let pool = try ThreadPool(
      workers: 2, name: "half",
      initializer: { if count.add() == 2 { throw ThreadPoolTests.Broken() } })
    let first = try pool.submit {
      light.wait()
      return 1
    }
    try waitUntil("one runs") { light.waiterCount == 1 }
    let second = try pool.submit { 2 }
    #expect(throws: SyncError.brokenPool("half")) { try second.result() }
    light.set()
    #expect(try first.result() == 1)
    pool.shutdown()
    recording.collect()
    #expect(PoolInvariants(recording, "half").faults == [])
    #expect(recording.faults() == [])
  }
}
