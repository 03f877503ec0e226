import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `BarrierTests` check, with five parties.
@Suite(.serialized, .watched) struct BarrierTests {
  private let parties = 5
  private let broken = SyncError.brokenBarrier

  /// Five threads; what each of them throws, if it throws.
  private func failures(_ body: @escaping @Sendable (Int) throws -> Void) throws -> [SyncError] {
    let failures = Collected<SyncError>()
    try Bunch(parties) { number in
      do { try body(number) } catch let error as SyncError { failures.append(error) }
    }.join()
    return failures.all
  }

  @Test func lessThanOnePartyIsRefused() throws {
    let recording = Recording()
    for parties in [0, -1, .min, .max] {
      #expect(throws: SyncError.invalidPartyCount(parties)) { _ = try Barrier(parties: parties) }
    }
    recording.collect()
    let misuses = recording.events.map(\.kind).filter { $0.word == "misused" }
    #expect(misuses == Array(repeating: .misused(.initialize, .invalidCount), count: 4))
  }

  /// In step: when one has passed, all have come; nobody comes to the next before all have come to this one.
  @Test(arguments: [1, 10]) func allPassInStep(_ rounds: Int) throws {
    let barrier = try Barrier(parties: parties)
    let (before, after) = (Counter(), Counter())
    let parties = parties
    #expect(
      try failures { _ in
        for round in 1...rounds {
          before.add()
          try barrier.wait()
          try ensure(before.value == round * parties, "all have come")
          after.add()
          try barrier.wait()
          try ensure(after.value == round * parties, "all have passed")
        }
      } == [])
    #expect(before.value == rounds * parties && after.value == rounds * parties)
    #expect(barrier.waiterCount == 0)
    #expect(!barrier.isBroken)
  }

  @Test func waitReturnsTheOrderOfArrival() throws {
    let barrier = try Barrier(parties: parties)
    let indices = Collected<[Int]>()
    let threads = try (0..<parties - 1).map { number in
      let thread = TracedThread.run { indices.append([number, try barrier.wait()]) }
      try waitUntil("\(number) waits") { barrier.waiterCount == number + 1 }
      return thread
    }
    #expect(try barrier.wait() == parties - 1)
    for thread in threads { try thread.finish() }
    #expect(Set(indices.all) == [[0, 0], [1, 1], [2, 2], [3, 3]])
  }

  @Test func theActionRunsOnceBeforeAnybodyGoesOn() throws {
    let (runs, passed) = (Counter(), Counter())
    let barrier = try Barrier(parties: parties) {
      try ensure(passed.value == runs.value * 5, "nobody of this round has passed")
      runs.add()
    }
    #expect(
      try failures { _ in
        for round in 1...3 {
          try barrier.wait()
          try ensure(runs.value >= round, "the action has run")
          passed.add()
        }
      } == [])
    #expect(runs.value == 3)
  }

  @Test func anActionThatThrowsBreaksIt() throws {
    struct Failed: Error {}
    let barrier = try Barrier(parties: 2) { throw Failed() }
    let (thrown, other) = (Collected<SyncError>(), Collected<String>())
    try Bunch(2) { _ in
      do { try barrier.wait() } catch let error as SyncError { thrown.append(error) } catch {
        other.append("\(type(of: error))")
      }
    }.join()
    #expect((thrown.all, other.all) == ([broken], ["Failed"]))
    #expect(barrier.isBroken)
    #expect(throws: broken) { try barrier.wait() }
  }

  @Test func abortBreaksItForAll() throws {
    let barrier = try Barrier(parties: parties)
    #expect(
      try failures { number in
        if number == 0 {
          try waitUntil("four wait") { barrier.waiterCount == 4 }
          barrier.abort()
        } else {
          try barrier.wait()
        }
      } == Array(repeating: broken, count: 4))
    #expect(barrier.isBroken)
    #expect(throws: broken) { try barrier.wait() }
  }

  @Test func resetTurnsAwayWhoWaitsAndItIsAsNew() throws {
    let barrier = try Barrier(parties: parties)
    let gate = try Barrier(parties: parties)
    #expect(
      try failures { number in
        if number == 0 {
          try waitUntil("four wait") { barrier.waiterCount == 4 }
          barrier.reset()
          try gate.wait()
          try barrier.wait()
        } else {
          let error = #expect(throws: SyncError.self) { try barrier.wait() }
          try gate.wait()
          try barrier.wait()
          if let error { throw error }
        }
      } == Array(repeating: broken, count: 4))
    #expect(!barrier.isBroken)
    #expect(barrier.waiterCount == 0)
  }

  @Test func abortAndResetMakeItUsableAgain() throws {
    let barrier = try Barrier(parties: parties)
    let gate = try Barrier(parties: parties)
    #expect(
      try failures { number in
        if number == 0 {
          try waitUntil("four wait") { barrier.waiterCount == 4 }
          barrier.abort()
        } else {
          #expect(throws: SyncError.brokenBarrier) { try barrier.wait() }
        }
        if try gate.wait() == 4 { barrier.reset() }
        try gate.wait()
        try barrier.wait()
      } == [])
    #expect(!barrier.isBroken)
  }

  /// One comes too late: it is broken for those who waited, and for the late one.
  @Test func whoseTimeIsUpBreaksItForAll() throws {
    let barrier = try Barrier(parties: parties)
    #expect(
      try failures { number in
        if number == 0 { try waitUntil("it is broken") { barrier.isBroken } }
        try barrier.wait(timeout: number == 1 ? .milliseconds(30) : .seconds(60))
      } == Array(repeating: broken, count: 5))
    #expect(barrier.isBroken)
    #expect(barrier.waiterCount == 0)
  }

  @Test func itsOwnTimeoutIsForWaitsWithoutOne() throws {
    let barrier = try Barrier(parties: 2, timeout: .milliseconds(20))
    let began = ContinuousClock.now
    #expect(throws: broken) { try barrier.wait() }
    #expect(.now - began >= .milliseconds(20))
    barrier.reset()
    let patient = TracedThread.run { try barrier.wait(timeout: nil) }
    try waitUntil("it waits") { barrier.waiterCount == 1 }
    WorkTimer().sleep(.milliseconds(30))
    #expect(barrier.waiterCount == 1)
    try barrier.wait()
    try patient.finish()
  }

  @Test(arguments: TimeoutMatrixTests.polls) func noTimeBreaksItUnlessItIsTheLast(
    _ timeout: Duration
  ) throws {
    let barrier = try Barrier(parties: 2)
    #expect(throws: broken) { try barrier.wait(timeout: timeout) }
    #expect(barrier.isBroken)
    barrier.reset()
    let other = TracedThread.run { try barrier.wait() }
    try waitUntil("it waits") { barrier.waiterCount == 1 }
    #expect(try barrier.wait(timeout: timeout) == 1)
    try other.finish()
  }

  @Test(arguments: TimeoutMatrixTests.tooLong) func tooLongIsForEver(_ timeout: Duration) throws {
    let barrier = try Barrier(parties: 2)
    let other = TracedThread.run { try barrier.wait(timeout: timeout) }
    try waitUntil("it waits") { barrier.waiterCount == 1 }
    #expect(try barrier.wait(timeout: timeout) == 1)
    try other.finish()
  }

  @Test func onePartyNeverWaits() throws {
    let barrier = try Barrier(parties: 1)
    for _ in 0..<3 { #expect(try barrier.wait() == 0) }
    #expect(try barrier.wait(timeout: .zero) == 0)
  }

  @Test func descriptionSaysHowItStands() throws {
    let barrier = try Barrier(parties: 3, name: "start")
    #expect(barrier.description == "start (barrier, parties=3, 0 waiting)")
    let bunch = Bunch(2) { _ in _ = try? barrier.wait() }
    try waitUntil("two wait") { barrier.waiterCount == 2 }
    #expect(barrier.description == "start (barrier, parties=3, 2 waiting)")
    barrier.abort()
    try bunch.join()
    #expect(barrier.description == "start (barrier, broken, 0 waiting)")
    #expect(barrier.parties == 3)
  }
}
