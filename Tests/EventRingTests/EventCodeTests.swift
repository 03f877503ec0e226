import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// Every kind of event, with the largest and the smallest of its arguments, comes out of the ring as it went in.
@Suite(.watched) struct EventCodeTests {
  @Test func everyKindIsTried() {
    #expect(Set(EveryKind.kinds.map { EventCode($0).number }) == Set(1...46))
  }

  /// What an uncontended lock or semaphore does all the time takes one place in the ring; only what must takes three.
  @Test func whatIsFrequentIsShort() {
    let site = EveryKind.sites[1]
    let kinds: [(SyncEvent.Kind, UInt32)] = [
      (.acquired(permits: 1, depth: 1, site: nil), 0),
      (.releasing(permits: 1, depth: 1, site: nil), 0),
      (.acquired(permits: 1, depth: 0, site: nil), 0),
      (.releasing(permits: 1, depth: 0, site: nil), 0),
      (.acquired(permits: 1, depth: 1, site: site), 1),
      (.releasing(permits: 1, depth: 2, site: nil), 1),
      (.acquired(permits: 3, depth: 0, site: nil), 2),
      (.releasing(permits: 0, depth: 1, site: site), 2),
    ]
    for (kind, count) in kinds { #expect(EventCode(kind).count == count, "\(kind)") }
  }

  @Test func whatComesOutIsWhatWentIn() throws {
    let kinds = EveryKind.kinds
    let reader = RingReader(from: .now, zero: 0)
    let (ids, starts) = (Collected<ThreadID>(), Collected<UInt64>())
    @Sendable func number(_ index: Int) -> UInt64 {
      UInt64(index / 6 * 2 + min(index % 6 / 2, 1) + 1)
    }
    ForeignThread {
      let me = ThreadRecord.current
      ids.append(me.id)
      me.write(.woke)
      let start = sb_ticks()
      starts.append(start)
      for (index, kind) in kinds.enumerated() {
        // Of three that concern the primitive one only sees what the others have changed.
        me.write(
          kind, primitive: index % 2 == 0 ? nil : PrimitiveID(.max),
          sequence: number(index), isChange: index % 6 != 5, time: start + UInt64(index))
      }
    }.join()
    let events = Array(
      reader.read().events.filter { ids.all.contains($0.thread) }.dropFirst())
    let start = try #require(starts.all.first)
    #expect(events.last?.kind == .threadEnded)
    #expect(events.count == kinds.count + 1)
    for (index, (event, kind)) in zip(events, kinds).enumerated() {
      #expect(event.kind == kind)
      #expect(event.primitive == (index % 2 == 0 ? nil : PrimitiveID(.max)))
      #expect(event.sequence == (index % 2 == 0 ? 0 : number(index)))
      #expect(event.isChange == (index % 6 != 5))
      #expect(event.time == reader.clock.instant(start + UInt64(index)))
      #expect(!event.isEstimated)
    }
  }

  @Test func timesCountFromTheReadersZero() {
    let now = sb_now()
    let reader = RingReader(from: .now, zero: now)
    let ids = Collected<ThreadID>()
    ForeignThread {
      let me = ThreadRecord.current
      ids.append(me.id)
      me.write(.waiting(deadline: Instant(nanoseconds: Int64(now) + 5000), site: nil))
      me.write(.notified(by: ThreadID(1), at: Instant(nanoseconds: Int64(now) - 2500)))
    }.join()
    let events = reader.read().events.filter { ids.all.contains($0.thread) }
    #expect(events.allSatisfy { $0.time > .zero && $0.time < reader.now })
    #expect(
      events.map(\.kind).prefix(2) == [
        .waiting(deadline: Instant(nanoseconds: 5000), site: nil),
        .notified(by: ThreadID(1), at: Instant(nanoseconds: -2500)),
      ])
  }

  @Test func whatNoWriterWritesIsNoEvent() {
    let none = UnsafeBufferPointer<sb_event>(start: nil, count: 0)
    for number in [UInt32(0), 47, 100, SB_THREAD, SB_ARGUMENT] {
      #expect(EventCode.kind(number, none, zero: 0) == nil)
    }
    #expect(EventCode.kind(1, none, zero: 0) == nil)  // no such operation
    #expect(EventCode.kind(7, none, zero: 0) == nil)
    #expect(EventCode.kind(34, none, zero: 0) == nil)  // a task cannot end so
  }

  /// Arguments that make no sense are written all the same; a recorder must not trap.
  @Test func valuesBelowZeroAreWritten() {
    let kinds: [SyncEvent.Kind] = [
      .acquired(permits: -1, depth: -1, site: nil), .limitChanged(old: -3, new: -5, woken: -1),
      .notifying(asked: -2, woken: -1), .lightSet(woken: -1), .line(-1),
      .taskSubmitted(task: -1, queued: -1), .taskStarted(task: -1, queued: .min),
      .taskCancelled(task: .min, queued: .max),
    ]
    for kind in kinds { _ = EventCode(kind) }
  }
}
