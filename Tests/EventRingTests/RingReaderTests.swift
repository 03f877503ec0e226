import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// What a reader makes of the rings, the tables and the slots.
@Suite(.watched) struct RingReaderTests {
  private func onAThread(_ body: @escaping @Sendable (ThreadRecord) -> Void) -> ThreadID? {
    let ids = Collected<ThreadID>()
    ForeignThread {
      ids.append(ThreadRecord.current.id)
      body(.current)
    }.join()
    return ids.all.first
  }

  @Test func readersDoNotDisturbEachOther() {
    let (first, second) = (RingReader(from: .now, zero: 0), RingReader(from: .now, zero: 0))
    var events: [[SyncEvent]] = [[], []]
    var threads: Set<ThreadID> = []
    for round in 1...6 {
      if let id = onAThread({ $0.write(.line(round)) }) { threads.insert(id) }
      events[0] += first.read().events
      if round % 3 == 0 { events[1] += second.read().events }
    }
    events = events.map { $0.filter { threads.contains($0.thread) } }
    #expect(events[0].count == 12)
    // Each has its own clock, which may differ by some nanoseconds.
    for (one, other) in zip(events[0], events[1]) {
      #expect(abs(one.time - other.time) < 1000)
      #expect((one.thread, one.kind) == (other.thread, other.kind))
    }
    #expect(events[0].count == events[1].count)
    #expect(first.slotsLost + second.slotsLost == 0)
  }

  @Test func oneStartsWithWhatIsThereAndOneWithWhatComes() {
    let early = onAThread { $0.write(.line(1)) }
    let all = RingReader(from: .beginning)
    let new = RingReader(from: .now)
    let late = onAThread { $0.write(.line(2)) }
    let (everything, news) = (all.read(), new.read())
    #expect(everything.events.contains { $0.thread == early })
    #expect(everything.events.contains { $0.thread == late })
    #expect(!news.events.contains { $0.thread == early })
    #expect(news.events.contains { $0.thread == late })
    #expect(news.snapshot != nil)
    #expect(new.read().snapshot == nil)
  }

  @Test func whatEventsReferToIsDeclaredOnceAndNoLater() throws {
    let reader = RingReader(from: .now)
    let file: StaticString = #fileID
    let site = Site(file, 77)
    let name = "declared-\(#line)"
    let slot = Collected<PrimitiveSlot>()
    let id = onAThread { me in
      let primitive = PrimitiveSlot(kind: .lock, name: name, site: Site(file, 76))
      slot.append(primitive)
      let text = Directory.shared.intern("a text of \(name)")
      me.write(.acquired(permits: 1, depth: 1, site: site.id), primitive: primitive.id, sequence: 1)
      me.write(.output(text))
      me.write(.output(Directory.shared.intern("a text of \(name)")))
    }
    let batch = reader.read()
    let declared = batch.declarations
    let lock = try #require(slot.all.first)
    #expect(
      declared.contains {
        if case .thread(let thread) = $0 {
          thread.id == id && thread.origin == .foreign
        } else {
          false
        }
      })
    #expect(
      declared.contains {
        guard case .primitive(let primitive) = $0 else { return false }
        return primitive.id == lock.id && primitive.name == name && primitive.kind == .lock
          && primitive.site == Site(file, 76).id
      })
    let sites = declared.compactMap {
      if case .site(site.id, let file, let line) = $0 { "\(file):\(line)" } else { nil }
    }
    #expect(sites == ["\(#fileID):77"])
    let texts = declared.filter {
      if case .text(_, "a text of \(name)") = $0 { true } else { false }
    }
    #expect(texts.count == 1)

    _ = onAThread { $0.write(.passed, primitive: lock.id, sequence: 2) }
    let next = reader.read()
    #expect(next.events.contains { $0.primitive == lock.id })
    #expect(next.declarations.count == 1)  // the new thread
  }

  @Test func numbersCrossTwentyFourBits() {
    let slot = PrimitiveSlot(kind: .barrier, name: nil, site: .unknown)
    let start: UInt64 = 1 << 24 - 20
    slot.publish(sequence: start)
    let reader = RingReader(from: .now)
    let id = onAThread { me in
      for more in 1...40 {
        me.write(.lightCleared, primitive: slot.id, sequence: start + UInt64(more))
      }
    }
    let sequences = reader.read().events.filter { $0.thread == id && $0.kind == .lightCleared }
    #expect(sequences.map(\.sequence) == Array((start + 1)...(start + 40)))
  }

  /// A reader that slept through millions of a primitive's events counts on from its slot.
  @Test func afterALossNumbersAreCountedOnFromTheSlot() throws {
    let slot = PrimitiveSlot(kind: .barrier, name: nil, site: .unknown)
    let reader = RingReader(from: .now)
    _ = reader.read()
    let far: UInt64 = 11_012_345
    let id = onAThread { me in
      for _ in 0..<20_000 { me.write(.passed) }
      slot.publish(sequence: far)
      me.write(.lightCleared, primitive: slot.id, sequence: far)
    }
    var events: [SyncEvent] = []
    try waitUntil("nobody waits for what was lost any more") {
      events += reader.read().events.filter { $0.thread == id }
      return events.contains { $0.kind == .lightCleared }
    }
    #expect(reader.slotsLost > 0)
    #expect(events.contains { $0.kind == .lightCleared && $0.sequence == far })
  }
}
