import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// Many threads' events in one order: program order and each primitive's numbers first, then time.
@Suite(.watched) struct RunMergerTests {
  let a = ThreadID(1), b = ThreadID(2), c = ThreadID(3)
  let p = PrimitiveID(1), q = PrimitiveID(2)

  func event(
    _ thread: ThreadID, _ time: UInt64, _ primitive: PrimitiveID? = nil, _ sequence: UInt64 = 0,
    _ number: UInt32 = SB_PASSED
  ) -> RawEvent {
    RawEvent(
      thread: thread, time: time, primitive: primitive, sequence: sequence, number: number)
  }
  /// As `thread:time`.
  func told(_ events: [RawEvent]) -> [String] {
    events.map { "\($0.thread.rawValue):\($0.time)" }
  }
  let end: UInt64 = 1000

  @Test func timeDecidesWhatNothingElseDoes() {
    let merger = Merging()
    merger.add([event(a, 10), event(a, 30)], of: a)
    merger.add([event(b, 20), event(b, 40)], of: b)
    #expect(told(merger.take(until: end)) == ["1:10", "2:20", "1:30", "2:40"])
    #expect(merger.pendingCount == 0)
  }

  @Test func numbersBeatTime() {
    let merger = Merging()
    merger.add([event(a, 10, p, 2)], of: a)
    merger.add([event(b, 20, p, 1)], of: b)
    let events = merger.take(until: end)
    #expect(events.map(\.sequence) == [1, 2])
    #expect(told(events) == ["2:20", "1:20"])  // moved forward, never back
  }

  @Test func programOrderBeatsTime() {
    let merger = Merging()
    merger.add([event(a, 50), event(a, 40), event(a, 60)], of: a)
    merger.add([event(b, 45)], of: b)
    let events = merger.take(until: end)
    #expect(told(events.filter { $0.thread == a }) == ["1:50", "1:50", "1:60"])
    #expect(told(events) == ["2:45", "1:50", "1:50", "1:60"])
  }

  /// An event that must wait holds back what its thread wrote after it, and nothing else.
  @Test func waitingHoldsBackItsOwnThread() {
    let merger = Merging()
    merger.add([event(a, 10, p, 2), event(a, 11, q, 1)], of: a)
    merger.add([event(b, 12), event(b, 13, q, 2)], of: b)
    #expect(told(merger.take(until: end)) == ["2:12"])
    #expect(merger.pendingCount == 3)
    #expect(merger.holds(eventsOf: a) && merger.holds(eventsOf: b))
    merger.add([event(c, 9, p, 1)], of: c)
    #expect(told(merger.take(until: end)) == ["3:9", "1:10", "1:11", "2:13"])
    #expect(!merger.holds(eventsOf: a) && !merger.holds(eventsOf: b))
    #expect(!merger.holds(eventsOf: ThreadID(99)))
  }

  @Test func theRepairFollowsBothOrders() {
    let merger = Merging()
    merger.add([event(a, 100, p, 1), event(a, 10, q, 1)], of: a)
    merger.add([event(b, 20, q, 2), event(b, 5)], of: b)
    let events = merger.take(until: end)
    #expect(told(events) == ["1:100", "1:100", "2:100", "2:100"])
    #expect(events.map(\.primitive) == [p, q, q, nil])
  }

  @Test func beyondTheHorizonNothingIsTold() {
    let merger = Merging()
    merger.add([event(a, 10), event(a, 30)], of: a)
    #expect(told(merger.take(until: 10)) == ["1:10"])
    #expect(merger.take(until: 29).isEmpty)
    #expect(told(merger.take(until: 30)) == ["1:30"])
  }

  @Test func aPredecessorThatIsLateIsWaitedForLong() {
    let merger = Merging(patience: 100, longPatience: 5000)
    merger.add([event(a, 10, p, 2)], of: a)
    #expect(merger.take(until: 5010).isEmpty)
    #expect(told(merger.take(until: 5011)) == ["1:10"])
  }

  @Test func aPredecessorThatMayBeLostIsWaitedForBriefly() {
    let merger = Merging(patience: 100, longPatience: 5000)
    merger.doubt(p, upTo: 3)
    merger.add([event(a, 10, p, 2), event(a, 10, p, 4), event(a, 10, p, 6)], of: a)
    #expect(merger.take(until: 110).isEmpty)
    #expect(merger.take(until: 111).map(\.sequence) == [2, 4])
    // Beyond what may have been lost it is late, not lost.
    #expect(merger.take(until: 500).isEmpty)
    merger.add([event(b, 12, p, 5)], of: b)
    #expect(merger.take(until: 500).map(\.sequence) == [5, 6])
  }

