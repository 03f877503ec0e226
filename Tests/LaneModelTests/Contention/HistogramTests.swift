import LaneModel
import TestSupport
import Testing

/// Percentiles are what sorted arrays give, but for the error that is promised.
@Suite struct HistogramTests {
  private func filled(_ values: [Int64]) -> DurationHistogram {
    var histogram = DurationHistogram()
    for value in values { histogram.record(value) }
    return histogram
  }

  /// Values of every size, and many of the same size.
  private func values(_ count: Int, _ numbers: inout FixedNumbers) -> [Int64] {
    let bits = Int64.random(in: 0...62, using: &numbers)
    return (0..<count).map { _ in
      let most = Bool.random(using: &numbers) ? bits : Int64.random(in: 0...62, using: &numbers)
      return Int64.random(in: 0...(1 << most - 1), using: &numbers)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func percentilesAreThoseOfASortedArray(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed &* 7919)
    let values = values(Int.random(in: 1...5_000, using: &numbers), &numbers)
    let (histogram, sorted) = (filled(values), values.sorted())
    for share in [0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.99, 0.999, 1] {
      let rank = min(max(1, Int((share * Double(sorted.count)).rounded(.up))), sorted.count)
      let exact = sorted[rank - 1]
      let error = abs(Double(histogram.percentile(share) ?? -1) - Double(exact))
      #expect(error <= Double(exact) * DurationHistogram.relativeError, "\(share) of \(exact)")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func countTotalAndEndsAreExact(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed &* 104_729)
    let values = values(1_000, &numbers).map { $0 >> 12 }
    let histogram = filled(values)
    #expect(histogram.count == 1_000)
    #expect(histogram.total == values.reduce(0, +))
    #expect(histogram.longest == values.max())
    #expect(histogram.shortest == values.min())
    #expect(histogram.percentile(1) == values.max())
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func twoMergedAreOneOfAll(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed &* 1_299_709)
    let (a, b) = (values(700, &numbers), values(300, &numbers))
    var merged = filled(a)
    merged.merge(filled(b))
    let all = filled(a + b)
    #expect(merged == all)
    var empty = DurationHistogram()
    empty.merge(merged)
    #expect(empty == all)
    merged.merge(DurationHistogram())
    #expect(merged == all)
  }

  @Test func shortLengthsAreExact() {
    for value in 0..<32 as Range<Int64> {
      let histogram = filled([0, value, value, value, 40])
      #expect(histogram.percentile(0.5) == value)
    }
  }

  @Test func whatCameUpVeryOftenIsStillCounted() {
    var histogram = filled(Array(repeating: 100, count: 300_000) + [100_000])
    for _ in 0..<100_000 { histogram.record(5) }
    #expect(histogram.count == 400_001)
    #expect(histogram.percentile(0.24) == 5)
    #expect((97...103).contains(histogram.percentile(0.26) ?? 0))
    #expect((97...103).contains(histogram.percentile(0.99) ?? 0))
    var twice = histogram
    twice.merge(histogram)
    #expect(twice.count == 800_002 && twice.percentile(0.24) == 5)
    #expect((97...103).contains(twice.percentile(0.26) ?? 0))
  }

  @Test func anythingMayComeOutOfAFile() {
    let histogram = filled([.max, .min, -1, .max])
    #expect(histogram.count == 4 && histogram.total == .max)
    #expect(histogram.shortest == 0 && histogram.longest == .max)
    #expect(DurationHistogram().percentile(0.5) == nil)
  }
}
