import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// Ticks become the machine's time, whatever the machine does to its clock.
@Suite(.watched) struct TickClockTests {
  /// A counter of 2.1 GHz, and a clock that is slewed by up to 50 ppm to either side, back and forth in five minutes.
  private struct Machine {
    static let ticksPerSecond = 2.1e9
    static let drift = 50e-6
    static let period = 300.0
    static let start: UInt64 = 88_000_000_000_000

    static func ticks(_ seconds: Double) -> UInt64 { start + UInt64(seconds * ticksPerSecond) }
    /// The integral of 1 + drift × sin.
    static func nanoseconds(_ seconds: Double) -> UInt64 {
      let turn = 2 * Double.pi / period
      return 500_000_000_000 + UInt64((seconds + drift / turn * (1 - cosine(turn * seconds))) * 1e9)
    }
    private static func cosine(_ x: Double) -> Double {
      var (term, sum) = (1.0, 0.0)
      let x = x.truncatingRemainder(dividingBy: 2 * .pi)
      for n in 0..<24 {
        sum += term
        term *= -x * x / Double((2 * n + 1) * (2 * n + 2))
      }
      return sum
    }
    static func pair(_ seconds: Double, noise: Int64 = 0) -> sb_clock_pair {
      sb_clock_pair(
        ticks: ticks(seconds), ns: UInt64(Int64(nanoseconds(seconds)) + noise))
    }
  }

  /// Ten thousand moments of an hour, against what the clock said.
  private func worstError(_ clock: TickClock, until end: Double = 3600) -> Int64 {
    var random = FixedNumbers(seed: 7)
    return (0..<10_000).map { _ in
      let seconds = Double(random.next() % 1_000_000) / 1e6 * end
      return abs(
        Int64(clock.nanoseconds(Machine.ticks(seconds)))
          - Int64(Machine.nanoseconds(seconds)))
    }.max() ?? .max
  }

  @Test func anHourIsRightToTenMicroseconds() throws {
    var random = FixedNumbers(seed: 3)
    let pairs = (0...3600).map { Machine.pair(Double($0), noise: Int64(random.next() % 61) - 30) }
    let clock = try TickClock(source: SB_CLOCK_COUNTER, pairs: pairs)
    #expect(worstError(clock) < 1000)
    // One straight line would be wrong by milliseconds.
    let line = try TickClock(source: SB_CLOCK_COUNTER, pairs: [pairs[0], pairs[3600 - 150]])
    #expect(worstError(line) > 1_000_000)
  }

  /// A reader that looks 60 times a second all the time keeps fewer pairs than it was given.
  @Test func anHourOfALiveReaderIsRightToo() throws {
    var clock = TickClock(source: SB_CLOCK_COUNTER)
    var random = FixedNumbers(seed: 3)
    var worst: Int64 = 0
    for frame in 0..<(60 * 3600) {
      let now = Double(frame) / 60
      clock.add(Machine.pair(now, noise: Int64(random.next() % 61) - 30))
      guard frame > 2 else { continue }
      let then = now - Double(random.next() % 16_000) / 1e6
      let error =
        Int64(clock.nanoseconds(Machine.ticks(then))) - Int64(Machine.nanoseconds(then))
      worst = max(worst, abs(error))
    }
    #expect(worst < 1000)
    #expect(worstError(clock) < 1000)
    #expect(clock.pairs.count <= 8192)
  }

  /// A second after the last pair it is still right to 10 µs.
  @Test func beyondTheLastPairItGoesOn() throws {
    let pairs = (0...100).map { Machine.pair(Double($0)) }
    let clock = try TickClock(source: SB_CLOCK_COUNTER, pairs: pairs)
    let error = Int64(clock.nanoseconds(Machine.ticks(101))) - Int64(Machine.nanoseconds(101))
    #expect(abs(error) < 10_000)
    let before = Machine.ticks(0) - 2_100_000
    #expect(abs(Int64(clock.nanoseconds(before)) - Int64(Machine.nanoseconds(0)) + 1_000_000) < 100)
  }

  @Test func itNeverGoesBack() throws {
    var random = FixedNumbers(seed: 11)
    let pairs = (0...50).map { Machine.pair(Double($0) / 1000, noise: Int64(random.next() % 61)) }
    let clock = try TickClock(source: SB_CLOCK_COUNTER, pairs: pairs)
    var last: UInt64 = 0
    for tick in stride(from: Machine.start - 1000, to: Machine.ticks(0.052), by: 997) {
      let now = clock.nanoseconds(tick)
      #expect(now >= last)
      last = now
    }
  }

  @Test func theMachinesClockIsItself() throws {
    let clock = try TickClock(source: SB_CLOCK_MONOTONIC, pairs: [])
    for time in [0, 1, 12_345, UInt64.max >> 2] { #expect(clock.nanoseconds(time) == time) }
  }

  @Test func instantsCountFromZero() throws {
    var clock = try TickClock(source: SB_CLOCK_MONOTONIC, pairs: [])
    clock.zero = 1000
    #expect(clock.instant(3500) == Instant(nanoseconds: 2500))
    #expect(clock.fromMachine(400) == Instant(nanoseconds: -600))
  }

  /// A machine that slept: its counter went on, its clock did not.
  @Test func aClockMayStandStill() throws {
    let pairs = [(1, 1), (2, 2), (3, 3), (30_000, 4), (30_001, 5), (30_002, 6)].map {
      sb_clock_pair(ticks: UInt64($0.0) * 1_000_000_000, ns: UInt64($0.1) * 1_000_000_000)
    }
    let clock = try TickClock(source: SB_CLOCK_COUNTER, pairs: pairs)
    #expect(clock.nanoseconds(30_001_500_000_000) == 5_500_000_000)
  }

  @Test func anImpossibleTableIsRefused() {
    let second: UInt64 = 1_000_000_000
    func made(_ pairs: [(UInt64, UInt64)]) -> [sb_clock_pair] {
      pairs.map { sb_clock_pair(ticks: $0.0, ns: $0.1) }
    }
    let tables: [[(UInt64, UInt64)]] = [
      [],
      [(second, second), (second, 2 * second)],  // no tick passed
      [(2 * second, second), (second, 2 * second)],
      [(second, 2 * second), (2 * second, second)],
      [(1, 1), (2 * second, 3)],  // stands still
      [(1, 1), (second, 5000 * second)],  // a kilohertz
      [(1, 1), (second, second), (2 * second, 9 * second), (3 * second, 10 * second)],
      [(1, 1), (second, second), (.max, .max)],
    ]
    for table in tables {
      #expect(throws: ReaderError.self, "\(table)") {
        try TickClock(source: SB_CLOCK_COUNTER, pairs: made(table))
      }
    }
  }

  @Test func whatIsNotNewerIsIgnored() throws {
    var clock = TickClock(source: SB_CLOCK_COUNTER)
    for pair in [(100, 100), (300, 300), (200, 250), (400, 200), (.max, .max), (500, 500)]
      as [(UInt64, UInt64)]
    {
      clock.add(sb_clock_pair(ticks: pair.0, ns: pair.1))
    }
    #expect(clock.pairs.map(\.ticks) == [100, 300, 500])
    #expect(clock.nanoseconds(.max) > 0)
  }
}
