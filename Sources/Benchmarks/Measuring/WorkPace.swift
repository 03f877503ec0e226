import CBenchmarks

/// How long a step of work takes here.
struct WorkPace {
  let nanosecondsPerStep: Double

  /// The quickest of many tries: whatever disturbs makes it slower.
  static func measured() -> WorkPace {
    let steps: UInt64 = 20_000
    var state: UInt64 = 1
    var best = Double.infinity
    for _ in 0..<50 {
      let begin = cb_now()
      state = cb_work(state, steps)
      best = min(best, Double(cb_now() - begin) / Double(steps))
    }
    // The state is used, so the work is done; it is never 0.
    return WorkPace(nanosecondsPerStep: state == 0 ? 1 : max(best, 0.01))
  }

  func steps(nanoseconds: Double) -> UInt64 {
    max(1, UInt64((nanoseconds / nanosecondsPerStep).rounded()))
  }
}
