import Findings
import LaneModel
import SyncEvents
import Testing

/// Values, arrays and dictionaries behind a lock of their own.
struct GuardedLaneTests {
  @Test func whatIsDoneIsToldAndTheLockOnlyWhereSomebodyWaits() throws {
    let stage = try Stage(
      .list,
      rows: """
        T1 list (P).(P.T)...
        T2 list .....b...(r)
        """)
    #expect(stage.lanes == ["T1": "RRRRRRRRRRRR", "T2": "RRRRRLLLLRRR"])
    let list = try stage.subject("list")
    #expect(
      stage.told("T1") == [
        .put(list, depth: 1, waited: nil), .put(list, depth: 2, waited: nil),
        .took(list, depth: 1, waited: nil), .released(list, permits: 1, depth: 1, held: 40),
      ])
    #expect(
      stage.told("T2") == [
        .blocked(list, holder: "T1"), .acquired(list, permits: 1, depth: 1, waited: 40),
      ])
    let state = try stage.primitive("list")
    #expect((state.value, state.unfinished, state.holders) == (1, 0, []))
  }

  @Test func itHasOneHolderAtATime() throws {
    let stage = try Stage(
      .total,
      rows: """
        T1 total .(....
        T2 total ...b..
        """)
    #expect(try stage.holders("total") == ["T1"])
    #expect(try stage.primitive("total").depth == 1)
    #expect(try stage.primitive("total").since == Instant(nanoseconds: 10))
    #expect(try stage.lane("T2").state == .blocked(stage.id("total")))
    #expect(stage.told("T1").isEmpty)
  }

  @Test func aRingThroughThemIsCertain() throws {
    let stage = try Stage(
      .total, .total2,
      rows: """
        T1 total  (........
        T1 total2 ...b.....
        T2 total2 .(.......
        T2 total  .....b...
        """)
    #expect(stage.lanes == ["T1": "RRRLLXXXX", "T2": "RRRRRXXXX"])
    #expect(stage.model.findings.map(\.grade) == [.certain])
  }

  @Test func oneThatIsTakenTwiceIsCertainlyADeadlock() throws {
    let stage = try Stage(.scores, rows: "T1 scores (.b...")
    #expect(stage.lanes == ["T1": "RRXXXX"])
    #expect(stage.model.findings.map(\.grade) == [.certain])
  }

  @Test func theOwnersOfThemStandWithOtherLocksInOneChain() throws {
    let stage = try Stage(
      .total, .lock,
      rows: """
        T1 lock  (.....
        T2 total (.....
        T2 lock  ..b...
        T3 total ...b..
        """)
    let chain = try #require(stage.model.chain(from: stage.thread("T3")))
    #expect(chain.steps.map(\.holders) == [[stage.thread("T2")], [stage.thread("T1")]])
  }

  @Test func aCrewsSizeIsKept() throws {
    let stage = try Stage(.crew, rows: "you crew .+.\nT1 - ...")
    let resized = Happening.What.resized(try stage.subject("crew"), old: 4, new: 5, woken: [])
    #expect(try stage.primitive("crew").limit == 5)
    #expect(try stage.primitive("crew").value == 0)
    #expect(try stage.primitive("crew").lastAction?.what == resized)
  }
}
