import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Many at once; what must hold is checked on the events.
@Suite(.serialized, .watched) struct PoolStressTests {
  private let recording = Recording()

  /// Submitted, awaited, given up, cancelled and told, while the pool is resized.
  @Test func everyTaskIsRunOrCancelledOnce() throws {
    let pool = try ThreadPool(workers: 2, name: "stressed")
    let (ran, cancelled, told) = (Counter(), Counter(), Counter())
    let (bunchSize, rounds) = (6, 150)
    let bunch = Bunch(bunchSize) { number in
      for round in 1...rounds {
        let future = try pool.submit {
          ran.add()
          return round
        }
        if round % 5 == 0 { future.whenDone { _ in told.add() } }
        switch (round + number) % 4 {
        case 0: if future.cancel() { cancelled.add() }
        case 1: try ensure(try future.result() == round, "its own result")
        case 2: _ = try future.result(timeout: .microseconds(20 * number))
        default: break
        }
      }
    }
    let resizer = Bunch(1, "resizer") { _ in
      var numbers = FixedNumbers(seed: 7)
      while bunch.endedCount < bunchSize {
        try pool.resize(to: Int.random(in: 1...5, using: &numbers))
        WorkTimer().sleep(.microseconds(100))
      }
    }
    try recording.collect(while: bunch)
    try recording.collect(while: resizer)
    try recording.collect(while: Bunch(1, "closer") { _ in pool.shutdown() })
    let pools = PoolInvariants(recording, "stressed")
    #expect(pools.faults == [])
    #expect(recording.faults() == [])
    #expect(pools.submitted == bunchSize * rounds)
    #expect(pools.cancelled.count == cancelled.value)
    #expect(pools.ended.count == ran.value)
    #expect(ran.value + cancelled.value == pools.submitted)
    #expect(told.value == bunchSize * rounds / 5)
    #expect((pool.doneCount, pool.workerCount, pool.queuedCount) == (ran.value, 0, 0))
  }

  /// What an idle worker was called for no other takes: it does not come in vain.
  @Test func whoIsCalledGetsATask() throws {
    let pool = try ThreadPool(workers: 3, name: "called")
    let bunch = Bunch(3) { _ in
      for round in 0..<300 {
        let futures = try (0...round % 3).map { number in try pool.submit { number } }
        for future in futures { _ = try future.result() }
      }
    }
    try recording.collect(while: bunch)
    pool.shutdown()
    recording.collect()
    var called: Set<ThreadID> = []
    for event in recording.events(of: "called") {
      switch event.kind {
      case .resumed(.acquired, _): called.insert(event.thread)
      case .taskStarted: called.remove(event.thread)
      default: #expect(!called.contains(event.thread), "\(event)")
      }
    }
    #expect(PoolInvariants(recording, "called").faults == [])
    #expect(recording.faults() == [])
  }

  /// Shut down while others submit: what was accepted is run or cancelled, and everybody ends.
  @Test func shutDownUnderLoad() throws {
    for round in 0..<40 {
      let name = "closing \(round)"
      let pool = try ThreadPool(workers: 1 + round % 4, name: name)
      let (accepted, final) = (Counter(), Counter())
      let bunch = Bunch(4) { number in
        do throws(SyncError) {
          for _ in 0..<60 {
            let future = try pool.submit {}
            accepted.add()
            future.whenDone { _ in final.add() }
          }
        } catch { try ensure(error == .shutDown(name), "\(error)") }
        if number == round % 4 { pool.shutdown(cancelPending: round % 2 == 0) }
      }
      try recording.collect(while: bunch)
      pool.shutdown()
      recording.collect()
      #expect(final.value == accepted.value)
      #expect(PoolInvariants(recording, name).faults == [])
    }
    #expect(recording.faults() == [])
  }

  @Test func futuresCompletedCancelledAndAwaitedAtOnce() throws {
    for _ in 0..<100 {
      let future = Future<Int>("raced")
      let (won, told) = (Counter(), Counter())
      let bunch = Bunch(6) { number in
        switch number {
        case 0: if future.cancel() { won.add() }
        case 1, 2: if (try? future.complete(.success(number))) != nil { won.add() }
        case 3: future.whenDone { _ in told.add() }
        default: _ = try? future.result()
        }
      }
      try recording.collect(while: bunch)
      #expect((won.value, told.value, future.isDone) == (1, 1, true))
    }
    #expect(recording.faults() == [])
  }

  @Test func heldAndLetGo() throws {
    let pool = try ThreadPool(workers: 3, name: "held now and then")
    let bunch = Bunch(3) { number in
      for round in 0..<40 {
        let future = try pool.submit { round }
        if round % 3 == number { future.cancel() } else { _ = try future.result() }
      }
    }
    let control = ControlThread()
    control.run {
      for _ in 0..<15 {
        Holding.hold()
        WorkTimer().sleep(.microseconds(300))
        Holding.letGo()
        WorkTimer().sleep(.microseconds(300))
      }
    }
    try waitUntil("they end") {
      recording.collect()
      return control.isIdle
    }
    control.end()
    try recording.collect(while: bunch)
    pool.shutdown()
    recording.collect()
    #expect(PoolInvariants(recording, "held now and then").faults == [])
    #expect(recording.faults() == [])
  }
}
