import LaneModel
import SyncEvents
import TestSupport
import Testing

/// With ticks of 256 ns a cell of k = 10 covers four letters.
struct CellTests {
  private func cells(_ row: String, first: Int64 = 0, count: Int) throws
    -> [LaneCell]
  {
    let model = try StateDiagram.model("T1 \"\(row)\"", tick: 256)
    return model.cells(of: model.lanes[0], k: 10, first: first, count: count)
  }
  private func pure(_ look: Look, changes: Int = 1) -> LaneCell {
    LaneCell(
      runningEighths: look == .running ? 8 : 0, worst: look, last: look, isMixed: false,
      changes: changes)
  }

  @Test func aCellWithOneLookIsThatLook() throws {
    #expect(
      try cells("RRRRLLLLCCCCEEEESSSSJJJJZZZZHHHH", count: 8)
        == [.running, .lock, .condition, .event, .semaphore, .joining, .sleeping, .held]
        .map { pure($0) })
  }

  @Test func aCellOfWhoWaitsForOthersIsThatLook() throws {
    #expect(
      try cells("RRRRQQQQBBBBFFFFIIII", count: 5)
        == [.running, .queue, .barrier, .future, .idle].map { pure($0) })
    #expect(try cells("IQBF", count: 1).map(\.worst) == [.queue])
  }

  @Test func aMixedCellHasItsShareAndItsWorstLook() throws {
    #expect(
      try cells("RLLLRRRC", count: 2) == [
        LaneCell(runningEighths: 2, worst: .lock, last: .lock, isMixed: true, changes: 2),
        LaneCell(
          runningEighths: 6, worst: .condition, dominant: .running, last: .condition,
          isMixed: true, changes: 2),
      ])
  }

  @Test func whereNothingRanTheWorstIsShown() throws {
    #expect(
      try cells("ZZLC", count: 1)
        == [
          LaneCell(
            runningEighths: 0, worst: .lock, dominant: .sleeping, last: .condition, isMixed: true,
            changes: 3)
        ])
  }

  @Test func aShareIsNeverRoundedToNothingOrAll() throws {
    var model = LaneModel()
    let thread = ThreadID(1)
    let kinds: [(Int64, SyncEvent.Kind)] = [
      (1, .sleeping(0)), (1024, .woke), (2000, .sleeping(0)), (2001, .woke),
    ]
    model.apply(
      Batch(
        declarations: [.thread(ThreadDeclaration(id: thread, name: "T1"))],
        events: kinds.map {
          SyncEvent(thread: thread, time: Instant(nanoseconds: $0.0), kind: $0.1)
        }), now: Instant(nanoseconds: 4096))
    let shares = model.cells(of: model.lanes[0], k: 10, first: 0, count: 3).map(\.runningEighths)
    #expect(shares == [1, 7, 8])
  }

  @Test func timeBeforeTheStartAndAfterTheEndIsAbsent() throws {
    #expect(
      try cells("------RRRRRRR---------", first: -1, count: 6) == [
        .absent, .absent,
        LaneCell(
          runningEighths: 4, worst: .running, dominant: .absent, last: .running, isMixed: true,
          changes: 1),
        pure(.running, changes: 0),
        LaneCell(
          runningEighths: 2, worst: .running, dominant: .absent, last: .absent, isMixed: true,
          changes: 1),
        .absent,
      ])
  }

  @Test func theOpenCellIsCountedUpToNow() throws {
    #expect(try cells("RRRRRR", count: 3) == [pure(.running), pure(.running, changes: 0), .absent])
    #expect(
      try cells("RRRRRL", count: 2)[1]
        == LaneCell(
          runningEighths: 4, worst: .lock, dominant: .running, last: .lock, isMixed: true,
          changes: 1))
  }

  @Test func aPictureThatIsMovedKeepsItsCells() throws {
    let row = "RRLLRCCCRRRRRLLRZZRRRHHRRRRSSSRRRRREEEERRRRR"
    let all = try cells(row, first: -2, count: 16)
    for first in -2..<14 {
      let moved = try cells(row, first: Int64(first), count: 14 - first)
      #expect(moved[...] == all[(first + 2)...])
    }
  }

  @Test func lostDataIsNeverAveragedAway() throws {
    #expect(
      try cells("RRRRR?RRRRRR", count: 3) == [
        pure(.running),
        LaneCell(runningEighths: 0, worst: .unknown, last: .running, isMixed: false, changes: 2),
        pure(.running, changes: 0),
      ])
  }

  @Test func aDeadlockIsNeverAveragedAway() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1  lock (....b..(r........
        you lock ......)...........
        """, tick: 160)
    let lane = try stage.lane("T1")
    let cells = stage.model.cells(of: lane, k: 10, first: 0, count: 2)
    #expect(
      cells == [
        LaneCell(runningEighths: 0, worst: .deadlocked, last: .lock, isMixed: false, changes: 3),
        LaneCell(
          runningEighths: 6, worst: .lock, dominant: .running, last: .running, isMixed: true,
          changes: 1),
      ])
  }

  @Test func absurdBucketsAreAbsent() throws {
    let model = try StateDiagram.model("T1 \"RRRR\"")
    let lane = model.lanes[0]
    #expect(model.cells(of: lane, k: 62, first: .max - 1, count: 2) == [.absent, .absent])
    #expect(model.cells(of: lane, k: 62, first: .min, count: 1).count == 1)
    #expect(model.cells(of: lane, k: 10, first: 0, count: 0) == [])
    #expect(model.cells(of: lane, k: 10, first: 0, count: -1) == [])
  }
}
