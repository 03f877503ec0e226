import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Every cell of random traces, at every length, is what a direct count over all changes gives.
@Suite(.watched) struct PyramidTests {
  /// Compares some windows of cells: about the first change, about now, and about others by chance.
  private func compare(
    _ model: LaneModel, _ numbers: inout FixedNumbers, seen: inout Seen
  ) -> Bool {
    let lane = model.lanes[0]
    let count = DirectCount(lane, now: model.now)
    var times = [count.start, model.now.nanoseconds]
    for _ in 0..<3 {
      times.append((count.changes.randomElement(using: &numbers)?.time ?? .zero).nanoseconds)
    }
    for k in 10...42 {
      for time in times {
        let first = time >> Int64(k) - Int64.random(in: 0...3, using: &numbers)
        for (index, cell) in model.cells(of: lane, k: k, first: first, count: 5).enumerated() {
          let counted = count.cell(k: k, first + Int64(index))
          seen.take(cell)
          if cell != counted {
            Issue.record("k \(k), bucket \(first + Int64(index)): \(cell) instead of \(counted)")
            return false
          }
        }
      }
    }
    return true
  }

  /// What has come up: a test that compares nothing but empty cells proves nothing.
  struct Seen {
    var cells = 0
    var busy = 0
    var worst: Set<Look> = []
    mutating func take(_ cell: LaneCell) {
      cells += 1
      if cell.changes > 4 { busy += 1 }
      worst.insert(cell.worst)
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyCellIsWhatADirectCountGives(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed &* 0x5167_6e61_6c62_6f78)
    var seen = Seen()
    for _ in 0..<250 {
      let trace = RandomTrace(&numbers, count: Int.random(in: 0..<80, using: &numbers))
      guard compare(trace.model(), &numbers, seen: &seen) else { return }
    }
    #expect(seen.cells > 200_000 && seen.busy > 10_000)
    #expect(seen.worst == Set(Look.allCases))
  }

  @Test func timeNeverGoesBackThoughLossesAreNoticedLate() {
    var numbers = FixedNumbers(seed: 0xBAC_C0FFEE)
    var seen = Seen()
    for _ in 0..<100 {
      let trace = RandomTrace(&numbers, count: 300, stutters: true)
      guard compare(trace.model(), &numbers, seen: &seen) else { return }
    }
    #expect(seen.busy > 1000)
  }

  @Test func aLongTraceIsCountedAcrossManyPieces() {
    var numbers = FixedNumbers(seed: 0xC0FF_EE)
    var seen = Seen()
    for _ in 0..<6 {
      let trace = RandomTrace(&numbers, count: 20_000)
      guard compare(trace.model(), &numbers, seen: &seen) else { return }
    }
    #expect(seen.busy > 100)
  }

  @Test func noCellChangesWhenTheWindowIsMoved() {
    var numbers = FixedNumbers(seed: 77)
    for _ in 0..<100 {
      let model = RandomTrace(&numbers, count: 60).model()
      let lane = model.lanes[0]
      for k in stride(from: 10, through: 42, by: 3) {
        let last = model.now.nanoseconds >> Int64(k)
        let all = model.cells(of: lane, k: k, first: last - 60, count: 64)
        for begin in [0, 1, 2, 3, 5, 17, 40, 63] {
          let moved = model.cells(
            of: lane, k: k, first: last - 60 + Int64(begin), count: 64 - begin)
          #expect(moved[...] == all[begin...])
        }
      }
    }
  }
}
