/// Where the labels of the time axis stand.
struct TimeAxis {
  struct Label: Hashable {
    /// Counted from the left edge of the timeline.
    var column: Int
    /// So long before now.
    var ago: Int64
  }

  /// Labels at round times, at least `gap` columns apart, the oldest first; "now" is not among them.
  static func labels(width: Int, zoom: Int, gap: Int) -> [Label] {
    let cell = Int64(1) << Int64(zoom)
    guard width > gap, let step = steps.first(where: { $0 / cell >= Int64(gap) }) else { return [] }
    let room = Int64(width) * cell
    return stride(from: step, through: room, by: Int(step)).reversed().compactMap { ago in
      let column = width - 1 - Int((ago + cell / 2) / cell)
      return column >= 0 ? Label(column: column, ago: ago) : nil
    }
  }

  /// 1, 2 and 5 of every power of ten up to seconds, then what a clock shows.
  private static let steps: [Int64] = {
    var power: Int64 = 1
    var all: [Int64] = []
    for _ in 0..<10 {
      all += [power, 2 * power, 5 * power]
      power *= 10
    }
    let coarse: [Int64] = [
      10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400,
    ]
    return all + coarse.map { $0 * 1_000_000_000 }
  }()
}
