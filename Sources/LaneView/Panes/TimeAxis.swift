import SyncEvents

/// Where the labels of the time axis stand.
struct TimeAxis {
  struct Label: Hashable {
    /// Counted from the left edge of the timeline.
    var column: Int
    /// So long before now.
    var ago: Int64
  }

  /// A place of the source's own time.
  struct Place: Hashable {
    var column: Int
    var time: Instant
    /// Of a second: so many that the labels differ.
    var decimals: Int
  }

  /// Labels at round times of the source, the oldest first. They stay with their cells while the window stands still.
  static func ruler(_ window: TimeWindow, from: Instant, to: Instant) -> [Place] {
    let cell = Int64(1) << Int64(window.zoom)
    // Wide enough for what a label at such a step needs, and some blanks: "02:41:07.123456".
    func width(_ step: Int64) -> Int64 { step < 1_000_000 ? 19 : 14 }
    guard let step = steps.first(where: { $0 / cell >= width($0) }) else { return [] }
    let begin = max(from, Instant(startOfBucket: window.first, window.zoom)).nanoseconds
    let end = min(to, Instant(startOfBucket: window.last.adding(1), window.zoom)).nanoseconds
    guard begin <= end else { return [] }
    let first = begin.adding(step - 1) / step * step
    guard first <= end else { return [] }
    return stride(from: first, through: end, by: Int(step)).compactMap { time in
      let time = Instant(nanoseconds: time)
      let column = window.column(of: time)
      guard (0..<window.count).contains(column) else { return nil }
      return Place(column: column, time: time, decimals: decimals(step))
    }
  }

  private static func decimals(_ step: Int64) -> Int {
    var (decimals, unit) = (0, Int64(1_000_000_000))
    while step % unit != 0, unit > 1 {
      unit /= 10
      decimals += 1
    }
    return decimals
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
