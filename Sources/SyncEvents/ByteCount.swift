/// Amounts of memory as people write them.
public enum ByteCount {
  private static let units: [(name: String, size: Double)] = [
    ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("KB", 1e3), ("MB", 1e6),
    ("GB", 1e9),
  ]

  /// `256MiB`, `1.5GiB`: a number with KiB, MiB, GiB, KB, MB or GB. Nil for anything else, and for what no machine has.
  public static func parse(_ text: String) -> Int? {
    for (unit, size) in units where text.hasSuffix(unit) {
      let number = text.dropLast(unit.count)
      guard let last = number.last, ("0"..."9").contains(last),
        number.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let value = Double(number)
      else { return nil }
      let count = value * size
      return count < 1e18 ? Int(count) : nil
    }
    return nil
  }

  /// In the largest unit that it is a whole number of.
  public static func text(_ count: Int) -> String {
    for (unit, size) in units.prefix(3).reversed() where count > 0 && count % Int(size) == 0 {
      return "\(count / Int(size))\(unit)"
    }
    return "\(Double(count) / 1024)KiB"
  }
}
