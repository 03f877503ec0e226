import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// Every kind of event, with the largest and the smallest of its arguments, comes out of the ring as it went in.
@Suite(.watched) struct EventCodeTests {
  static let times: [Instant] = [
    .zero, Instant(nanoseconds: 1), Instant(nanoseconds: .max), Instant(nanoseconds: -2),
  ]
  static let sites: [SiteID?] = [nil, Site(#fileID, 1).id, Site(#fileID, 70_000).id]
  static let threads = [ThreadID(1), ThreadID(.max)]
  static let numbers = [0, 1, 7, Int(Int32.max)]
  static let texts = [TextID(0), TextID(.max)]

  static var kinds: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = [
      .timedOut, .passed, .lightCleared, .evaluated(true), .evaluated(false), .woke, .held,
      .stepped, .threadEnded, .destroyed,
    ]
    for site in sites {
      for time in times + [nil] {
        all += Operation.allCases.map { .blocking($0, deadline: time, site: site) }
        all.append(.waiting(deadline: time, site: site))
      }
      for number in numbers {
        for depth in [number, 1, 0] {
          all.append(.acquired(permits: number, depth: depth, site: site))
          all.append(.releasing(permits: number, depth: depth, site: site))
        }
      }
    }
    for thread in threads {
      all += times.map { .notified(by: thread, at: $0) }
      all += Outcome.allCases.map { .resumed($0, by: thread) }
    }
    all += Outcome.allCases.map { .resumed($0, by: nil) }
    for number in numbers {
      all += [
        .notifying(asked: number, woken: number), .notifying(asked: nil, woken: number),
        .lightSet(woken: number), .limitChanged(old: number, new: 7, woken: number),
        .limitChanged(old: 7, new: number, woken: 0), .line(number),
        .working(Int64(number)), .sleeping(Int64(number)),
      ]
    }
    all += [.working(.max), .sleeping(.max), .notifying(asked: .max, woken: 1)]
    for text in texts {
      all += [.output(text), .note(text), .commanded(text)]
      all += Refusal.allCases.map { .refused(text, $0) }
    }
    for operation in Operation.allCases {
      all += Misuse.allCases.map { .misused(operation, $0) }
    }
    all += RecordingLevel.allCases.map { .levelChanged($0) }
    return all + work + values
  }

  /// Of queues, pools and barriers.
  static var work: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = []
    for number in numbers + [.max, .min, -1] {
      all += [
        .put(depth: number), .taken(depth: number), .taskDone(unfinished: number),
        .shutDown(immediate: true, woken: number), .shutDown(immediate: false, woken: number),
        .tripped(woken: number), .broke(woken: number), .reset(woken: number),
      ]
      all += TaskEnd.allCases.map { .taskEnded(task: number, $0) }
      for queued in numbers {
        all += [
          .taskSubmitted(task: number, queued: queued), .taskStarted(task: number, queued: queued),
          .taskCancelled(task: number, queued: queued),
        ]
      }
    }
    return all + [
      .limitChanged(old: -1, new: 5, woken: 0), .limitChanged(old: 5, new: -1, woken: 2),
    ]
  }

  static var values: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = []
    for key in texts + [nil] {
      all.append(.localGet(key: key, value: nil))
      for value in texts {
        all += [.localSet(key: key, value: value), .localGet(key: key, value: value)]
      }
    }
    for number in numbers + [.max, .min, -1] {
      all += [.tallied(value: number, updates: 3), .tallied(value: 3, updates: number)]
    }
    return all
  }

  @Test func everyKindIsTried() {
    #expect(Set(Self.kinds.map { EventCode($0).number }) == Set(1...46))
  }

  /// What an uncontended lock or semaphore does all the time takes one place in the ring; only what must takes three.
  @Test func whatIsFrequentIsShort() {
    let site = Self.sites[1]
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
    let kinds = Self.kinds
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
