import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What happens while the action runs: all are there, and nothing is decided yet.
@Suite(.serialized, .watched) struct BarrierActionTests {
  private let recording = Recording()
  private let light = Event("action")
  private let runs = Counter()

  /// Its first action waits at the light.
  private func make(_ parties: Int) throws -> Barrier {
    try Barrier(parties: parties, name: "round") { [light, runs] in
      if runs.add() == 1 { light.wait() }
    }
  }

  /// A party called `name`, and what its wait returned.
  private func come(
    _ name: String, to barrier: Barrier, timeout: Duration? = nil
  ) -> (thread: TracedThread, index: Collected<Int>) {
    let index = Collected<Int>()
    let thread = TracedThread.run(name) { index.append(try barrier.wait(timeout: timeout)) }
    return (thread, index)
  }

  /// The first waits and the last runs the action, at the light.
  private func startAction(_ barrier: Barrier, timeout: Duration? = nil) throws -> [(
    thread: TracedThread, index: Collected<Int>
  )] {
    let first = come("first", to: barrier, timeout: timeout)
    try waitUntil("the first waits") { barrier.waiterCount == 1 }
    let last = come("last", to: barrier)
    try waitUntil("the action runs") { light.waiterCount == 1 }
    return [first, last]
  }

  private func expect(_ story: [String]) {
    #expect(recording.story(of: "round") == story)
    #expect(recording.faults() == [])
  }

