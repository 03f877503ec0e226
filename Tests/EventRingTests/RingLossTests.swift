import CSignalbox
import Glibc
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// The oldest events are overwritten, and a reader knows exactly how many it has missed.
@Suite(.watched) struct RingLossTests {
  /// Runs on a thread of its own, which has a ring of its own.
  private func onAThread(_ body: @escaping @Sendable () throws -> Void) throws {
    let failed = Collected<any Error>()
    ForeignThread { do { try body() } catch { failed.append(error) } }.join()
    if let error = failed.all.first { throw error }
  }

  @Test func nothingIsLostWhileTheRingHasRoom() throws {
    try onAThread {
      var cursor = try RingCursor.here()
      let produced = MarkedEvents.write(0..<7000)
      let (runs, losses) = cursor.drain()
      #expect(produced < UInt64(SB_RING_SLOTS))
      #expect(runs.count == 1)
      #expect(runs.first?.events.map(\.time) == Array(0..<7000))
      #expect(runs.first?.events.allSatisfy(MarkedEvents.isWhole) == true)
      #expect(losses.isEmpty)
      #expect((cursor.read, cursor.lost) == (produced, 0))
    }
  }

  @Test(arguments: [8000, 12_345, 16_384, 50_001, 123_457] as [UInt64])
  func whatIsLostIsCountedExactly(_ count: UInt64) throws {
    try onAThread {
      var cursor = try RingCursor.here()
      let produced = MarkedEvents.write(0..<count)
      let (runs, losses) = cursor.drain()
      let events = try #require(runs.first).events
      #expect(cursor.read + cursor.lost == produced)
      #expect(cursor.read > UInt64(SB_RING_SLOTS) - 200 || cursor.lost == 0)
      #expect(losses.reduce(0) { $0 + $1.count } == cursor.lost)
      #expect(losses.count == (cursor.lost == 0 ? 0 : 1))
      #expect(losses.first?.thread == (losses.isEmpty ? nil : ThreadRecord.current.id))
      // The newest are there, without a gap.
      let first = try #require(events.first).time
      #expect(events.map(\.time) == Array(first..<count))
      #expect(events.allSatisfy(MarkedEvents.isWhole))
      #expect(losses.first.map { $0.until == first } ?? true)
    }
  }

  @Test func lossAfterLossAddsUp() throws {
    try onAThread {
      var cursor = try RingCursor.here()
      var produced: UInt64 = 0
      var (time, told) = (UInt64(0), UInt64(0))
      for round in 1...20 {
        let count = UInt64(round * 1777 % 15_000)
        produced += MarkedEvents.write(time..<(time + count))
        time += count
        let (runs, losses) = cursor.drain()
        told += losses.reduce(0) { $0 + $1.count }
        #expect(cursor.read + cursor.lost == produced)
        #expect(runs.allSatisfy { $0.events.allSatisfy(MarkedEvents.isWhole) })
        #expect(runs.last?.events.last?.time == time - 1)
      }
      #expect(cursor.lost > 0)
      #expect(told == cursor.lost)
    }
  }

  /// A reader that is overtaken between looking how far it may read and reading: it reads no further than that, so it never
  /// cuts an event, and it counts what was overwritten meanwhile.
  @Test(arguments: [0, 100, 10_000, 16_000, 16_384, 40_000] as [UInt64])
  func overtakenBetweenLookingAndReading(_ more: UInt64) throws {
    try onAThread {
      let ring = try #require(
        UnsafeMutablePointer<sb_ring>(bitPattern: RingCursor.hereAddress))
      let start = sb_ring_head(ring)
      let produced = MarkedEvents.write(0..<1000)
      let end = sb_ring_head(ring)
      let overwritten = more == 0 ? 0 : MarkedEvents.write(1000..<(1000 + more))
      var (position, lost) = (start, UInt64(0))
      let room = Int(SB_RING_SLOTS)
      let slots = [sb_slot](unsafeUninitializedCapacity: room) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        count = Int(sb_ring_read(ring, &position, end, &lost, base))
      }
      #expect(end - start == produced)
      #expect(position == end)
      #expect(UInt64(slots.count) + lost == produced)
      // A block ahead of the writer may be written to at any moment.
      let gone = produced + overwritten > UInt64(room) ? produced + overwritten - UInt64(room) : 0
      #expect(lost >= min(gone, produced) && lost <= min(produced, gone + UInt64(SB_BLOCK) + 3))
      let times = slots.filter { $0.what >> 32 & 0xFF != SB_ARGUMENT }.map(\.time)
      #expect(times == Array((1000 - UInt64(times.count))..<1000))
    }
  }

  /// A reader that lags behind a writer that never stops: what it accepts is whole, and the count is exact in the end.
  @Test func aReaderThatLagsBehindAWriterAcceptsNothingTorn() throws {
    let total: UInt64 = 400_000
    let (ring, go) = (Collected<UInt>(), Counter())
    let produced = Collected<UInt64>()
    let writer = ForeignThread {
      ring.append(RingCursor.hereAddress)
      try? waitUntil("it may go on") { go.value > 0 }
      // A pause now and then, so that the reader catches up and is overtaken again, at every distance.
      var slots: UInt64 = 0
      for start in stride(from: UInt64(0), to: total, by: 5000) {
        slots += MarkedEvents.write(start..<(start + 5000))
        if start % 20_000 == 0 { usleep(300) }
      }
      produced.append(slots)
    }
    try waitUntil("it has a ring") { ring.count == 1 }
    var cursor = try RingCursor.at(#require(ring.all.first))
    go.add()
    var (last, torn, unordered, told) = (Int64(-1), 0, 0, UInt64(0))
    var isOver = false
    while !isOver {
      isOver = produced.count == 1
      let (runs, losses) = cursor.drain()
      told += losses.reduce(0) { $0 + $1.count }
      for event in runs.flatMap(\.events) where event.number != 25 {  // its end
        if !MarkedEvents.isWhole(event) { torn += 1 }
        if Int64(event.time) <= last { unordered += 1 }
        last = Int64(event.time)
      }
      if cursor.read % 7 == 0 { usleep(2000) }
    }
    writer.join()
    _ = cursor.drain()
    #expect((torn, unordered) == (0, 0))
    #expect(last == Int64(total) - 1)
    #expect(try cursor.read + cursor.lost == #require(produced.all.first) + 1)  // and its end
    #expect(told == cursor.lost)
  }
}
