package import CSignalbox
package import SyncEvents

/// What the machine's clock said when the ticks that events carry stood at some number.
///
/// It knows pairs of both and goes straight from each to the next, so it is monotone, and as good as the pairs are close: a
/// clock that is slewed by 50 ppm more and less every few minutes is met to 0.1 µs with a pair a second. Beyond the last pair
/// it goes on at the rate of the last seconds.
package struct TickClock: Sendable {
  /// The machine's time, in nanoseconds, that is `Instant.zero`.
  package var zero: UInt64 = 0
  /// In order, both numbers rising.
  private(set) var pairs: [sb_clock_pair] = []
  private let isIdentity: Bool
  /// Beyond the last pair.
  private(set) var nanosecondsPerTick = 1.0

  /// Ticks of the newest pair.
  package private(set) var last: UInt64 = 0

  /// So many pairs are kept: then the older half is thinned to one a second, and to fewer when that does not help.
  private static let most = 8192
  private var spacing: UInt64 = 1_000_000_000
  /// A counter of 20 GHz, and one of a megahertz.
  private static let rates = 0.05...1000
  /// Beyond this nothing is converted: seventy years at 2 GHz.
  private static let latest = UInt64(1) << 62

  /// A clock that knows nothing yet.
  ///
  /// - Parameter source: as in the mapping's header.
  package init(source: UInt32) {
    isIdentity = source == SB_CLOCK_MONOTONIC
    // Until two pairs tell: as here.
    if !isIdentity, sb_own_clock_source() == source {
      nanosecondsPerTick = 1e6 / Double(sb_own_ticks_per_ms())
    }
  }

  /// - Parameters:
  ///   - source: as in the mapping's header.
  ///   - pairs: its table, oldest first.
  /// - Throws: `damaged`, when the table cannot be that of any clock.
  package init(source: UInt32, pairs: [sb_clock_pair]) throws(ReaderError) {
    self.init(source: source)
    guard !isIdentity else {
      last = min(pairs.last?.ticks ?? 0, Self.latest)
      return
    }
    guard let first = pairs.first, let last = pairs.last else {
      throw .damaged("its table of times is empty")
    }
    for (a, b) in zip(pairs, pairs.dropFirst()) where b.ticks <= a.ticks || b.ns < a.ns {
      throw .damaged("its table of times is out of order")
    }
    guard last.ticks < Self.latest, last.ns < Self.latest else {
      throw .damaged("its table of times is decades away")
    }
    let slopes = zip(pairs, pairs.dropFirst()).map(Self.slope).sorted()
    let usual = slopes.isEmpty ? 1 : slopes[slopes.count / 2]
    guard Self.rates.contains(usual) else { throw .damaged("its clock runs at no possible rate") }
    // It may have stood still while the machine slept, but never have jumped ahead of its counter.
    for (a, b) in zip(pairs, pairs.dropFirst())
    where Double(b.ns - a.ns) > 2 * usual * Double(b.ticks - a.ticks) + 100_000 {
      throw .damaged("its table of times has a jump")
    }
    self.pairs = [first]
    self.last = first.ticks
    for pair in pairs.dropFirst() { append(pair) }
  }

  /// What the two clocks said a moment ago. Ignored if it is not newer than what is known.
  package mutating func add(_ pair: sb_clock_pair) {
    guard !isIdentity, pair.ticks < Self.latest, pair.ns < Self.latest else { return }
    if let last = pairs.last, pair.ticks <= last.ticks || pair.ns < last.ns { return }
    append(pair)
    while pairs.count > Self.most {
      thin()
      if pairs.count > Self.most * 7 / 8 { spacing *= 2 }
    }
  }

  private mutating func thin() {
    var kept = [pairs[0]]
    for index in 1..<(pairs.count / 2)
    where pairs[index + 1].ns - kept[kept.count - 1].ns > spacing { kept.append(pairs[index]) }
    pairs = kept + pairs[(pairs.count / 2)...]
  }

  private mutating func append(_ pair: sb_clock_pair) {
    pairs.append(pair)
    last = pair.ticks
    // The nearest that is a second away, since two that are close say little about the rate.
    let second = UInt64(1_000_000_000)
    let base = pairs.reversed().first { pair.ns - $0.ns >= second } ?? pairs[0]
    guard base.ticks < pair.ticks else { return }
    let slope = Self.slope(base, pair)
    if Self.rates.contains(slope) { nanosecondsPerTick = slope }
  }
  private static func slope(_ a: sb_clock_pair, _ b: sb_clock_pair) -> Double {
    Double(b.ns - a.ns) / Double(b.ticks - a.ticks)
  }

  /// Nanoseconds of the machine's clock at that tick.
  package func nanoseconds(_ ticks: UInt64) -> UInt64 { piece(at: ticks).nanoseconds(ticks) }

  /// Between two pairs, before the first or after the last: there the clock is a straight line.
  struct Piece {
    /// Ticks; for these it stands.
    var begin: UInt64
    var end: UInt64
    var ns: UInt64
    var last: UInt64
    var slope: Double

    @inline(__always)
    func covers(_ ticks: UInt64) -> Bool { begin <= ticks && ticks < end }
    @inline(__always)
    func nanoseconds(_ ticks: UInt64) -> UInt64 {
      min(ns &+ TickClock.length(max(ticks, begin) &- begin, slope), last)
    }
  }

  /// Where that tick is. Whoever has many that follow each other asks once for all that are in the same.
  func piece(at ticks: UInt64) -> Piece {
    guard !isIdentity, let first = pairs.first, let last = pairs.last else {
      return Piece(begin: 0, end: .max, ns: 0, last: Self.latest, slope: 1)
    }
    if ticks >= last.ticks {
      return Piece(
        begin: last.ticks, end: .max, ns: last.ns, last: .max >> 1, slope: nanosecondsPerTick)
    }
    if ticks < first.ticks {
      let slope = pairs.count > 1 ? Self.slope(first, pairs[1]) : nanosecondsPerTick
      let length = min(Self.length(first.ticks, slope), first.ns)
      let begin = first.ticks - min(first.ticks, UInt64(Double(length) / slope))
      return Piece(
        begin: begin, end: first.ticks, ns: first.ns - length, last: first.ns, slope: slope)
    }
    // The last pair that is not later. What is asked for is mostly new.
    var (low, high) = (0, pairs.count - 1)
    if high > 8, pairs[high - 8].ticks <= ticks { low = high - 8 }
    while high - low > 1 {
      let middle = (low + high) / 2
      if pairs[middle].ticks <= ticks { low = middle } else { high = middle }
    }
    let (a, b) = (pairs[low], pairs[high])
    return Piece(begin: a.ticks, end: b.ticks, ns: a.ns, last: b.ns, slope: Self.slope(a, b))
  }
  @inline(__always)
  private static func length(_ ticks: UInt64, _ nanosecondsPerTick: Double) -> UInt64 {
    guard nanosecondsPerTick != 1 else { return min(ticks, latest) }
    return UInt64(min(Double(ticks) * nanosecondsPerTick, Double(latest)))
  }

  /// The same from the reader's zero.
  package func instant(_ ticks: UInt64) -> Instant { fromMachine(nanoseconds(ticks)) }
  /// A time of the machine's clock from the reader's zero.
  package func fromMachine(_ nanoseconds: UInt64) -> Instant {
    Instant(nanoseconds: Int64(bitPattern: nanoseconds &- zero))
  }

  /// Whether these can be its numbers: it was made by this machine, and since it was started.
  package func agrees(with pair: sb_clock_pair) -> Bool {
    guard !isIdentity, pairs.count > 1, let first = pairs.first, let last = pairs.last else {
      return true
    }
    guard pair.ticks >= last.ticks, pair.ns >= last.ns else { return false }
    let told = nanoseconds(pair.ticks)
    let apart = told > pair.ns ? told - pair.ns : pair.ns - told
    return apart < 1_000_000_000 + (pair.ns - first.ns) / 100
  }

  /// The tick at which the machine's clock says that; beyond the last pair.
  package func ticks(at nanoseconds: UInt64) -> UInt64 {
    guard !isIdentity, let last = pairs.last else { return nanoseconds }
    return last.ticks &+ ticks(lasting: nanoseconds > last.ns ? nanoseconds - last.ns : 0)
  }

  /// So many nanoseconds in ticks, roughly.
  package func ticks(lasting nanoseconds: UInt64) -> UInt64 {
    isIdentity
      ? nanoseconds
      : UInt64(
        min(Double(nanoseconds) / nanosecondsPerTick, Double(Self.latest)))
  }
}
