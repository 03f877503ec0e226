public import Packing
import SyncEvents

/// How often lengths of time came up, in HdrHistogram's layout: every power of two in sixteen parts of the same width.
///
/// Below 32 ns every value has a counter of its own. Above, a counter stands for values that are at most 1/16 apart, and a
/// percentile is given as the middle of it: it is off by at most 1/32, some 3.1 %. Count, total, least and most are exact.
/// There are counters only for what has come up and what lies between: none before the first value, then 32 bytes for each
/// power of two, and never more than 1,920.
public struct DurationHistogram: Hashable, Sendable {
  /// The largest error of a percentile, as a share of it.
  public static let relativeError = 1.0 / 32

  public private(set) var count = 0
  /// All of them together, in nanoseconds.
  public private(set) var total: Int64 = 0
  /// 0 as long as there is none.
  public private(set) var longest: Int64 = 0
  public private(set) var shortest: Int64 = 0
  /// From the counter of number `first` on.
  private var counters: [UInt16] = []
  private var first = 0
  /// How often a counter has run over; few ever do.
  private var overflows: [Int: Int] = [:]

  public init() {}

  /// Takes in a length of time; one below zero counts as none.
  @inline(__always)
  public mutating func record(_ length: Int64) {
    let length = max(0, length)
    if count == 0 || length < shortest { shortest = length }
    if length > longest { longest = length }
    count &+= 1
    total = total.adding(length)
    let number = Self.number(of: length)
    if UInt(bitPattern: number &- first) >= UInt(bitPattern: counters.count) { grow(to: number) }
    let (more, overflows) = counters[number &- first].addingReportingOverflow(1)
    counters[number &- first] = more
    if overflows { self.overflows[number, default: 0] += 1 }
  }

  /// Takes in all that another one has.
  public mutating func merge(_ other: DurationHistogram) {
    guard other.count > 0 else { return }
    shortest = count == 0 ? other.shortest : min(shortest, other.shortest)
    longest = max(longest, other.longest)
    count += other.count
    total = total.adding(other.total)
    grow(to: other.first)
    grow(to: other.first + other.counters.count - 1)
    for (index, more) in other.counters.enumerated() {
      let number = other.first + index
      let (sum, overflows) = counters[number - first].addingReportingOverflow(more)
      counters[number - first] = sum
      if overflows { self.overflows[number, default: 0] += 1 }
    }
    overflows.merge(other.overflows) { $0 + $1 }
  }

  /// That many of all were at most so long: a share of 0.5 is the median. Nil without any.
  public func percentile(_ share: Double) -> Int64? {
    guard count > 0 else { return nil }
    let rank = min(max(1, Int((share * Double(count)).rounded(.up))), count)
    // What is known exactly is given exactly.
    if rank == count { return longest }
    if rank == 1 { return shortest }
    var seen = 0
    for (index, more) in counters.enumerated() {
      let number = first + index
      seen += Int(more)
      if !overflows.isEmpty { seen += (overflows[number] ?? 0) << UInt16.bitWidth }
      if seen >= rank { return min(max(Self.middle(of: number), shortest), longest) }
    }
    return longest
  }

  // MARK: layout

  /// Each power of two has so many counters: 2^4.
  private static let partBits = 4
  private static let parts = 1 << partBits

  /// Which counter a length belongs to.
  @inline(__always)
  private static func number(of length: Int64) -> Int {
    let shift = max(0, Int64.bitWidth - 1 - partBits - length.leadingZeroBitCount)
    return shift << partBits + Int(length >> Int64(shift))
  }

  /// The middle of the lengths that a counter stands for.
  private static func middle(of number: Int) -> Int64 {
    guard number >= 2 * parts else { return Int64(number) }
    let shift = Int64(number >> partBits - 1)
    let low = Int64(number % parts + parts) << shift
    return low + ((1 << shift) - 1) / 2
  }

  /// There is a counter of that number from now on, and all of its power of two.
  @inline(never)
  private mutating func grow(to number: Int) {
    let begin = number / Self.parts * Self.parts
    if counters.isEmpty {
      first = begin
    } else if begin < first {
      counters.insert(contentsOf: repeatElement(0, count: first - begin), at: 0)
      first = begin
    }
    let missing = begin + Self.parts - first - counters.count
    if missing > 0 { counters.append(contentsOf: repeatElement(0, count: missing)) }
  }
}

extension DurationHistogram: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(count, total, longest, shortest, first, counters, overflows)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    (count, total) = (try reader.next(), try reader.next())
    (longest, shortest, first) = (try reader.next(), try reader.next(), try reader.next())
    counters = try reader.next()
    overflows = try reader.next()
    // Nothing stands elsewhere than where it would be looked for.
    guard first >= 0, first % Self.parts == 0, counters.count % Self.parts == 0,
      first + counters.count <= Self.number(of: .max) + Self.parts, shortest >= 0, count >= 0
    else { throw Damaged("a histogram is none") }
  }
}
