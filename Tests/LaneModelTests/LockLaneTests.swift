import Findings
import LaneModel
import SyncEvents
import Testing

struct LockLaneTests {
  @Test func anUncontendedLockLeavesTheLaneRunning() throws {
    let stage = try Stage(.lock, rows: "T1 lock .(...)..e")
    #expect(stage.lanes == ["T1": "RRRRRRRR-"])
    #expect(
      stage.told("T1") == [
        .acquired(try stage.subject("lock"), permits: 1, depth: 1, waited: nil),
        .released(try stage.subject("lock"), permits: 1, depth: 1, held: 40), .ended,
      ])
  }

  @Test func theHolderIsKnownWithItsTime() throws {
    let stage = try Stage(.lock, rows: "T1 lock .(..")
    #expect(try stage.holders("lock") == ["T1"])
    #expect(try stage.primitive("lock").since == Instant(nanoseconds: 10))
    #expect(try stage.primitive("lock").depth == 1)
    #expect(
      try stage.lane("T1").holds == [
        Lane.Hold(
          primitive: stage.id("lock"), count: 1, since: Instant(nanoseconds: 10))
      ])
  }

  @Test func aHandOffShowsWhoWaitedAndForHowLong() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (....)...e
        T2 lock .b....(r.)e
        """)
    #expect(stage.lanes == ["T1": "RRRRRRRRR--", "T2": "RLLLLLRRRR-"])
    let lock = try stage.subject("lock")
    #expect(
      stage.told("T2") == [
        .blocked(lock, holder: "T1"), .acquired(lock, permits: 1, depth: 1, waited: 50),
        .released(lock, permits: 1, depth: 1, held: 30), .ended,
      ])
  }

  @Test func whoeverReleasedIsKnownAsTheWaker() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (....)
        T2 lock .b....(r
        """)
    #expect(try stage.lane("T2").wokenBy == stage.thread("T1"))
    #expect(try stage.holders("lock") == ["T2"])
    #expect(try stage.waiters("lock").isEmpty)
  }

  @Test func aBargerTakesItBeforeTheOldestWaiter() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (..)(.
        T2 lock .b....
        """)
    #expect(stage.lanes == ["T1": "RRRRRR", "T2": "RLLLLL"])
    #expect(try stage.holders("lock") == ["T1"])
    #expect(try stage.waiters("lock") == ["T2"])
  }

  @Test func waitersStandInTheOrderInWhichTheyCame() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (......
        T2 lock ...b...
        T3 lock .b.....
        T4 lock .....b.
        """)
    #expect(try stage.waiters("lock") == ["T3", "T2", "T4"])
  }

  @Test func aTimedOutWaiterRunsOnWithoutTheLock() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (.......
        T2 lock .d...xr.
        """)
    #expect(stage.lanes["T2"] == "RLLLLLRR")
    #expect(try stage.waiters("lock").isEmpty)
    #expect(try stage.lane("T2").holds.isEmpty)
    let lock = try stage.subject("lock")
    #expect(stage.told("T2") == [.blocked(lock, holder: "T1"), .timedOut(lock, waited: 40)])
  }

  @Test func aWithdrawnWaiterIsToldAsCancelled() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1  lock (.....
        you lock .b..c.
        """)
    #expect(stage.lanes["you"] == "ILLLRR")
    let lock = try stage.subject("lock")
    #expect(stage.told("you") == [.blocked(lock, holder: "T1"), .cancelled(lock, waited: 30)])
  }

  @Test func aRecursiveLockCountsItsDepth() throws {
    let deep = try Stage(.rlock, rows: "T1 guard (.(.(.")
    #expect(try deep.primitive("guard").depth == 3)
    #expect(try deep.lane("T1").holds.map(\.count) == [3])
    #expect(try deep.lane("T1").holds.map(\.since) == [.zero])
    let back = try Stage(.rlock, rows: "T1 guard (.(.).")
    #expect(try back.primitive("guard").depth == 1)
    #expect(try back.holders("guard") == ["T1"])
    let free = try Stage(.rlock, rows: "T1 guard (.(.).)")
    #expect(try free.primitive("guard").depth == 0)
    #expect(try free.holders("guard").isEmpty)
    #expect(try free.lane("T1").holds.isEmpty)
    #expect(
      free.told("T1").last
        == .released(try free.subject("guard"), permits: 1, depth: 1, held: 60))
  }

  @Test func anOutsiderTakesTheLockFromItsHolder() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1  lock (....
        T2  lock .b..(
        you lock ...).
        """)
    #expect(try stage.holders("lock") == ["T2"])
    #expect(try stage.lane("T1").holds.isEmpty)
    let lock = try stage.subject("lock")
    #expect(stage.told("you") == [.releasedFor(lock, holder: "T1")])
    #expect(try stage.primitive("lock").lastAction?.what == .releasedFor(lock, holder: "T1"))
  }

  @Test func aThreadThatEndedStillHoldsWhatItTook() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (.e..
        T2 lock ...b.
        """)
    #expect(stage.lanes == ["T1": "RR---", "T2": "RRRLL"])
    #expect(try stage.holders("lock") == ["T1"])
    #expect(stage.model.chain(from: stage.thread("T2"))?.steps.count == 1)
  }

  @Test func aDestroyedLockIsNobodysAndLeavesThePicture() throws {
    let stage = try Stage(.lock, .other, rows: "T1 lock (..D")
    #expect(try stage.lane("T1").holds.isEmpty)
    #expect(stage.model.primitives.map(\.name) == ["other"])
    #expect(stage.model.name(of: stage.id("lock")) == "lock")
  }

  @Test func aMisuseIsTold() throws {
    let stage = try Stage(.lock, rows: "T1 lock .m.")
    #expect(stage.told("T1") == [.misused(try stage.subject("lock"), .release, .notLocked)])
  }
}
