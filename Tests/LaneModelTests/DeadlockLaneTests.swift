import Findings
import LaneModel
import SyncEvents
import Testing

struct DeadlockLaneTests {
  private func findings(_ stage: Stage) -> [Happening] {
    stage.model.log.filter {
      switch $0.what {
      case .deadlock, .freed: true
      default: false
      }
    }
  }

  @Test func twoLocksInOppositeOrderAreALikelyDeadlock() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T1 lock  (........
        T1 other ...b.....
        T2 other .(.......
        T2 lock  .....b...
        """)
    #expect(stage.lanes == ["T1": "RRRLLXXXX", "T2": "RRRRRXXXX"])
    #expect(stage.model.findings.map(\.grade) == [.likely])
    #expect(try stage.lane("T1").state == .deadlocked(stage.id("other")))
    let told = findings(stage)
    #expect(told.map(\.what) == [.deadlock(["T1", "other", "T2", "lock"], certain: false)])
    #expect(told.map(\.time) == [Instant(nanoseconds: 50)])
    #expect(told.map(\.threadName) == ["T2"])
  }

  @Test func recursiveLocksMakeItCertain() throws {
    let stage = try Stage(
      .rlock, .rother,
      rows: """
        T1 guard  (........
        T1 guard2 ...b.....
        T2 guard2 .(.......
        T2 guard  .....b...
        """)
    #expect(stage.model.findings.map(\.grade) == [.certain])
    #expect(stage.lanes["T2"] == "RRRRRXXXX")
  }

  @Test func aPlainLockTakenTwiceStopsItsThreadUntilAnOutsiderReleasesIt() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1  lock (.b....(r.
        you lock .....)....
        """)
    #expect(stage.lanes["T1"] == "RRXXXLLRRR")
    #expect(stage.model.findings.isEmpty)
    #expect(
      findings(stage).map(\.what) == [
        .deadlock(["T1", "lock"], certain: false), .freed(["T1", "lock"]),
      ])
    #expect(findings(stage).map(\.threadName) == ["T1", "you"])
    #expect(try stage.holders("lock") == ["T1"])
  }

  @Test func theSelfDeadlockStandsWhileNobodyReleases() throws {
    let stage = try Stage(.lock, rows: "T1 lock (.b....")
    #expect(stage.model.findings.map(\.kind) == [.selfDeadlock])
    #expect(stage.model.chain(from: stage.thread("T1"))?.isRing == true)
  }

  @Test func threeThreadsInARingAreAllDeadlocked() throws {
    let stage = try Stage(
      .lock, .other, .third,
      rows: """
        T1 lock  (........
        T2 other (........
        T3 third (........
        T1 other .b.......
        T2 third ..b......
        T3 lock  ....b....
        T4 lock  ......b..
        """)
    #expect(
      stage.lanes
        == ["T1": "RLLLXXXXX", "T2": "RRLLXXXXX", "T3": "RRRRXXXXX", "T4": "RRRRRRLLL"])
    #expect(stage.model.findings.map(\.links.count) == [3])
  }

  @Test func threadsThatJoinEachOtherAreDeadlocked() throws {
    let stage = try Stage(
      .thread("T1"), .thread("T2"),
      rows: """
        T1 T2 .b....
        T2 T1 ...b..
        """)
    #expect(stage.lanes == ["T1": "RJJXXX", "T2": "RRRXXX"])
    #expect(stage.model.findings.map(\.grade) == [.certain])
  }

  @Test func aTimedWaitInTheRingMakesNone() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T1 lock  (........
        T1 other ...d...xr
        T2 other .(.......
        T2 lock  .....b...
        """)
    #expect(stage.lanes == ["T1": "RRRLLLLLR", "T2": "RRRRRLLLL"])
    #expect(findings(stage).isEmpty)
  }

  @Test func anOutsiderBreaksARingOfTwo() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T1  lock  (.........
        T1  other ..b.......
        T2  other (......(..
        T2  lock  ...b...r..
        you lock  .....)....
        """)
    #expect(stage.lanes["T1"] == "RRLXXLLLLL")
    #expect(stage.lanes["T2"] == "RRRXXLLRRR")
    #expect(
      findings(stage).map(\.what) == [
        .deadlock(["T1", "other", "T2", "lock"], certain: false),
        .freed(["T1", "other", "T2", "lock"]),
      ])
  }

  @Test func whenTheWaiterTakesTheFreedLockTheRingDoesNotComeBack() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T1  lock  (...........
        T1  other ..b.......(r
        T2  other (.......)...
        T2  lock  ...b..(r....
        you lock  .....)......
        """)
    #expect(stage.lanes["T1"] == "RRLXXLLLLLRR")
    #expect(stage.lanes["T2"] == "RRRXXLRRRRRR")
    #expect(findings(stage).count == 2)
  }

  @Test func anotherDeadlockOfTheSameThreadsIsToldAgain() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1  lock (b..(r.b..
        you lock ..).......
        """)
    #expect(stage.lanes["T1"] == "RXLLRRRXXX")
    #expect(findings(stage).count == 3)
  }

  @Test func aConditionsLockCanBePartOfARing() throws {
    let stage = try Stage(
      .readyLock, .ready, .rlock,
      rows: """
        T1 guard      (............
        T1 ready.lock .......b.....
        T1 ready      .w..n........
        T2 ready.lock ..(..........
        T2 ready      ...1.........
        T2 guard      .........b...
        """)
    #expect(stage.lanes == ["T1": "RCCCCCCLLXXXX", "T2": "RRRRRRRRRXXXX"])
    #expect(stage.model.findings.map(\.grade) == [.certain])
  }
}
