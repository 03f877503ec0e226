import Findings
import LaneModel
import SyncEvents
import Testing

/// Results that others wait for: they are the worker's that runs the task.
struct FutureLaneTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  @Test func aResultIsItsWorkersWhileTheTaskRuns() throws {
    let rows = """
      T1 pool     S.............
      T1 result-1 ..b........r..
      T2 pool     .....[....]...
      """
    let stage = try Stage(.pool, .result(1), rows: rows)
    #expect(stage.lanes["T1"] == "RRFFFFFFFFFRRR")
    #expect(try stage.holders("result-1").isEmpty)
    let result = try stage.subject("result-1")
    #expect(
      stage.told("T1").dropFirst() == [.blocked(result, holder: nil), .wentOn(result, waited: 90)])
    let running = try Stage(.pool, .result(1), rows: String(rows.replacing("]", with: ".")))
    #expect(try running.holders("result-1") == ["T2"])
    #expect(try running.primitive("result-1").since == at(50))
  }

  @Test func whileTheTaskIsQueuedTheResultIsNobodys() throws {
    let stage = try Stage(
      .pool, .result(2),
      rows: """
        T1 pool     SS......
        T1 result-2 ..b.....
        T2 pool     ...[....
        """)
    #expect(try stage.holders("result-2").isEmpty)
    #expect(stage.model.chain(from: stage.thread("T1"))?.steps.map(\.holders) == [[]])
  }

  @Test func aTaskThatRunsAlreadyIsFound() throws {
    let stage = try Stage(.pool, rows: "T1 pool SS[..\nT2 pool ...[.\nT3 - .....")
    var model = stage.model
    let result = PrimitiveID(9)
    model.apply(
      Batch(
        declarations: [
          .primitive(
            PrimitiveDeclaration(
              id: result, kind: .future, name: "result", value: 2, pool: stage.id("pool")))
        ],
        events: [
          SyncEvent(
            thread: stage.thread("T3"), primitive: result, sequence: 1, time: at(60),
            kind: .blocking(.result, deadline: nil, site: nil))
        ]), now: at(70))
    #expect(model.primitive(result)?.holders == [stage.thread("T2")])
    #expect(
      model.chain(from: stage.thread("T3"))?.steps.map(\.holders) == [[stage.thread("T2")]])
  }

  @Test func aCancelledTasksResultNeverComes() throws {
    let stage = try Stage(
      .pool, .result(1),
      rows: """
        T1 pool     S.......
        T1 result-1 .b...c..
        T2 pool     ...X....
        """)
    #expect(stage.lanes["T1"] == "RFFFFRRR")
    #expect(
      stage.told("T1").last == .cancelled(try stage.subject("result-1"), waited: 40))
  }

  @Test func tasksThatWaitForEachOtherAreDeadlocked() throws {
    let stage = try Stage(
      .pool, .result(1), .result(2),
      rows: """
        you pool     SS.......
        T1  pool     ..[......
        T1  result-2 ....b....
        T2  pool     ...[.....
        T2  result-1 ......b..
        """)
    #expect(stage.lanes["T1"] == "RRRRFFXXX")
    #expect(stage.lanes["T2"] == "RRRRRRXXX")
    #expect(stage.model.findings.map(\.grade) == [.certain])
    #expect(
      stage.model.log.last?.what
        == .deadlock(["T1", "result-2", "T2", "result-1"], certain: true))
  }

  @Test func aTaskThatWaitsForItselfIsDeadlocked() throws {
    let stage = try Stage(
      .pool, .result(1), rows: "T1 pool S[.....\nT1 result-1 ...b...")
    #expect(stage.lanes == ["T1": "RRRXXXX"])
    #expect(stage.model.findings.map(\.links.count) == [1])
  }

  @Test func aWorkerThatBeginsTheTaskClosesTheRing() throws {
    let stage = try Stage(
      .pool, .result(1), .total,
      rows: """
        T1  total    (..........
        T1  result-1 ...b.......
        T2  pool     S.......[..
        T2  total    .........b.
        """)
    #expect(stage.lanes == ["T1": "RRRFFFFFFXX", "T2": "RRRRRRRRRXX"])
    #expect(stage.model.findings.map(\.grade) == [.certain])
  }

  @Test func theChainGoesOnThroughAResult() throws {
    let stage = try Stage(
      .pool, .result(1), .lock,
      rows: """
        T1 lock     (......
        T2 pool     S[.....
        T2 lock     ..b....
        T3 result-1 ....b..
        """)
    let chain = try #require(stage.model.chain(from: stage.thread("T3")))
    #expect(chain.steps.map(\.holders) == [[stage.thread("T2")], [stage.thread("T1")]])
    #expect(!chain.isRing)
  }
}
