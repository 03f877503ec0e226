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
      let follower = RingFollower()
      let produced = MarkedEvents.write(0..<7000)
      let (marks, times, losses) = follower.drain()
      #expect(produced < RingFollower.ringEvents)
      #expect(marks == (0..<7000).map { $0 })
      #expect(times == times.sorted())
      #expect(losses.isEmpty)
      #expect((follower.read, follower.lost) == (produced, 0))
    }
  }

  @Test(arguments: [8000, 12_345, 16_384, 50_001, 123_457] as [UInt64])
  func whatIsLostIsCountedExactly(_ count: UInt64) throws {
    try onAThread {
      let follower = RingFollower()
      let produced = MarkedEvents.write(0..<count)
      let (marks, times, losses) = follower.drain()
      #expect(follower.read + follower.lost == produced)
      #expect(follower.read > RingFollower.ringEvents - UInt64(SB_BLOCK) - 8 || follower.lost == 0)
      #expect(follower.lostInAll == follower.lost)
      #expect(losses.count == (follower.lost == 0 ? 0 : 1))
      #expect(losses.first?.thread == (losses.isEmpty ? nil : ThreadRecord.current.id))
      // The newest are there, without a gap.
      let first = try #require(marks.first ?? nil)
      #expect(marks == (first..<count).map { $0 })
      #expect(losses.first.map { $0.until == times.first } ?? true)
    }
  }

  @Test func lossAfterLossAddsUp() throws {
    try onAThread {
      let follower = RingFollower()
      var produced: UInt64 = 0
      var next: UInt64 = 0
      for round in 1...20 {
        let count = UInt64(round * 1777 % 15_000)
        produced += MarkedEvents.write(next..<(next + count))
        next += count
        let (marks, times, _) = follower.drain()
        #expect(follower.read + follower.lost == produced)
        #expect(!marks.contains(nil))
        #expect(times == times.sorted())
        #expect(marks.last == next - 1)
      }
      #expect(follower.lost > 0)
      #expect(follower.lostInAll == follower.lost)
    }
  }

  /// A reader that is overtaken between looking how far it may read and reading: it reads no further than that, so it never
  /// cuts an event, and it counts what was overwritten meanwhile.
  @Test(arguments: [0, 100, 10_000, 16_000, 16_384, 40_000] as [UInt64])
  func overtakenBetweenLookingAndReading(_ more: UInt64) throws {
    try onAThread {
      let place = RingFollower.here
      let ring = ThreadRecord.current.pointer.pointee.ring
      let start = try #require(ring).pointee.head
      let produced = MarkedEvents.write(0..<1000)
      let end = start + produced
      let overwritten = more == 0 ? 0 : MarkedEvents.write(1000..<(1000 + more))
      var (position, lost, view) = (start, UInt64(0), MappingView.own().raw)
      let room = RingFollower.ringEvents
      let events = [sb_event](unsafeUninitializedCapacity: Int(room)) { buffer, count in
        count = Int(
          sb_ring_read(&view, place, room, &position, end, &lost, buffer.baseAddress))
      }
      #expect(position == end)
      #expect(UInt64(events.count) + lost == produced)
      // A block ahead of the writer may be written to at any moment.
      let gone = produced + overwritten > room ? produced + overwritten - room : 0
      #expect(lost >= min(gone, produced) && lost <= min(produced, gone + UInt64(SB_BLOCK) + 3))
      let marks = events.filter { kindNumber($0.what) != SB_ARGUMENT }.map {
        UInt64(UInt32(truncatingIfNeeded: $0.what))
      }
      #expect(marks == Array((1000 - UInt64(marks.count))..<1000))
    }
  }

  /// A reader that lags behind a writer that never stops: what it accepts is whole, and the count is exact in the end.
  @Test func aReaderThatLagsBehindAWriterAcceptsNothingTorn() throws {
    let total: UInt64 = 400_000
    let (ring, go) = (Collected<UInt64>(), Counter())
    let produced = Collected<UInt64>()
    let writer = ForeignThread {
      ring.append(RingFollower.here)
      try? waitUntil("it may go on") { go.value > 0 }
      // A pause now and then, so that the reader catches up and is overtaken again, at every distance.
      var places: UInt64 = 0
      for start in stride(from: UInt64(0), to: total, by: 5000) {
        places += MarkedEvents.write(start..<(start + 5000))
        if start % 20_000 == 0 { usleep(300) }
      }
      produced.append(places)
    }
    try waitUntil("it has a ring") { ring.count == 1 }
    let follower = try RingFollower(#require(ring.all.first))
    go.add()
    var (last, torn, unordered, lastTime) = (Int64(-1), 0, 0, UInt64(0))
    var isOver = false
    while !isOver {
      isOver = produced.count == 1
      let (marks, times, _) = follower.drain()
      for (mark, time) in zip(marks, times) {
        guard let mark else {
          torn += 1
          continue
        }
        if Int64(mark) <= last || time < lastTime { unordered += 1 }
        (last, lastTime) = (Int64(mark), time)
      }
      if follower.read % 7 == 0 { usleep(2000) }
    }
    writer.join()
    _ = follower.drain()
    #expect((torn, unordered) == (0, 0))
    #expect(last == Int64(total) - 1)
    #expect(try follower.read + follower.lost == #require(produced.all.first) + 1)  // and its end
    #expect(follower.lostInAll == follower.lost)
  }
}
