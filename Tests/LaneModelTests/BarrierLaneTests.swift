import Findings
import LaneModel
import SyncEvents
import Testing

struct BarrierLaneTests {
  @Test func theLastOneLetsAllGoOn() throws {
    let stage = try Stage(
      .meeting,
      rows: """
        T1 meeting .b....r.
        T2 meeting ..b....r
        T3 meeting .....t..
        """)
    #expect(stage.lanes == ["T1": "RBBBBBRR", "T2": "RRBBBBBR", "T3": "RRRRRRRR"])
    let meeting = try stage.subject("meeting")
    let tripped = Happening.What.tripped(meeting, woken: ["T1", "T2"])
    #expect(stage.told("T3") == [tripped])
    #expect(
      stage.told("T1") == [.blocked(meeting, holder: nil), .wentOn(meeting, waited: 50)])
    let barrier = try stage.primitive("meeting")
    #expect((barrier.limit, barrier.waiters, barrier.isBroken) == (3, [], false))
    #expect(barrier.lastAction?.what == tripped)
    #expect(try stage.lane("T2").wokenBy == stage.thread("T3"))
  }

  @Test func whoeverGivesUpBreaksItForAll() throws {
    let stage = try Stage(
      .meeting,
      rows: """
        T1 meeting .d...xr/..
        T2 meeting ..b.....r.
        """)
    #expect(stage.lanes == ["T1": "RBBBBBRRRR", "T2": "RRBBBBBBRR"])
    let meeting = try stage.subject("meeting")
    #expect(
      stage.told("T1").dropFirst() == [
        .timedOut(meeting, waited: 40), .broke(meeting, woken: ["T2"]),
      ])
    #expect(stage.told("T2").last == .turnedAway(meeting, .broken, waited: 60))
    #expect(try stage.primitive("meeting").isBroken)
  }

  @Test func whoeverBreaksItIsNotAmongThoseLetGo() throws {
    let stage = try Stage(
      .meeting,
      rows: """
        T1 meeting .d.../xr
        T2 meeting ..b.....
        """)
    let woken = stage.told("T1").compactMap {
      if case .broke(_, let woken) = $0 { woken } else { nil }
    }
    #expect(woken == [["T2"]])
  }

  @Test func aResetMakesItWhole() throws {
    let stage = try Stage(
      .meeting,
      rows: """
        T1 meeting ./...b..r..
        T2 meeting .......0...
        """)
    let meeting = try stage.subject("meeting")
    let barrier = try stage.primitive("meeting")
    #expect(!barrier.isBroken)
    #expect(barrier.lastAction?.what == .barrierReset(meeting, woken: ["T1"]))
    #expect(stage.told("T1").last == .turnedAway(meeting, .broken, waited: 30))
  }

  @Test func aBarrierIsNobodysAndMakesNoRing() throws {
    let stage = try Stage(
      .meeting, .lock,
      rows: """
        T1 lock    (.....
        T1 meeting ..b...
        T2 lock    ...b..
        T3 meeting ...b..
        """)
    #expect(stage.model.findings.isEmpty)
    #expect(stage.model.chain(from: stage.thread("T3"))?.steps.map(\.holders) == [[]])
  }
}
