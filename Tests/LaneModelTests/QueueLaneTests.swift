import Findings
import LaneModel
import SyncEvents
import Testing

struct QueueLaneTests {
  @Test func aProducerWaitsForRoom() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1 items P.P.B...Pr.
        T2 items ......T....
        """)
    #expect(stage.lanes["T1"] == "RRRRQQQQRRR")
    let items = try stage.subject("items")
    #expect(
      stage.told("T1") == [
        .put(items, depth: 1, waited: nil), .put(items, depth: 2, waited: nil),
        .blocked(items, holder: nil, for: .room), .put(items, depth: 2, waited: 40),
      ])
    #expect(stage.told("T2") == [.took(items, depth: 1, waited: nil)])
    #expect(try stage.primitive("items").value == 2)
    #expect(try stage.primitive("items").unfinished == 3)
    #expect(try stage.waiters("items").isEmpty)
  }

  @Test func aConsumerWaitsForAnItem() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1 items .b...Tr.
        T2 items ....P...
        """)
    #expect(stage.lanes == ["T1": "RQQQQRRR", "T2": "RRRRRRRR"])
    #expect(
      stage.told("T1").last == .took(try stage.subject("items"), depth: 0, waited: 40))
    #expect(try stage.primitive("items").value == 0)
    #expect(try stage.primitive("items").unfinished == 1)
  }

  @Test func whatEachWaitsForIsKnown() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1 items .B......
        T2 items ..j.....
        T3 items ...b....
        T4 items ....B...
        """)
    let items = stage.id("items")
    #expect(try stage.waiters("items") == ["T1", "T2", "T3", "T4"])
    let rooms = stage.model.waiters(at: items, for: .room).map { stage.model.name(of: $0) }
    #expect(rooms == ["T1", "T4"])
    #expect(try stage.lane("T1").state == .waiting(items, .room))
    #expect(try stage.lane("T2").state == .waiting(items, .drain))
    #expect(try stage.lane("T3").state == .waiting(items, .item))
  }

  @Test func whoeverWaitsForEverythingToBeDoneGoesOnThen() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1 items P.j....r.
        T2 items ...T.f...
        """)
    #expect(stage.lanes["T1"] == "RRQQQQQRR")
    let items = try stage.subject("items")
    #expect(stage.told("T1").last == .wentOn(items, waited: 50))
    #expect(stage.told("T2").last == .taskDone(items, unfinished: 0))
    #expect(try stage.primitive("items").unfinished == 0)
  }

  @Test func aShutdownTurnsThoseAwayWhoWait() throws {
    let stage = try Stage(
      .items,
      rows: """
        T3  items Pj......
        T1  items ..b...r.
        T2  items ...b..r.
        you items ....Q...
        """)
    #expect(stage.lanes["T1"] == "RRQQQQRR")
    let items = try stage.subject("items")
    let shut = Happening.What.shutDown(items, immediate: false, woken: ["T1", "T2"])
    #expect(stage.told("you") == [shut])
    #expect(stage.told("T2").last == .turnedAway(items, .shutDown, waited: 30))
    let queue = try stage.primitive("items")
    #expect(queue.isShutDown)
    #expect(queue.lastAction?.what == shut)
    #expect((queue.value, queue.unfinished) == (1, 1))
    #expect(try stage.waiters("items") == ["T3"])
  }

  @Test func aShutdownAtOnceDropsWhatIsLeft() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1  items PPj...r.
        T2  items .T......
        you items ....K...
        """)
    let queue = try stage.primitive("items")
    // One item was taken and is not done.
    #expect((queue.value, queue.unfinished) == (0, 1))
    #expect(queue.waiters.isEmpty)
  }

  @Test func moreRoomIsForThoseWhoWaitForRoom() throws {
    let stage = try Stage(
      .items,
      rows: """
        T1  items .b.....
        T2  items ..B....
        you items ....+..
        """)
    let resized = Happening.What.resized(
      try stage.subject("items"), old: 2, new: 3, woken: ["T2"])
    #expect(stage.told("you") == [resized])
    let queue = try stage.primitive("items")
    #expect(queue.lastAction?.what == resized)
    #expect((queue.limit, queue.value) == (3, 0))
    #expect(try stage.waiters("items") == ["T1"])
  }

  @Test func aQueueCanLoseItsBound() throws {
    let stage = try Stage(.items, rows: "T1 items P....")
    var model = stage.model
    for (number, limits) in [(2, (2, -1)), (3, (-1, 5))] {
      let event = SyncEvent(
        thread: stage.thread("T1"), primitive: stage.id("items"), sequence: UInt64(number),
        time: Instant(nanoseconds: 60),
        kind: .limitChanged(old: limits.0, new: limits.1, woken: 0))
      model.apply(Batch(events: [event]), now: event.time)
      #expect(model.primitive(stage.id("items"))?.limit == (limits.1 < 0 ? nil : limits.1))
    }
    #expect(model.primitive(stage.id("items"))?.value == 1)
  }

  @Test func aTimedWaitThatEndsInVainIsTold() throws {
    let stage = try Stage(.items, rows: "T1 items .d...xr.")
    #expect(stage.lanes == ["T1": "RQQQQQRR"])
    #expect(
      stage.told("T1").last == .timedOut(try stage.subject("items"), waited: 40))
    #expect(try stage.waiters("items").isEmpty)
  }

  @Test func aQueueIsNobodysAndMakesNoRing() throws {
    let stage = try Stage(
      .items, .lock,
      rows: """
        T1 lock  (.....
        T1 items ..b...
        T2 lock  ...b..
        """)
    #expect(stage.model.findings.isEmpty)
    let chain = stage.model.chain(from: stage.thread("T2"))
    #expect(chain?.steps.map(\.holders.count) == [1, 0])
  }
}