  @Test func nobodysTimeCountsMeanwhile() throws {
    let barrier = try make(2)
    // However slow everything is: twice the time, until the other comes in time.
    var timeout = Duration.milliseconds(50)
    while true {
      let first = come("first", to: barrier, timeout: timeout)
      try waitUntil("the first waits") { barrier.waiterCount == 1 || barrier.isBroken }
      let end = ContinuousClock.now + timeout
      let last = come("last", to: barrier)
      try waitUntil("the action runs") { light.waiterCount == 1 || barrier.isBroken }
      if light.waiterCount == 1 {
        try waitUntil("the first one's time is long over") { .now > end + .milliseconds(50) }
        #expect((barrier.waiterCount, barrier.isBroken) == (1, false))
        light.set()
        for party in [first, last] { try party.thread.finish() }
        #expect((first.index.all, last.index.all) == ([0], [1]))
        break
      }
      for party in [first, last] { _ = try? party.thread.finish() }
      barrier.reset()
      timeout = timeout * 2
    }
    let story = recording.story(of: "round").suffix(3)
    #expect(
      story == ["first blocking wait in time", "last tripped 1", "first resumed tripped by last"])
    #expect(recording.faults() == [])
  }

  /// It is in the next round from the beginning: one wait, one end, and its time begins with that round.
  @Test func whoComesMeanwhileStaysInTheLine() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    let third = come("third", to: barrier, timeout: .seconds(60))
    try waitUntil("it waits") { barrier.waiterCount == 2 }
    light.set()
    for party in both { try party.thread.finish() }
    #expect(barrier.waiterCount == 1)
    #expect(try barrier.wait() == 1)
    try third.thread.finish()
    #expect(third.index.all == [0])
    expect([
      "first blocking wait", "third blocking wait in time", "last tripped 1",
      "first resumed tripped by last", "test tripped 1", "third resumed tripped by test",
    ])
  }

  /// Its time is not up before its round has begun: so it does not break that one.
  @Test func nobodysTimeBeginsBeforeItsRound() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    let third = come("third", to: barrier, timeout: .milliseconds(1))
    try waitUntil("it waits") { barrier.waiterCount == 2 }
    let fourth = come("fourth", to: barrier, timeout: .milliseconds(1))
    try waitUntil("it waits, too") { barrier.waiterCount == 3 }
    WorkTimer().sleep(.milliseconds(5))
    light.set()
    for party in both + [third, fourth] { try party.thread.finish() }
    #expect((third.index.all, fourth.index.all) == ([0], [1]))
    #expect(!barrier.isBroken)
    recording.collect()
    #expect(recording.faults() == [])
  }

  /// The same when its round is not complete at once. However slow everything is: twice the time, until somebody comes in it.
  @Test func itsTimeBeginsWithItsRound() throws {
    var timeout = Duration.milliseconds(200)
    var isInTime = false
    while !isInTime, timeout < .seconds(5) {
      let (light, runs) = (Event(), Counter())
      let barrier = try Barrier(parties: 2) { if runs.add() == 1 { light.wait() } }
      let first = come("first", to: barrier)
      try waitUntil("the first waits") { barrier.waiterCount == 1 }
      let last = come("last", to: barrier)
      try waitUntil("the action runs") { light.waiterCount == 1 }
      let third = come("third", to: barrier, timeout: timeout)
      try waitUntil("it waits") { barrier.waiterCount == 2 }
      let end = ContinuousClock.now + timeout
      try waitUntil("its time would be over") { .now > end }
      light.set()
      for party in [first, last] { try party.thread.finish() }
      let later = ContinuousClock.now + timeout / 4  // it has looked at its time by then
      try waitUntil("it has looked at its time") { .now > later }
      isInTime = (try? barrier.wait()) == 1
      if isInTime { try third.thread.finish() }
      timeout = timeout * 2
    }
    #expect(isInTime)
  }

  @Test func whoComesMeanwhileIsTurnedAwayWhenItBreaks() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    let others = [come("third", to: barrier), come("fourth", to: barrier)]
    try waitUntil("they wait") { barrier.waiterCount == 3 }
    barrier.abort()
    for party in [both[0]] + others {
      #expect(throws: SyncError.brokenBarrier) { try party.thread.finish() }
    }
    light.set()
    #expect(throws: SyncError.brokenBarrier) { try both[1].thread.finish() }
    recording.collect()
    #expect(recording.faults() == [])
  }

  /// A third of two comes: it is in the next round, which begins when this one is decided.
  @Test func whoComesMeanwhileIsInTheNextRound() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    let third = come("third", to: barrier, timeout: .seconds(60))
    try waitUntil("it waits") { barrier.waiterCount == 2 }
    let fourth = come("fourth", to: barrier)
    try waitUntil("it waits, too") { barrier.waiterCount == 3 }
    #expect(runs.value == 1)
    light.set()
    for party in both + [third, fourth] { try party.thread.finish() }
    #expect((both[0].index.all, both[1].index.all) == ([0], [1]))
    #expect(Set(third.index.all + fourth.index.all) == [0, 1])
    #expect(runs.value == 2)
    recording.collect()
    #expect(recording.faults() == [])
    let trips = recording.events(of: "round").map(\.kind).filter { $0.word == "tripped" }
    #expect(trips == [.tripped(woken: 1), .tripped(woken: 1)])
  }

  @Test func abortedMeanwhile() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    barrier.abort()
    #expect(throws: SyncError.brokenBarrier) { try both[0].thread.finish() }
    light.set()
    #expect(throws: SyncError.brokenBarrier) { try both[1].thread.finish() }
    #expect(barrier.isBroken)
    expect(["first blocking wait", "test broke 1", "first resumed broken by test"])
  }

  /// Those of the old round get an error, the one whose action still runs, too; the new round is not disturbed by it.
  @Test func resetMeanwhile() throws {
    let barrier = try make(2)
    let both = try startAction(barrier)
    barrier.reset()
    #expect(throws: SyncError.brokenBarrier) { try both[0].thread.finish() }
    let third = come("third", to: barrier)
    try waitUntil("it waits") { barrier.waiterCount == 1 }
    light.set()
    #expect(throws: SyncError.brokenBarrier) { try both[1].thread.finish() }
    #expect(barrier.waiterCount == 1)
    #expect(try barrier.wait() == 1)
    try third.thread.finish()
    #expect(third.index.all == [0])
    expect([
      "first blocking wait", "test reset 1", "first resumed broken by test",
      "third blocking wait", "test tripped 1", "third resumed tripped by test",
    ])
  }

  /// The action may use other primitives, and look at its own barrier.
  @Test func theActionMayLookAtItsBarrier() throws {
    let seen = Collected<Int>()
    let own = GuardedValue<Barrier?>(nil)
    let barrier = try Barrier(parties: 2) {
      seen.append(own.withLock { $0 }?.waiterCount ?? -1)
    }
    own.withLock { $0 = barrier }
    try Bunch(2) { _ in try barrier.wait() }.join()
    #expect(seen.all == [1])
    own.withLock { $0 = nil }
  }

  /// The person is one of those who are there: that cannot be withdrawn any more.
  @Test func nobodyIsWithdrawnMeanwhile() throws {
    let barrier = try make(2)
    let control = ControlThread { instruction in
      guard instruction.command == .satisfy else { return false }
      try barrier.wait()
      return true
    }
    control.submit(Instruction(.satisfy))
    try waitUntil("the person waits") { barrier.waiterCount == 1 }
    let last = come("last", to: barrier)
    try waitUntil("the action runs") { light.waiterCount == 1 }
    #expect(!control.withdraw())
    #expect(barrier.waiterCount == 1)
    light.set()
    try last.thread.finish()
    control.end()
    #expect(last.index.all == [1])
    expect(["you blocking wait", "last tripped 1", "you resumed tripped by last"])
  }
}
