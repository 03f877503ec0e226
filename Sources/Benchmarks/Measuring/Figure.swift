/// What a row came to: the median over the rounds, and the quartiles.
struct Figure {
  let key: String
  let median: Double
  let low: Double
  let high: Double
  let rounds: Int

  init(_ key: String, _ samples: [Double]) {
    self.key = key
    let sorted = samples.sorted()
    median = Self.quantile(0.5, of: sorted)
    low = Self.quantile(0.25, of: sorted)
    high = Self.quantile(0.75, of: sorted)
    rounds = samples.count
  }

  /// Between two samples by distance. Of none it is not a number.
  private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = part * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}

/// A result that cannot be: times that come with it are worth nothing, and the run ends.
struct Wrong: Error {
  var sentence: String
}

/// Holds a loop to what it must have done; it also keeps the compiler from leaving the loop out.
func check<Value: Equatable>(_ found: Value, is expected: Value, _ what: String) throws(Wrong) {
  guard found == expected else {
    throw Wrong(
      sentence: "\(what): \(found), and it must be \(expected); the times are worth nothing")
  }
}
