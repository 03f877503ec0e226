import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// What a cursor makes of one ring: whole events, the times of those that were not timed, and what was lost.
@Suite(.watched) struct RingCursorTests {
  private let mapping = SyntheticMapping(began: 1000)
  private let buffer = EventBuffer()
  private var ring: SyntheticMapping.Ring { mapping.ring(0) }

  private func cursor() -> RingCursor {
    RingCursor(ring.place, ringEvents: UInt64(mapping.ringEvents), since: 1000)
  }
  /// `primitive:time`, with a question mark if it was worked out.
  private func told(_ drained: RingCursor.Drained) -> [String] {
    drained.runs.flatMap { run in
      buffer[run.range].filter { kindNumber($0.what) != SB_ARGUMENT }.map {
        "\(UInt32(truncatingIfNeeded: $0.what)):\(Moment.ticks($0.time))"
          + (Moment.isEstimated($0.time) ? "?" : "")
      }
    }
  }
  private func drain(
    _ cursor: inout RingCursor, asked: UInt64? = nil, now: UInt64 = 100_000
  ) -> RingCursor.Drained {
    cursor.drain(mapping.view, into: buffer, asked: asked ?? now) { now }
  }
  private func write(_ primitive: UInt32, _ time: UInt64, arguments: Int = 0) {
    ring.write(
      SB_PASSED, primitive, 1, time: time,
      arguments: Array(repeating: sb_argument(a: 5, b: 6), count: arguments))
  }

