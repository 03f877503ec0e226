import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

extension RunMergerTests {
  private func seen(
    _ thread: ThreadID, _ time: UInt64, _ primitive: PrimitiveID, _ sequence: UInt64
  ) -> RawEvent {
    RawEvent(
      thread: thread, time: time, primitive: primitive, sequence: sequence, isChange: false)
  }

  // MARK: what changes nothing

  @Test func whatSawANumberComesAfterThatChange() {
    let merger = Merging()
    merger.add([event(a, 50, p, 1), event(a, 60, p, 2)], of: a)
    merger.add([seen(b, 10, p, 1), seen(b, 11, p, 1), event(b, 12)], of: b)
    merger.add([seen(c, 20, p, 0)], of: c)
    let events = merger.take(until: end)
    #expect(told(events) == ["3:20", "1:50", "2:50", "2:50", "2:50", "1:60"])
  }

  /// The change that follows may be told first: nobody waits for those who saw the one before.
  @Test func nothingWaitsForWhatSawANumber() {
    let merger = Merging()
    merger.add([event(a, 10, p, 1), event(a, 20, p, 2)], of: a)
    merger.add([seen(b, 30, p, 1)], of: b)
    #expect(told(merger.take(until: end)) == ["1:10", "1:20", "2:30"])
    merger.add([seen(b, 40, p, 3)], of: b)
    #expect(merger.take(until: end).isEmpty)
    merger.add([event(a, 41, p, 3)], of: a)
    #expect(told(merger.take(until: end)) == ["1:41", "2:41"])
  }

  @Test func whatSawALostChangeProvesIt() {
    let merger = Merging(patience: 100, longPatience: 5000)
    merger.doubt(p, upTo: 7)
    merger.add([seen(a, 10, p, 7), event(a, 11, p, 8)], of: a)
    #expect(merger.take(until: 110).isEmpty)
    #expect(merger.take(until: 111).map(\.sequence) == [7, 8])
  }

  /// Of a lock that many fight for much was lost, and the times of what is left are guesses: its numbers decide.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func whatIsLeftAfterALossIsInOrder(_ seed: UInt64)
  {
    var random = FixedNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    let merger = Merging(patience: 100, longPatience: 5000)
    var left: [ThreadID: [RawEvent]] = [:]
    for number in 1...400 as ClosedRange<UInt64> where random.next() % 3 != 0 {
      let thread = ThreadID(UInt32(random.next() % 5) + 1)
      let last = left[thread]?.last?.time ?? 0
      left[thread, default: []].append(
        event(thread, max(last, number + random.next() % 100), p, number))
    }
    merger.doubt(p, upTo: 400)
    for (thread, events) in left { merger.add(events, of: thread) }
    let events = merger.take(until: 700)
    #expect(events.count == left.values.reduce(0) { $0 + $1.count })
    #expect(events.map(\.sequence) == events.map(\.sequence).sorted())
    #expect(events.map(\.time) == events.map(\.time).sorted())
  }

  // MARK: numbers of 24 bits

  @Test func numbersCrossTwentyFourBits() {
    let merger = Merging()
    let wrap: UInt64 = 1 << 24
    merger.begin(p, after: wrap - 3)
    merger.add((1...5).map { event(a, 10 * $0, p, wrap - 3 + 2 * $0) }, of: a)
    merger.add((1...5).map { event(b, 1, p, wrap - 4 + 2 * $0) }, of: b)
    #expect(merger.take(until: end).map(\.sequence) == Array((wrap - 2)...(wrap + 7)))
    #expect(merger.pendingCount == 0)
  }

  @Test(arguments: [0, 1, 20, 1 << 24, 1 << 40, 1 << 60] as [UInt64])
  func aShortNumberIsTheNearestLongOne(_ last: UInt64) {
    for difference in [0, 1, 2, 1000, 1 << 22, 1 << 23 - 1] as [UInt64] {
      let next = last + difference
      #expect(unwrap(next & 0xFF_FFFF, near: last) == next)
      if last >= difference, difference > 0 {
        #expect(unwrap((last - difference) & 0xFF_FFFF, near: last) == last - difference)
      }
    }
    #expect(unwrap(0xFF_FFFF, near: 3) == 0)  // from before the beginning
  }

  // MARK: bounds

  @Test func whatIsEstimatedStaysSo() {
    let merger = Merging()
    var guess = event(a, 10, p, 1)
    guess.isEstimated = true
    merger.add([guess], of: a)
    merger.add([event(b, 10), event(b, 5, p, 2)], of: b)
    let events = merger.take(until: end)
    #expect(events.map(\.isEstimated) == [false, true, false])
    #expect(events.map(\.time) == [10, 10, 10])
  }

  @Test func whenNoMoreWillComeNobodyIsWaitedFor() {
    let merger = Merging()
    merger.add([event(a, 10, p, 5), event(a, 12)], of: a)
    merger.add([event(b, 11, p, 3), event(b, .max >> 2)], of: b)
    #expect(merger.take(until: end).isEmpty)
    #expect(merger.flush().map(\.sequence) == [3, 0, 5, 0])
    #expect(merger.pendingCount == 0)
  }

  @Test func streamsThatAreOverAreDropped() {
    let merger = Merging()
    for number in 1...5000 as ClosedRange<UInt32> {
      let thread = ThreadID(number)
      merger.add([event(thread, UInt64(number))], of: thread)
      if number % 2 == 0 {
        merger.end(thread)
      } else {
        merger.add([event(thread, UInt64(number), nil, 0, EventCode.threadEnded)], of: thread)
      }
      if number % 10 == 0 { _ = merger.take(until: UInt64(number)) }
    }
    #expect(merger.streamCount == 0)
  }

  /// What was destroyed is forgotten, and the others are still found: they were moved to where it had been.
  @Test func theTableKeepsNoMoreThanLives() {
    let merger = Merging()
    for round in 1...200 as ClosedRange<UInt32> {
      let ids = (0..<50).map { PrimitiveID(round * 1000 + $0 * 7) }
      merger.add(ids.map { event(a, UInt64(round), $0, 1) }, of: a)
      merger.add(ids.map { event(b, UInt64(round), $0, 2) }, of: b)
      if round > 1 {
        let old = ids.map { PrimitiveID($0.rawValue - 1000) }
        merger.add(old.map { event(c, UInt64(round), $0, 3, EventCode.destroyed) }, of: c)
      }
      let events = merger.take(until: end)
      #expect(events.count == (round > 1 ? 150 : 100))
      #expect(merger.knownCount <= 150)
    }
    #expect(merger.take(until: end).isEmpty)
    #expect(merger.knownCount == 50)
  }
}
