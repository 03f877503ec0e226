import CBenchmarks

/// One that is compared: a row's key, and how to measure it once, in nanoseconds an operation.
struct Contestant {
  let key: String
  let sample: () throws -> Double
}

/// Measures all of them in every round, each between two measurements of the reference, and gives the ratios.
///
/// Machines change their pace within seconds, by a fifth; what is measured directly before and after does not notice.
func paired(
  _ contestants: [Contestant], to reference: Contestant, _ rounds: Int
) throws -> [Figure] {
  guard !contestants.isEmpty else { return [] }
  var ratios = [[Double]](repeating: [], count: contestants.count)
  _ = try reference.sample()  // the first finds nothing in the caches
  for contestant in contestants { _ = try contestant.sample() }
  for _ in 0..<rounds {
    var before = try reference.sample()
    for (index, contestant) in contestants.enumerated() {
      let time = try contestant.sample()
      let after = try reference.sample()
      ratios[index].append(time / ((before + after) / 2))
      before = after
    }
  }
  return zip(contestants, ratios).map { Figure($0.key, $1) }
}

/// Runs something on one processor, with whatever it starts.
func pinned<R>(_ body: () throws -> R) rethrows -> R {
  _ = cb_stay_on(0)
  defer { cb_go_anywhere() }
  return try body()
}
