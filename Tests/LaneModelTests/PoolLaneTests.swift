import Findings
import LaneModel
import SyncEvents
import Testing

struct PoolLaneTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  @Test func aWorkerIsIdleUntilThereIsATask() throws {
    let stage = try Stage(
      .pool,
      rows: """
        T1  pool .b...[r..].b
        you pool ....S.......
        """)
    #expect(stage.lanes["T1"] == "RIIIIRRRRRRI")
    let pool = try stage.subject("pool")
    #expect(stage.told("you") == [.submitted(pool, task: 1, queued: 1)])
    #expect(
      stage.told("T1") == [
        .blocked(pool, holder: nil), .taskStarted(pool, task: 1, queued: 0),
        .taskEnded(pool, task: 1, .returned, took: 40), .blocked(pool, holder: nil),
      ])
    #expect(try stage.lane("T1").state == .waiting(stage.id("pool"), .task))
    #expect(try stage.lane("T1").task == nil)
    #expect(stage.model.isSettled)
    #expect(!stage.model.allEnded)
  }

  @Test func aPoolKnowsItsTasks() throws {
    let stage = try Stage(
      .pool,
      rows: """
        you pool SSSSS.......
        T1  pool .....[.}[...
        T2  pool ......[.....
        T3  pool ..........X.
        """)
    let pool = try stage.primitive("pool")
    #expect((pool.value, pool.limit, pool.done) == (1, 2, 1))
    #expect(
      pool.running == [
        PrimitiveState.Run(task: 2, thread: stage.thread("T2")),
        PrimitiveState.Run(task: 3, thread: stage.thread("T1")),
      ])
    #expect(
      try stage.lane("T1").task == Lane.Task(pool: pool.id, number: 3, since: at(80)))
    #expect(
      stage.told("T1")[1] == .taskEnded(try stage.subject("pool"), task: 1, .failed, took: 20))
    #expect(stage.told("T3") == [.taskCancelled(try stage.subject("pool"), task: 5)])
  }

  @Test func whoeverWorksAfterItHasDoneSomethingHasArrived() throws {
    let fresh = try Stage(.pool, rows: "T1 - ..R")
    #expect(!fresh.model.isSettled)
    let submitting = try Stage(.pool, rows: "T1 pool .S\nT1 - ..R")
    #expect(submitting.model.isSettled)
    let working = try Stage(.pool, rows: "T1 pool .S[.\nT1 - ...R")
    #expect(working.model.isSettled)
  }

  @Test func aShutdownTurnsTheIdleAway() throws {
    let stage = try Stage(
      .pool,
      rows: """
        T1  pool .b...r..
        you pool ...Q....
        T1  -    ......e.
        """)
    #expect(stage.lanes["T1"] == "RIIIIR--")
    let pool = try stage.subject("pool")
    #expect(stage.told("you") == [.shutDown(pool, immediate: false, woken: ["T1"])])
    #expect(stage.told("T1").dropFirst() == [.turnedAway(pool, .shutDown, waited: 40), .ended])
    #expect(try stage.primitive("pool").isShutDown)
    #expect(stage.model.allEnded)
  }

  @Test func aWorkerTooManyLeavesWithoutAWord() throws {
    let stage = try Stage(.pool, rows: "T1 pool .b..\nT2 pool ..b.\nyou - ....")
    var model = stage.model
    let (one, pool) = (stage.thread("T1"), stage.id("pool"))
    let before = model.log.count
    let kinds: [(ThreadID, SyncEvent.Kind)] = [
      (stage.thread("you"), .limitChanged(old: 2, new: 1, woken: 1)),
      (one, .resumed(.ended, by: stage.thread("you"))),
    ]
    let events = kinds.enumerated().map { index, kind in
      SyncEvent(
        thread: kind.0, primitive: pool, sequence: UInt64(index + 3), time: at(60), kind: kind.1)
    }
    model.apply(Batch(events: events), now: at(70))
    #expect(
      model.log.dropFirst(before).map(\.what) == [
        .resized(try stage.subject("pool"), old: 2, new: 1, woken: ["T1"])
      ])
    #expect(model.lane(one)?.state == .running)
    let state = try #require(model.primitive(pool))
    #expect((state.limit, state.value, state.waiters) == (1, 0, [stage.thread("T2")]))
  }

  @Test func aTaskEndsWithItsThread() throws {
    let stage = try Stage(.pool, rows: "T1 pool S[....\nT1 - ...e..")
    #expect(try stage.primitive("pool").running.isEmpty)
    #expect(try stage.lane("T1").task == nil)
  }

  @Test func aTaskWhoseStartWasLostIsCountedAllTheSame() throws {
    let stage = try Stage(.pool, rows: "T1 pool S[....")
    var model = stage.model
    let pool = stage.id("pool")
    let events = [(9, SyncEvent.Kind.taskEnded(task: 7, .returned))].map {
      SyncEvent(
        thread: stage.thread("T1"), primitive: pool, sequence: $0.0, time: at(90), kind: $0.1)
    }
    model.apply(Batch(events: events), now: at(90))
    #expect(
      model.log.last?.what
        == .taskEnded(try stage.subject("pool"), task: 7, .returned, took: nil))
    #expect(model.primitive(pool)?.done == 1)
    #expect(model.primitive(pool)?.running == [])
    #expect(model.lanes[0].task == nil)
  }

  @Test func aPoolThatIsNoMoreHasNoTasks() throws {
    let stage = try Stage(.pool, .result(1), rows: "T1 pool S[..D.")
    #expect(try stage.lane("T1").task == nil)
    #expect(try stage.primitive("result-1").holders.isEmpty)
  }
}