  @Test func aPredecessorThatComesTooLateIsToldAllTheSame() {
    let merger = Merging(patience: 100, longPatience: 5000)
    merger.add([event(a, 10, p, 2), event(a, 20, p, 3)], of: a)
    #expect(merger.take(until: 9000).map(\.sequence) == [2, 3])
    merger.add([event(b, 15, p, 1)], of: b)
    let late = merger.take(until: 9000)
    #expect(late.map(\.sequence) == [1])
    #expect(told(late) == ["2:20"])  // no earlier than what was told of the primitive before
  }

  @Test func aReaderThatArrivesLateBeginsWhereItIs() {
    let merger = Merging()
    merger.begin(p, after: 41)
    merger.add([event(a, 10, p, 43)], of: a)
    #expect(merger.take(until: end).isEmpty)
    merger.add([event(b, 11, p, 42)], of: b)
    #expect(merger.take(until: end).map(\.sequence) == [42, 43])
  }

  /// Those of a thread-local: nothing waits for them and they wait for nothing, whatever else is told of it.
  @Test func whatHasNoNumberHasNoOrderAmongThreads() {
    let merger = Merging()
    merger.add([event(a, 10, p, 0), event(a, 30, p, 0), event(a, 40, p, 1)], of: a)
    merger.add([event(b, 20, p, 0), event(b, 5, q, 2), event(b, 21, p, 0)], of: b)
    #expect(told(merger.take(until: end)) == ["1:10", "2:20", "1:30", "1:40"])
    merger.add([event(c, 7, q, 1)], of: c)
    // One that comes late is not moved: others of its primitive have been told with later times.
    #expect(told(merger.take(until: end)) == ["3:7", "2:20", "2:21"])
    #expect(merger.pendingCount == 0)
  }

  @Test func threadsComeAndGo() {
    let merger = Merging()
    for number in 1...50 as ClosedRange<UInt32> {
      let thread = ThreadID(number)
      merger.add(
        [
          event(thread, UInt64(number)),
          event(thread, UInt64(number), nil, 0, EventCode.threadEnded),
        ],
        of: thread)
      if number % 3 == 0 { #expect(merger.take(until: end).count == 6) }
    }
    #expect(
      merger.take(until: end).map(\.thread) == [
        ThreadID(49), ThreadID(49), ThreadID(50), ThreadID(50),
      ])
    merger.add([event(ThreadID(7), 3)], of: ThreadID(7))  // what was destroyed with it
    #expect(merger.take(until: end).count == 1)
  }

  @Test func aDestroyedPrimitivesNumbersAreForgotten() {
    let merger = Merging()
    merger.add(
      [event(a, 10, p, 1), event(a, 11, p, 2, EventCode.destroyed), event(a, 12, q, 1)], of: a)
    #expect(merger.take(until: end).map(\.sequence) == [1, 2, 1])
  }

  /// Random runs: whatever the times say, both orders hold in what comes out, and all comes out.
  @Test(arguments: 1...40 as ClosedRange<UInt64>) func bothOrdersHoldInEveryRun(_ seed: UInt64) {
    var random = FixedNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    var streams: [ThreadID: [RawEvent]] = [:]
    var sequences: [PrimitiveID: UInt64] = [:]
    for number in 0..<300 {
      let thread = ThreadID(UInt32(random.next() % 5) + 1)
      let primitive = random.next() % 4 == 0 ? nil : PrimitiveID(UInt32(random.next() % 3) + 1)
      if let primitive { sequences[primitive, default: 0] += 1 }
      let time = UInt64(number * 10 + 100) + random.next() % 200 - 100
      var event = event(thread, time, primitive, primitive.flatMap { sequences[$0] } ?? 0)
      event.arguments = Array(repeating: UInt64(number), count: number % 4 + 1)
      streams[thread, default: []].append(event)
    }
    let merger = Merging()
    var out: [RawEvent] = []
    while !streams.isEmpty {
      for (thread, events) in streams {
        let count = min(events.count, Int(random.next() % 20))
        merger.add(events.prefix(count), of: thread)
        streams[thread] = events.count == count ? nil : Array(events.dropFirst(count))
      }
      out += merger.take(until: random.next() % 4000)
    }
    out += merger.take(until: 10_000)
    #expect(out.count == 300)
    #expect(
      out.allSatisfy {
        $0.arguments == Array(repeating: UInt64(number($0)), count: number($0) % 4 + 1)
      })
    #expect(merger.pendingCount == 0)
    for (_, events) in Dictionary(grouping: out, by: \.thread) {
      #expect(events.map(number) == events.map(number).sorted())
      #expect(events.map(\.time) == events.map(\.time).sorted())
    }
    for (primitive, events) in Dictionary(grouping: out, by: \.primitive) where primitive != nil {
      #expect(events.map(\.sequence) == events.map(\.sequence).sorted())
      #expect(events.map(\.time) == events.map(\.time).sorted())
    }
  }
  private func number(_ event: RawEvent) -> Int { Int(event.arguments.first ?? 0) }
}
