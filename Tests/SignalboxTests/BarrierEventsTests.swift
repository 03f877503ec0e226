import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What each way through a barrier leaves in the record, in exact order; and many threads on one.
@Suite(.serialized, .watched) struct BarrierEventsTests {
  private let recording = Recording()

  private func waiter(_ name: String, at barrier: Barrier, _ timeout: Duration? = nil) throws
    -> TracedThread
  {
    let before = barrier.waiterCount
    let thread = TracedThread.run(name) { try barrier.wait(timeout: timeout) }
    if timeout == nil { try waitUntil("\(name) waits") { barrier.waiterCount == before + 1 } }
    return thread
  }

  /// The first so many in exact order; the rest, which several threads wrote, in any.
  private func expect(
    _ story: [String], _ rest: Set<String>, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let all = recording.story(of: "meeting")
    #expect(Array(all.prefix(story.count)) == story, sourceLocation: sourceLocation)
    #expect(Set(all.dropFirst(story.count)) == rest, sourceLocation: sourceLocation)
    #expect(all.count == story.count + rest.count, sourceLocation: sourceLocation)
    #expect(recording.faults() == [], sourceLocation: sourceLocation)
  }

  @Test func tripped() throws {
    let barrier = try Barrier(parties: 3, name: "meeting")
    let threads = [try waiter("a", at: barrier), try waiter("b", at: barrier)]
    try barrier.wait()
    for thread in threads { try thread.finish() }
    expect(
      ["a blocking wait", "b blocking wait", "test tripped 2"],
      ["a resumed tripped by test", "b resumed tripped by test"])
  }

  @Test func theTimeIsUp() throws {
    let barrier = try Barrier(parties: 3, name: "meeting")
    let a = try waiter("a", at: barrier)
    let b = try waiter("b", at: barrier, .milliseconds(5))
    #expect(throws: SyncError.brokenBarrier) { try a.finish() }
    #expect(throws: SyncError.brokenBarrier) { try b.finish() }
    #expect(throws: SyncError.brokenBarrier) { try barrier.wait() }
    expect(
      [
        "a blocking wait", "b blocking wait in time", "b timedOut", "b resumed timedOut",
        "b broke 1", "a resumed broken by b",
      ], [])
  }

  @Test func noTimeAtAll() throws {
    let barrier = try Barrier(parties: 2, name: "meeting")
    #expect(throws: SyncError.brokenBarrier) { try barrier.wait(timeout: .zero) }
    expect(["test broke 0"], [])
  }

  @Test func abortedAndReset() throws {
    let barrier = try Barrier(parties: 3, name: "meeting")
    var thread = try waiter("a", at: barrier)
    barrier.abort()
    #expect(throws: SyncError.brokenBarrier) { try thread.finish() }
    barrier.reset()
    thread = try waiter("b", at: barrier)
    barrier.reset()
    #expect(throws: SyncError.brokenBarrier) { try thread.finish() }
    expect(
      [
        "a blocking wait", "test broke 1", "a resumed broken by test", "test reset 0",
        "b blocking wait", "test reset 1", "b resumed broken by test",
      ], [])
  }

  @Test func theActionThrew() throws {
    struct Failed: Error {}
    let barrier = try Barrier(parties: 2, name: "meeting") { throw Failed() }
    let thread = try waiter("a", at: barrier)
    #expect(throws: Failed.self) { try barrier.wait() }
    #expect(throws: SyncError.brokenBarrier) { try thread.finish() }
    expect(["a blocking wait", "test broke 1", "a resumed broken by test"], [])
  }

  /// Withdrawn, the person is out of the line for a moment, and comes again: a wait at a barrier cannot be given up.
  @Test func withdrawn() throws {
    let barrier = try Barrier(parties: 2, name: "meeting")
    let control = ControlThread { instruction in
      guard instruction.command == .satisfy else { return false }
      try barrier.wait()
      return true
    }
    control.submit(Instruction(.satisfy))
    try waitUntil("the person waits") { barrier.waiterCount == 1 }
    #expect(control.withdraw())
    try waitUntil("the person waits again") { barrier.waiterCount == 1 }
    #expect(try barrier.wait() == 1)
    control.end()
    expect(
      [
        "you blocking wait", "you resumed cancelled", "you blocking wait", "test tripped 1",
        "you resumed tripped by test",
      ], [])
  }

  @Test func theSlotsSayHowItStands() throws {
    let barrier = try Barrier(parties: 3, name: "meeting")
    let thread = try waiter("a", at: barrier)
    recording.collect()
    let id = recording.primitive("meeting")
    var snapshot = try #require(RingReader(from: .now).read().snapshot)
    var slot = try #require(snapshot.primitives.first { $0.id == id })
    #expect((slot.value, slot.limit, slot.waiters) == (0, 3, 1))
    let lane = try #require(snapshot.threads.first { $0.id == thread.id })
    #expect((lane.state, lane.operation, lane.primitive) == (.waiting, .wait, id))
    barrier.abort()
    snapshot = try #require(RingReader(from: .now).read().snapshot)
    slot = try #require(snapshot.primitives.first { $0.id == id })
    #expect((slot.value, slot.limit, slot.waiters) == (1, 3, 0))
    #expect(throws: SyncError.brokenBarrier) { try thread.finish() }
  }

  /// In every round every index is given once.
  @Test func everyRoundGivesEveryIndexOnce() throws {
    let (parties, rounds) = (8, 200)
    let indices = Collected<[Int]>()
    let runs = Counter()
    let barrier = try Barrier(parties: parties) { runs.add() }
    let bunch = Bunch(parties) { _ in
      for round in 1...rounds {
        Trace.line(round)
        indices.append([round, try barrier.wait()])
      }
    }
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(runs.value == rounds)
    #expect(Set(indices.all).count == parties * rounds)
    #expect(indices.all.allSatisfy { (0..<parties).contains($0[1]) })
  }

  /// Deadlines, resets and aborts at every moment: every wait ends, and as many pass as went on together.
  @Test(arguments: [false, true]) func brokenAndResetUnderLoad(_ hasAction: Bool) throws {
    let action: @Sendable () -> Void = { WorkTimer().sleep(.microseconds(30)) }
    let barrier = try Barrier(parties: 3, name: "unquiet", action: hasAction ? action : nil)
    let passed = Counter()
    let bunch = Bunch(6) { number in
      for round in 1...200 {
        Trace.line(round)
        do {
          try barrier.wait(timeout: .microseconds(200 + 300 * ((round + number) % 5)))
          passed.add()
        } catch SyncError.brokenBarrier { WorkTimer().sleep(.microseconds(50)) }
      }
    }
    let breaker = Bunch(1, "breaker") { _ in
      for round in 1...400 {
        if round % 7 == 0 { barrier.abort() }
        WorkTimer().sleep(.microseconds(60))
        barrier.reset()
      }
    }
    try recording.collect(while: breaker)
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(barrier.waiterCount == 0)
    let trips = recording.events(of: "unquiet").count { $0.kind == .tripped(woken: 2) }
    #expect(passed.value == 3 * trips)
  }
}
