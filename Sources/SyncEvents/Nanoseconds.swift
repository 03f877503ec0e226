/// Lengths of time as people write them.
public enum Nanoseconds {
  /// `500ms`, `4s`, `1.5m`: a number, not negative, with ns, us, ms, s, m or h. Nil for anything else, and for what is too
  /// long to count.
  public static func parse(_ text: String) -> Int64? {
    let units: [(String, Double)] = [
      ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
    ]
    for (unit, size) in units where text.hasSuffix(unit) {
      let number = text.dropLast(unit.count)
      guard let last = number.last, last.isASCII, last.isNumber || last == "." else { continue }
      guard number.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
        let value = Double(number)
      else { return nil }
      let length = value * size
      return length < 9e18 ? Int64(length) : nil
    }
    return nil
  }

  /// What `parse` reads as that: `2s`, `1500ms`.
  public static func text(_ length: Int64) -> String {
    let units: [(String, Int64)] = [
      ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
      ("us", 1000),
    ]
    for (unit, size) in units where length > 0 && length % size == 0 {
      return "\(length / size)\(unit)"
    }
    return "\(length)ns"
  }
}
