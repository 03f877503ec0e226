import Findings
import LaneModel
import SyncEvents
import Testing

/// What the slots of queues, pools, barriers and containers tell after a loss, and what is not counted twice.
struct ResyncTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
  private func slots(_ primitives: PrimitiveSnapshot..., threads: [ThreadSnapshot] = []) -> Batch {
    Batch(snapshot: Snapshot(time: at(100), threads: threads, primitives: primitives))
  }
  private func event(
    _ stage: Stage, _ thread: String, _ name: String, _ sequence: UInt64, _ kind: SyncEvent.Kind
  ) -> Batch {
    Batch(events: [
      SyncEvent(
        thread: stage.thread(thread), primitive: stage.id(name), sequence: sequence,
        time: at(100 + Int64(sequence)), kind: kind)
    ])
  }

  @Test func aQueuesSlotTellsWhatIsInIt() throws {
    let stage = try Stage(.items, rows: "T1 items P....")
    var model = stage.model
    let items = stage.id("items")
    model.apply(
      slots(PrimitiveSnapshot(id: items, depth: 7, sequence: 40, value: 4, limit: 9)), now: at(100))
    var queue = try #require(model.primitive(items))
    #expect((queue.value, queue.limit, queue.unfinished) == (4, 9, 7))
    // Late ones that the slot has counted.
    model.apply(event(stage, "T1", "items", 38, .put(depth: 5)), now: at(200))
    model.apply(event(stage, "T1", "items", 39, .taken(depth: 3)), now: at(200))
    #expect(model.primitive(items)?.value == 4)
    model.apply(event(stage, "T1", "items", 40, .put(depth: 4)), now: at(200))
    queue = try #require(model.primitive(items))
    #expect((queue.value, queue.limit, queue.unfinished) == (4, 9, 7))
    model.apply(event(stage, "T1", "items", 41, .put(depth: 5)), now: at(200))
    model.apply(event(stage, "T1", "items", 42, .taskDone(unfinished: 6)), now: at(200))
    queue = try #require(model.primitive(items))
    #expect((queue.value, queue.unfinished) == (5, 6))
    model.apply(
      slots(PrimitiveSnapshot(id: items, sequence: 50, value: 2, limit: -1)), now: at(300))
    queue = try #require(model.primitive(items))
    #expect((queue.value, queue.limit, queue.unfinished) == (2, nil, 2))
  }

  @Test func afterAGapTheEventsSayTheTruth() throws {
    let stage = try Stage(.items, rows: "T1 items P....")
    var model = stage.model
    model.apply(event(stage, "T1", "items", 30, .taken(depth: 11)), now: at(200))
    model.apply(event(stage, "T1", "items", 50, .taskDone(unfinished: 13)), now: at(200))
    let queue = try #require(model.primitive(stage.id("items")))
    #expect((queue.value, queue.unfinished) == (11, 13))
  }

  @Test func aShutdownThatTheSlotHasCountedDropsNothingTwice() throws {
    let stage = try Stage(.items, rows: "T1 items P....")
    var model = stage.model
    let items = stage.id("items")
    model.apply(
      slots(PrimitiveSnapshot(id: items, depth: 3, sequence: 9, value: 0, limit: 2)), now: at(100))
    model.apply(
      event(stage, "T1", "items", 9, .shutDown(immediate: true, woken: 0)), now: at(200))
    let queue = try #require(model.primitive(items))
    #expect((queue.value, queue.unfinished, queue.isShutDown) == (0, 3, true))
  }

  @Test func aPoolsSlotTellsWhatIsQueued() throws {
    let stage = try Stage(.pool, rows: "T1 pool S....")
    var model = stage.model
    let pool = stage.id("pool")
    model.apply(
      slots(PrimitiveSnapshot(id: pool, sequence: 20, value: 6, limit: 8)), now: at(100))
    model.apply(event(stage, "T1", "pool", 19, .taskStarted(task: 3, queued: 5)), now: at(200))
    var state = try #require(model.primitive(pool))
    #expect((state.value, state.limit) == (6, 8))
    // The slot does not tell who runs what.
    #expect(state.running == [PrimitiveState.Run(task: 3, thread: stage.thread("T1"))])
    model.apply(event(stage, "T1", "pool", 21, .taskCancelled(task: 9, queued: 2)), now: at(200))
    state = try #require(model.primitive(pool))
    #expect(state.value == 2)
  }

  @Test func aWorkerWhoseEventsAreLostRunsNothingKnown() throws {
    let stage = try Stage(
      .pool, .result(1),
      rows: """
        T1 pool     S[.....
        T1 result-1 ..b....
        """)
    #expect(stage.model.findings.count == 1)
    var model = stage.model
    let one = stage.thread("T1")
    model.apply(
      Batch(losses: [Loss(thread: one, count: 3, since: at(80), until: at(90))]), now: at(100))
    #expect(model.findings.isEmpty)
    #expect(model.lane(one)?.task == nil)
    #expect(model.primitive(stage.id("pool"))?.running == [])
    #expect(model.primitive(stage.id("result-1"))?.holders == [])
  }

  @Test func aProgramThatWasStoppedGoesOnWithItsTasks() throws {
    let stage = try Stage(.pool, rows: "T1 pool S[.....")
    var model = stage.model
    let one = stage.thread("T1")
    model.apply(
      Batch(losses: [Loss(thread: one, count: 0, since: at(80), until: at(90))]), now: at(100))
    #expect(model.lane(one)?.task?.number == 1)
  }

  @Test func anIdleWorkersSlotEndsItsTask() throws {
    let stage = try Stage(.pool, rows: "T1 pool S[.....\nT2 - .")
    var model = stage.model
    let (one, two, pool) = (stage.thread("T1"), stage.thread("T2"), stage.id("pool"))
    model.apply(
      slots(
        threads: [one, two].map {
          ThreadSnapshot(
            id: $0, state: .waiting, primitive: pool, operation: .nextTask, since: at(80))
        }), now: at(100))
    #expect(model.lanes.map(\.state) == [.waiting(pool, .task), .waiting(pool, .task)])
    #expect(model.lane(one)?.task == nil)
    #expect(model.isSettled)
  }

  @Test func aThreadThatWaitsForSomethingElseOfTheSameQueueIsFound() throws {
    let stage = try Stage(.items, rows: "T1 items .b...")
    var model = stage.model
    let (one, items) = (stage.thread("T1"), stage.id("items"))
    func parked(_ operation: SyncEvents.Operation) -> Batch {
      slots(
        threads: [
          ThreadSnapshot(
            id: one, state: .waiting, primitive: items, operation: operation, since: at(80))
        ])
    }
    model.apply(parked(.join), now: at(100))
    #expect(model.lane(one)?.state == .waiting(items, .drain))
    #expect(model.primitive(items)?.waiters == [one])
    model.apply(parked(.put), now: at(100))
    #expect(model.waiters(at: items, for: .room) == [one])
  }

  @Test func aContainersSlotTellsItsOwnerAndItsSize() throws {
    let stage = try Stage(.list, .total, rows: "T1 list (P..\nT2 - ....")
    var model = stage.model
    let (list, total, two) = (stage.id("list"), stage.id("total"), stage.thread("T2"))
    model.apply(
      slots(
        PrimitiveSnapshot(id: list, owner: two, depth: 1, since: at(60), sequence: 12, value: 5),
        PrimitiveSnapshot(id: total, owner: two, depth: 1, since: at(70), sequence: 3)),
      now: at(100))
    let state = try #require(model.primitive(list))
    #expect((state.holders, state.value, state.since) == ([two], 5, at(60)))
    #expect(model.lane(stage.thread("T1"))?.holds == [])
    #expect(model.lane(two)?.holds.map(\.primitive) == [list, total])
  }

  @Test func aBarriersSlotTellsWhetherItIsBroken() throws {
    let stage = try Stage(.meeting, rows: "T1 meeting ..b..")
    var model = stage.model
    let meeting = stage.id("meeting")
    for (sequence, value) in [(5, 1), (8, 0)] {
      model.apply(
        slots(
          PrimitiveSnapshot(
            id: meeting, sequence: UInt64(sequence), value: value, limit: 3, waiters: 1)),
        now: at(100))
      #expect(model.primitive(meeting)?.isBroken == (value == 1))
      #expect(model.primitive(meeting)?.limit == 3)
    }
  }
}
