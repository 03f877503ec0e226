import LaneModel
import SyncEvents
import TestSupport
import Testing

/// What is left of a lane when there is no room for all of it.
@Suite(.watched) struct BudgetTests {
  /// Every cell is what a direct count over all changes gives, or says that it is coarse and is what such a count gives for
  /// the longer bucket that covers it.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func whatIsLeftIsExactOrSaysThatItIsCoarse(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed &* 0x1234_5678_9abc_def1)
    var (coarse, exact) = (0, 0)
    for _ in 0..<10 {
      let trace = RandomTrace(&numbers, count: 6000)
      let full = trace.model()
      let small = trace.model(budget: 120_000)
      #expect(small.historyBytes <= 120_000, "\(small.historyBytes)")
      #expect(full.historyBytes > 240_000)
      let count = DirectCount(full.lanes[0], now: full.now)
      for k in 10...42 {
        let time = count.changes.randomElement(using: &numbers)?.time.nanoseconds ?? 0
        let first = time >> Int64(k) - 4
        for (index, cell) in small.cells(of: small.lanes[0], k: k, first: first, count: 9)
          .enumerated()
        {
          let number = first + Int64(index)
          if cell.isCoarse {
            coarse += 1
            #expect(isCoarser(cell, count, k, number))
          } else {
            exact += 1
            #expect(cell == count.cell(k: k, number), "k \(k), bucket \(number)")
          }
        }
      }
    }
    #expect(coarse > 200 && exact > 1000)
  }

  private func isCoarser(_ cell: LaneCell, _ count: DirectCount, _ k: Int, _ number: Int64) -> Bool
  {
    stride(from: 10, through: 40, by: 3).contains { longer in
      var counted = count.cell(k: longer, number >> Int64(max(0, longer - k)))
      counted.isCoarse = true
      return longer > k && cell == counted
    }
  }

  @Test func theWholeSpanStaysVisible() {
    var numbers = FixedNumbers(seed: 9)
    let trace = RandomTrace(&numbers, count: 50_000)
    let (full, small) = (trace.model(), trace.model(budget: 400_000))
    let lane = full.lanes[0]
    let begin = lane.declaration.time.nanoseconds
    let k = (10...42).filter { (full.now.nanoseconds - begin) >> Int64($0) >= 256 }.max() ?? 10
    let count = Int((full.now.nanoseconds - begin) >> Int64(k))
    let cells = small.cells(of: small.lanes[0], k: k, first: begin >> Int64(k), count: count)
    #expect(!cells.contains { $0.isCoarse })
    #expect(cells == full.cells(of: lane, k: k, first: begin >> Int64(k), count: count))
    #expect(small.detailSince != nil && full.detailSince == nil)
  }

  @Test func theNewestChangesAreKeptOneByOneAndTheModelSaysSinceWhen() throws {
    var numbers = FixedNumbers(seed: 5)
    let trace = RandomTrace(&numbers, count: 6000)
    let (full, small) = (trace.model(), trace.model(budget: 120_000))
    let since = try #require(small.detailSince)
    let all = full.lanes[0].changes
    let kept = small.lanes[0].changes
    #expect(kept.count >= 33 && kept.count < all.count)
    #expect(kept == Array(all.suffix(kept.count)))
    #expect(small.lanes[0].detailSince == since && kept.first?.time == since)
    #expect(small.lanes[0].stretch(at: Instant(nanoseconds: since.nanoseconds - 1)) == nil)
    #expect(small.lanes[0].stretch(at: since) == full.lanes[0].stretch(at: since))
  }

  @Test func theBudgetMayBeChangedLater() {
    var numbers = FixedNumbers(seed: 6)
    var model = RandomTrace(&numbers, count: 6000).model()
    #expect(model.detailSince == nil)
    model.historyBudget = 90_000
    model.apply(Batch(), now: model.now)
    #expect(model.historyBytes <= 90_000 && model.detailSince != nil)
  }

  /// It costs no more to keep than the pieces that have grown since.
  @Test func aFrozenCopyStaysAsItWas() {
    var numbers = FixedNumbers(seed: 12)
    let trace = RandomTrace(&numbers, count: 3000)
    var model = LaneModel(historyBudget: 100_000)
    var frozen: [(model: LaneModel, cells: [LaneCell], changes: [Lane.Change])] = []
    for (index, batch) in trace.batches.enumerated() {
      model.apply(batch, now: .zero)
      if index % 500 == 0 {
        frozen.append((model, cells(of: model), model.lanes[0].changes))
      }
    }
    #expect(model.detailSince != nil)
    for (frozen, cells, changes) in frozen {
      #expect(self.cells(of: frozen) == cells)
      #expect(frozen.lanes[0].changes == changes)
    }
  }
  private func cells(of model: LaneModel) -> [LaneCell] {
    stride(from: 10, through: 42, by: 4).flatMap { k in
      model.cells(
        of: model.lanes[0], k: k, first: model.now.nanoseconds >> Int64(k) - 20, count: 25)
    }
  }
}