  @Test func betweenTwoTimesTheOthersAreSpreadEvenly() {
    ring.claim(7, time: 2000)
    for event in [(1, 3000), (2, 0), (3, 0), (4, 0), (5, 4000), (6, 0), (7, 4010)] {
      write(UInt32(event.0), UInt64(event.1))
    }
    var cursor = cursor()
    #expect(
      told(drain(&cursor)) == [
        "1:3000", "2:3250?", "3:3500?", "4:3750?", "5:4000", "6:4005?", "7:4010",
      ])
    #expect((cursor.read, cursor.lost) == (8, 0))
  }

  /// Arguments take room, and time with it; they are left as they are.
  @Test func argumentsAreNoEvents() {
    ring.claim(7, time: 2000)
    write(1, 3000, arguments: 2)
    write(2, 0, arguments: 1)
    write(3, 4000)
    var cursor = cursor()
    let drained = drain(&cursor)
    #expect(told(drained) == ["1:3000", "2:3600?", "3:4000"])
    #expect(drained.runs.map(\.range) == [1..<7])
    #expect(buffer[1..<7].map(\.time).filter { $0 == 5 }.count == 3)
  }

  @Test func aTailGoesOnAtThePaceOfLate() {
    ring.claim(7, time: 2000)
    for event in [(1, 3000), (2, 3100), (3, 3200), (4, 0), (5, 0)] {
      write(UInt32(event.0), UInt64(event.1))
    }
    var cursor = cursor()
    let times = told(drain(&cursor))
    // Slower than 100 a place, since it began slowly.
    #expect(times.prefix(3) == ["1:3000", "2:3100", "3:3200"])
    #expect(times.dropFirst(3).allSatisfy { $0.hasSuffix("?") })
    // Not beyond now, and not before what had been read already.
    write(6, 0)
    write(7, 0)
    #expect(told(drain(&cursor, now: 200_000)).first.map { $0 >= "6:100" } == true)
    write(8, 0)
    write(9, 0)
    #expect(told(drain(&cursor, now: 200_002)) == ["8:200000?", "9:200001?"])
  }

  /// What comes later never was before what was told, and nothing was after it was read.
  @Test func impossibleTimesAreCut() {
    ring.claim(7, time: 10)
    for event in [(1, 500), (2, .max), (3, 90), (4, 3_000_000)] as [(UInt32, UInt64)] {
      write(event.0, event.1)
    }
    var cursor = cursor()
    #expect(told(drain(&cursor, now: 5000)) == ["1:1000", "2:5000", "3:5000", "4:5000"])
    write(5, 4990)
    write(6, 6000)
    #expect(told(drain(&cursor, now: 9000)) == ["5:5000", "6:6000"])
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>) func timesNeverGoBack(_ seed: UInt64) {
    var random = FixedNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    ring.claim(7, time: 2000)
    var cursor = cursor()
    var (now, last, heads, told) = (UInt64(2000), UInt64(0), 0, 0)
    for _ in 0..<40 {
      for _ in 0..<(random.next() % 60) {
        now += random.next() % 50
        let isTimed = random.next() % 5 == 0
        write(1, isTimed ? now + random.next() % 20 : 0, arguments: Int(random.next() % 3))
        heads += 1
      }
      let earliest = now
      now += random.next() % 300
      let drained = drain(&cursor, now: now)
      for run in drained.runs {
        for event in buffer[run.range] where kindNumber(event.what) != SB_ARGUMENT {
          let time = Moment.ticks(event.time)
          #expect(time >= last && time <= max(now, last))
          last = time
          told += 1
        }
      }
      now = max(now, earliest)
    }
    #expect(told == heads)
    #expect(cursor.read == ring.head.pointee.head && cursor.lost == 0)
  }

  /// After a gap the first are placed before the first that was timed, at its pace, not all over the gap.
  @Test func afterAGapTheyLieAtItsEnd() {
    ring.claim(7, time: 2000)
    for time in stride(from: UInt64(3000), to: 40_600, by: 100) { write(1, time) }
    var cursor = cursor()
    for _ in 0..<20 { write(2, 0) }
    for time in 0..<10 as Range<UInt64> { write(3, 90_000 + time * 10) }
    for _ in 0..<200 { write(4, 0) }
    let drained = drain(&cursor, now: 95_000)
    let times = told(drained)
    #expect(drained.losses.count == 1)
    #expect(times.count { $0.hasPrefix("2:") } == 13)
    #expect(times.filter { $0.hasPrefix("2:") }.allSatisfy { $0 > "2:89" })
    #expect(drained.losses.first?.thread == ThreadID(7))
    #expect(drained.losses.first?.since == 1000)
    #expect(drained.losses.first.map { $0.until >= 89_000 } == true)
    #expect(cursor.read + cursor.lost == ring.head.pointee.head)
  }

  @Test func markersTellWhoseItIs() {
    ring.claim(7, time: 2000)
    write(1, 2001)
    ring.head.pointee.owner_since = ring.head.pointee.head
    ring.head.pointee.owner = 8
    // A marker may say more one day.
    ring.write(SB_THREAD, 8, time: 2002, arguments: [sb_argument(a: 1, b: 2)])
    write(2, 2003)
    var cursor = cursor()
    let drained = drain(&cursor)
    #expect(drained.runs.map(\.thread) == [ThreadID(7), ThreadID(8)])
    #expect(told(drained) == ["1:2001", "2:2003"])
    #expect((cursor.read, cursor.lost) == (5, 0))
  }

  /// What pretends to be a ring: nothing of it makes a cursor fall over.
  @Test func nonsenseIsCountedAndLeft() {
    ring.claim(7, time: 2000)
    var cursor = cursor()
    _ = drain(&cursor)
    ring.write(0, 3, 0, time: 2001)
    ring.write(SB_ARGUMENT, 3, 0, time: 2001)
    write(4, 2100)
    let drained = drain(&cursor)
    #expect(told(drained) == ["4:2100"])
    #expect(drained.losses == [.init(thread: ThreadID(7), count: 2, since: 2000, until: 2100)])
    for head in [3, 0, .max, .max - 5, 1 << 63] as [UInt64] {
      ring.head.pointee.head = head
      _ = drain(&cursor)
    }
    ring.head.pointee.reserve = .max
    ring.head.pointee.head = .max
    _ = drain(&cursor)
    var beyond = RingCursor(UInt64(mapping.size) - 64, ringEvents: 256, since: 0)
    #expect(drain(&beyond).runs.isEmpty)
    var far = RingCursor(.max - 10, ringEvents: 256, since: 0)
    #expect(drain(&far).runs.isEmpty)
  }
}
