import LaneModel
import SyncEvents
import Testing

struct SemaphoreLaneTests {
  @Test func everybodyWithAPermitIsAHolderInOrderOfTaking() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1 permits ..(....
        T2 permits (......
        T3 permits ...b...
        """)
    #expect(stage.lanes == ["T1": "RRRRRRR", "T2": "RRRRRRR", "T3": "RRRSSSS"])
    #expect(try stage.holders("permits") == ["T2", "T1"])
    #expect(try stage.primitive("permits").value == 0)
    #expect(try stage.waiters("permits") == ["T3"])
  }

  @Test func aReleaseLetsTheWaiterTakeIt() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1 permits (....)..
        T2 permits (.......
        T3 permits ..b...(r
        """)
    #expect(stage.lanes["T3"] == "RRSSSSRR")
    #expect(try stage.holders("permits") == ["T2", "T3"])
    #expect(try stage.lane("T3").wokenBy == stage.thread("T1"))
    let permits = try stage.subject("permits")
    #expect(
      stage.told("T3") == [
        .blocked(permits, holder: nil), .acquired(permits, permits: 1, depth: 1, waited: 40),
      ])
  }

  @Test func shrinkingBelowWhatIsInUseMakesADebt() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1  permits (......
        T2  permits (......
        you permits ...-...
        """)
    #expect(try stage.primitive("permits").value == -1)
    #expect(try stage.primitive("permits").limit == 1)
    let paid = try Stage(
      .permits,
      rows: """
        T1  permits (....)
        T2  permits (.....
        you permits ...-..
        """)
    #expect(try paid.primitive("permits").value == 0)
    #expect(try paid.holders("permits") == ["T2"])
  }

  @Test func growingWakesTheOldestWaiters() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1  permits (......
        T2  permits (......
        T3  permits ..b....
        T4  permits .b.....
        you permits ....+..
        """)
    #expect(try stage.waiters("permits") == ["T3"])
    let grown = Happening.What.resized(
      try stage.subject("permits"), old: 2, new: 3, woken: ["T4"])
    #expect(stage.told("you") == [grown])
    #expect(try stage.primitive("permits").lastAction?.what == grown)
  }

  @Test func aReleaseByAThreadWithoutAPermitIsTheOldestHoldersPermit() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1 permits (.....
        T2 permits .(....
        T3 permits ...)..
        """)
    #expect(try stage.holders("permits") == ["T2"])
    #expect(try stage.lane("T1").holds.isEmpty)
    #expect(
      stage.told("T3")
        == [.released(try stage.subject("permits"), permits: 1, depth: 1, held: nil)])
  }

  @Test func aCountingSemaphoreCanBeRaisedFromNothing() throws {
    let stage = try Stage(
      .counter,
      rows: """
        T1 counter .b...(r
        T2 counter ..).).
        """)
    #expect(try stage.primitive("counter").value == 1)
    #expect(try stage.holders("counter") == ["T1"])
  }

  @Test func aThreadMayHaveSeveralPermits() throws {
    let stage = try Stage(.permits, rows: "T1 permits (.(..).")
    #expect(try stage.lane("T1").holds.map(\.count) == [1])
    #expect(try stage.holders("permits") == ["T1"])
    #expect(try stage.primitive("permits").value == 1)
  }
}
