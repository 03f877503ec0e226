import LaneModel
import SyncEvents
import Testing

struct ConditionLaneTests {
  @Test func aWaitGivesUpTheLockAndIsToldOnce() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock .(.<...
        T1 ready      ....w..
        """)
    #expect(stage.lanes == ["T1": "RRRRCCC"])
    #expect(try stage.holders("ready.lock").isEmpty)
    #expect(try stage.waiters("ready") == ["T1"])
    #expect(
      stage.told("T1") == [
        .acquired(try stage.subject("ready.lock"), permits: 1, depth: 1, waited: nil),
        .blocked(try stage.subject("ready"), holder: nil),
      ])
  }

  @Test func theLockIsGivenUpCompletelyWhateverItsDepth() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1  ready.lock (((.<.....>..
        T1  ready      .....w..n..r.
        you ready.lock .....(..)....
        you ready      ......1......
        """)
    #expect(try stage.primitive("ready.lock").depth == 3)
    #expect(try stage.lane("T1").holds.map(\.count) == [3])
    #expect(stage.lanes["T1"] == "RRRRRCCCCCRRR")
  }

  @Test func aWaitAtDepthTwoLeavesNothingHeldAndIsNotToldAsARelease() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock ((.<..
        T1 ready      ....w.
        """)
    for model in [stage.model, stage.slowModel] {
      #expect(model.primitive(stage.id("ready.lock"))?.holders == [])
      #expect(model.primitive(stage.id("ready.lock"))?.depth == 0)
      #expect(model.lanes[0].holds == [])
      #expect(model.log.count == 4)
    }
  }

  @Test func theOldestWaitersAreNotifiedAndLeaveTheLineAtOnce() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1  ready ...w...
        T2  ready .w.....
        T3  ready ..w....
        you ready .....2.
        """)
    #expect(try stage.waiters("ready") == ["T1"])
    let notifies = Happening.What.notifies(
      try stage.subject("ready"), asked: 2, woken: ["T2", "T3"])
    #expect(stage.told("you") == [notifies])
    #expect(try stage.primitive("ready").lastAction?.what == notifies)
    #expect(try stage.lane("T2").notifiedBy == stage.thread("you"))
    #expect(try stage.lane("T1").notifiedBy == nil)
  }

  @Test func notifyWithNobodyThereIsToldToo() throws {
    let stage = try Stage(.readyLock, .ready, rows: "T1 ready .a.")
    #expect(
      stage.told("T1") == [.notifies(try stage.subject("ready"), asked: nil, woken: [])])
  }

  @Test func notifiedThreadsQueueForTheLock() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1  ready.lock .........b...>..
        T1  ready      .w.....n......r.
        T2  ready.lock ........b.......
        T2  ready      ..w...n.........
        you ready.lock ...(.......)....
        you ready      ....a...........
        """)
    #expect(stage.lanes["T1"] == "RCCCCCCCCLLLLRRR")
    #expect(stage.lanes["T2"] == "RRCCCCCCLLLLLLLL")
    let you = stage.thread("you")
    #expect(try stage.lane("T1").notifiedBy == nil)
    #expect(try stage.lane("T1").wokenBy == you)
    #expect(try stage.lane("T2").notifiedBy == you)
    #expect(try stage.lane("T2").wokenBy == you)
    #expect(try stage.waiters("ready.lock") == ["T2"])
    let (ready, lock) = (try stage.subject("ready"), try stage.subject("ready.lock"))
    #expect(
      stage.told("T1") == [
        .blocked(ready, holder: nil), .notified(ready, by: "you", waited: 30),
        .blocked(lock, holder: "you"), .acquired(lock, permits: 1, depth: 1, waited: 90),
      ])
  }

  @Test func aFreeLockIsTakenAgainWithoutBlocking() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock ........>.
        T1 ready      .w...n...r
        T2 ready      ...1......
        """)
    #expect(stage.lanes["T1"] == "RCCCCCCCRR")
    #expect(
      stage.told("T1").last
        == .acquired(try stage.subject("ready.lock"), permits: 1, depth: 1, waited: 50))
  }

  @Test func aTimedOutWaitTakesTheLockAgain() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock ......b..>.
        T1 ready      .v...x....r
        T2 ready.lock (......)...
        """)
    #expect(stage.lanes["T1"] == "RCCCCCLLLRR")
    #expect(try stage.waiters("ready").isEmpty)
    #expect(try stage.lane("T1").wokenBy == nil)
    let (ready, lock) = (try stage.subject("ready"), try stage.subject("ready.lock"))
    #expect(
      stage.told("T1") == [
        .blocked(ready, holder: nil), .timedOut(ready, waited: 40),
        .blocked(lock, holder: "T2"), .acquired(lock, permits: 1, depth: 1, waited: 40),
      ])
  }

  @Test func aTimedOutWaiterIsNotNotified() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready .v..x...
        T2 ready ..w.....
        T3 ready ......1.
        """)
    #expect(
      stage.told("T3") == [.notifies(try stage.subject("ready"), asked: 1, woken: ["T2"])])
  }

  @Test func aWithdrawnWaitIsCancelled() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock ........>
        T1 ready      .w...c...
        """)
    #expect(stage.lanes["T1"] == "RCCCCRRRR")
    #expect(
      stage.told("T1") == [
        .blocked(try stage.subject("ready"), holder: nil),
        .cancelled(try stage.subject("ready"), waited: 40),
        .acquired(try stage.subject("ready.lock"), permits: 1, depth: 1, waited: nil),
      ])
  }

  @Test func aPredicateIsTold() throws {
    let stage = try Stage(.readyLock, .ready, rows: "T1 ready .?.!")
    let ready = try stage.subject("ready")
    #expect(stage.told("T1") == [.evaluated(ready, false), .evaluated(ready, true)])
  }

  @Test func aReleaseIsToldThoughAWaitCouldHaveBegunWithIt() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock (..)
        T1 -          .....R
        """)
    let released = Happening.What.released(
      try stage.subject("ready.lock"), permits: 1, depth: 1, held: 30)
    #expect(stage.told("T1").last == released)
    #expect(stage.slowModel.log.last?.what == released)
  }

  @Test func aReleaseAtTheEndOfABatchIsToldWhenNothingFollows() throws {
    var model = try Stage(.readyLock, .ready, rows: "T1 ready.lock (..)").model
    #expect(model.log.last?.what != .ended)
    let before = model.log.count
    model.apply(Batch(), now: Instant(nanoseconds: 500_000))
    #expect(model.log.count == before)
    model.apply(Batch(), now: Instant(nanoseconds: 2_000_000))
    #expect(model.log.count == before + 1)
    #expect(model.log.last?.time == Instant(nanoseconds: 30))
  }
}
