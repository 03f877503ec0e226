import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What a pool and its futures write, in exact order.
@Suite(.serialized, .watched) struct PoolEventsTests {
  private let recording = Recording()

  private func lane(_ name: String) throws -> ThreadID {
    try #require(recording.threads.last { $0.name == name }).id
  }

  @Test func aWorkerIsDeclaredAsItsPools() throws {
    let pool = try ThreadPool(workers: 1, name: "owner")
    try pool.submit {}.result()
    pool.shutdown()
    recording.collect()
    let id = try #require(recording.primitives.last { $0.name == "owner" }).id
    #expect(recording.threads.last { $0.name == "owner-0" }?.pool == id)
    let plain = TracedThread.run("plain") {}
    try plain.join()
    recording.collect()
    #expect(recording.threads.last { $0.name == "plain" }.map { $0.pool == nil } == true)
  }

  @Test func aTaskFromItsSubmissionToItsEnd() throws {
    let pool = try ThreadPool(workers: 1, name: "exact")
    try pool.submit {}.result()
    try waitUntil("idle") { pool.waiterCount == 1 }
    _ = try? pool.submit { throw ThreadPoolTests.Broken() }.result()
    try waitUntil("idle") { pool.waiterCount == 1 }
    pool.shutdown()
    recording.collect()
    let events = recording.events(of: "exact")
    let (me, worker) = (try #require(events.first?.thread), try lane("exact-0"))
    #expect(
      events.map(\.kind) == [
        .taskSubmitted(task: 1, queued: 1), .taskStarted(task: 1, queued: 0),
        .taskEnded(task: 1, .returned), .blocking(.nextTask, deadline: nil, site: nil),
        .taskSubmitted(task: 2, queued: 1), .resumed(.acquired, by: me),
        .taskStarted(task: 2, queued: 0), .taskEnded(task: 2, .failed),
        .blocking(.nextTask, deadline: nil, site: nil), .shutDown(immediate: false, woken: 1),
        .resumed(.shutDown, by: me),
      ])
    #expect(events.map(\.sequence) == Array(1...11))
    let doneByMe: Set<UInt64> = [1, 5, 10]
    #expect(events.allSatisfy { $0.thread == (doneByMe.contains($0.sequence) ? me : worker) })
    #expect(recording.faults() == [])
    #expect(PoolInvariants(recording, "exact").faults == [])
  }

  @Test func aFutureSomebodyWaitsForIsAPrimitive() throws {
    let pool = try ThreadPool(workers: 1, name: "awaited")
    let light = Event()
    _ = try pool.submit { light.wait() }.state
    let future = try pool.submit { light.wait() }
    let waiters = Bunch(3, "waiter") { _ in try future.result() }
    try waitUntil("three wait") { future.waiterCount == 3 }
    #expect(future.description == "awaited task 2 (future, pending, 3 waiting)")
    light.set()
    try waiters.join()
    pool.shutdown()
    recording.collect()
    let declaration = try #require(recording.primitives.last { $0.kind == .future })
    #expect((declaration.name, declaration.value) == ("awaited task 2", 2))
    #expect(declaration.pool == recording.primitive("awaited"))
    let events = recording.events(of: "awaited task 2")
    let worker = try lane("awaited-0")
    #expect(events.prefix(3).allSatisfy { $0.kind.word == "blocking" })
    #expect(
      events.dropFirst(3).map(\.kind)
        == Array(repeating: .resumed(.ended, by: worker), count: 3) + [.destroyed])
    // The worker is free before its future is done.
    let end = try #require(
      recording.events(of: "awaited").first { $0.kind == .taskEnded(task: 2, .returned) })
    #expect(events.allSatisfy { $0.kind.word == "blocking" || $0.time >= end.time })
    #expect(recording.events(of: "awaited task 1").isEmpty)
    #expect(recording.faults() == [])
  }

  @Test func aCancelledTask() throws {
    let pool = try ThreadPool(workers: 1, name: "cancelled")
    let light = Event()
    _ = try pool.submit { light.wait() }
    let future = try pool.submit {}
    try waitUntil("it runs") { light.waiterCount == 1 }
    let waiter = TracedThread.run { #expect(throws: SyncError.cancelled) { try future.result() } }
    try waitUntil("it waits") { future.waiterCount == 1 }
    #expect(future.cancel())
    try waiter.finish()
    light.set()
    pool.shutdown()
    recording.collect()
    #expect(
      recording.events(of: "cancelled").prefix(4).map(\.kind) == [
        .taskSubmitted(task: 1, queued: 1), .taskStarted(task: 1, queued: 0),
        .taskSubmitted(task: 2, queued: 1), .taskCancelled(task: 2, queued: 0),
      ]
        || recording.events(of: "cancelled").prefix(4).map(\.kind) == [
          .taskSubmitted(task: 1, queued: 1), .taskSubmitted(task: 2, queued: 2),
          .taskStarted(task: 1, queued: 1), .taskCancelled(task: 2, queued: 0),
        ])
    #expect(
      recording.events(of: "cancelled task 2").dropFirst().map(\.kind) == [
        .resumed(.cancelled, by: nil), .destroyed,
      ])
    #expect(recording.faults() == [])
  }

  @Test func aWaitThatGivesUp() throws {
    let future = Future<Int>("late")
    #expect(try future.result(timeout: .milliseconds(1)) == nil)
    try future.complete(.success(1))
    recording.collect()
    #expect(
      recording.events(of: "late").map(\.kind.word) == [
        "blocking", "timedOut", "resumed", "destroyed",
      ])
    #expect(recording.faults() == [])
  }

  @Test func completedTwice() throws {
    let future = Future<Int>("twice")
    try future.complete(.success(1))
    #expect(throws: SyncError.alreadyDone) { try future.complete(.success(2)) }
    #expect(throws: SyncError.alreadyDone) {
      try future.complete(.failure(ThreadPoolTests.Broken()))
    }
    #expect(try future.result() == 1)
    recording.collect()
    let misuses = recording.events.filter { $0.kind == .misused(.complete, .alreadyDone) }
    #expect(misuses.count == 2)
    #expect(recording.primitive("twice") == nil)  // nobody had to wait for it
  }

  /// A held worker takes nothing; starting it is part of the submission, not a step of its own.
  @Test func heldWorkersTakeNoTask() throws {
    let pool = try ThreadPool(workers: 2, name: "held")
    let control = ControlThread()  // which is never held
    defer { control.end() }
    let submitter = try control.result {
      Holding.hold()
      defer { Holding.letGo() }
      let submitter = TracedThread.run("submitter") { _ = try pool.submit {} }
      try waitUntil("it is held") { Holding.heldCount == 1 }
      #expect(try Holding.step(#require(submitter.id)))
      try submitter.finish()
      try waitUntil("the worker is held") { Holding.heldCount == 1 }
      #expect((pool.queuedCount, pool.runningCount, pool.workerCount) == (1, 0, 1))
      #expect(try Holding.step(#require(Directory.shared.liveThread(named: "held-0"))))
      try waitUntil("it is done, and held before the next") {
        pool.doneCount == 1 && Holding.heldCount == 1
      }
      #expect((pool.idleCount, pool.waiterCount) == (1, 0))
      return submitter
    }
    pool.shutdown()
    recording.collect()
    #expect(
      recording.events(by: submitter.id).map(\.kind.word) == [
        "held", "stepped", "taskSubmitted", "threadEnded",
      ])
    #expect(PoolInvariants(recording, "held").faults == [])
    #expect(recording.faults() == [])
  }
}
