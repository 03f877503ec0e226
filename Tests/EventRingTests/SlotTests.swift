import CSignalbox
import Glibc
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// What is true now: slots that are written by one thread and read by any.
@Suite(.watched) struct SlotTests {
  private func snapshot() throws -> Snapshot {
    try #require(RingReader(from: .now, zero: 0).read().snapshot)
  }

  private func slot(_ primitive: PrimitiveSlot) throws -> PrimitiveSnapshot {
    try #require(try snapshot().primitives.first { $0.id == primitive.id })
  }

  @Test func aPrimitivesSlotSaysWhatWasPublished() throws {
    let primitive = PrimitiveSlot(kind: .queue, name: "slot", value: 3, limit: 5, site: .unknown)
    var now = try slot(primitive)
    #expect((now.value, now.limit, now.owner, now.sequence, now.since) == (3, 5, nil, 0, nil))
    let site = Site(#fileID, #line)
    let reader = RingReader(from: .now)
    let since = sb_ticks()
    primitive.publish(
      sequence: 9, owner: 7, depth: 2, since: since, value: -4, limit: 1, waiters: 6,
      site: site.word)
    now = try #require(reader.read().snapshot?.primitives.first { $0.id == primitive.id })
    #expect(
      now
        == PrimitiveSnapshot(
          id: primitive.id, owner: ThreadID(7), depth: 2, since: reader.clock.instant(since),
          sequence: 9, value: -4, limit: 1, waiters: 6, site: site.id))
  }

  @Test func aDestroyedPrimitiveHasNone() throws {
    let id: PrimitiveID
    do { id = PrimitiveSlot(kind: .lock, name: nil, site: .unknown).id }
    #expect(try !snapshot().primitives.contains { $0.id == id })
  }

  @Test func aThreadsSlotSaysWhatItDoes() throws {
    let ids = Collected<ThreadID>()
    let (step, done) = (Counter(), Counter())
    let states: [ThreadSnapshot.State] = [.blocked, .waiting, .working, .sleeping, .held, .running]
    let thread = ForeignThread {
      let me = ThreadRecord.current
      ids.append(me.id)
      for (index, state) in states.enumerated() {
        try? waitUntil("the next step") { step.value > index }
        me.publish(state, PrimitiveID(UInt32(index + 1)), site: Site(#fileID, 5))
        done.add()
      }
      try? waitUntil("it may end") { step.value > states.count }
    }
    try waitUntil("it has a slot") { ids.count == 1 }
    let id = try #require(ids.all.first)
    func slot() throws -> ThreadSnapshot? { try snapshot().threads.first { $0.id == id } }
    #expect(try slot()?.state == .running)
    for (index, state) in states.enumerated() {
      step.add()
      try waitUntil("it has published") { done.value == index + 1 }
      let slot = try #require(try slot())
      #expect((slot.state, slot.primitive) == (state, PrimitiveID(UInt32(index + 1))))
      #expect(slot.site == Site(#fileID, 5).id)
    }
    step.add()
    thread.join()
    #expect(try slot() == nil)
  }

  /// Readers try again when they catch a slot half written: all fields they get are of one moment.
  @Test func noSlotIsReadHalfWritten() throws {
    let mapping = SyntheticMapping()
    mapping.primitive(1, .queue, "queue", at: 0)
    mapping.thread(1, "thread", at: 0)
    let slots = WrittenSlots(mapping)
    slots.publish(1)
    let isOver = Counter()
    let writer = ForeignThread {
      for number in 1...300_000 as ClosedRange<UInt32> { slots.publish(number) }
      isOver.add()
    }
    let header = try MappingHeader(mapping.view)
    let counts = try #require(header.counts(mapping.view))
    var (mixed, seen) = (0, Set<Int>())
    while isOver.value == 0 {
      for _ in 0..<1000 {
        let slots = MappingSlots(mapping.view, header, counts, time: 0)
        if let p = slots.primitives.first {
          let n = p.value
          let all = [
            Int(p.number), Int(p.owner?.rawValue ?? 0), p.depth, Int(p.since), p.limit, p.waiters,
            Int(p.site),
          ]
          if all.contains(where: { $0 != n }) { mixed += 1 }
          seen.insert(n)
        }
        if let t = slots.threads.first?.slot {
          if ![UInt64(t.primitive), t.since, t.site].allSatisfy({ $0 == UInt64(t.state) }) {
            mixed += 1
          }
        }
      }
    }
    writer.join()
    #expect(mixed == 0)
    #expect(seen.count > 1)
  }

  /// A slot of each kind, every field of which is the same number.
  private final class WrittenSlots: @unchecked Sendable {
    private let mapping: SyntheticMapping
    init(_ mapping: SyntheticMapping) { self.mapping = mapping }
    func publish(_ n: UInt32) {
      let wide = UInt64(n)
      sb_slot_publish(
        mapping.primitiveEntry(0).pointer(to: \.slot), wide, n, n, wide, Int64(n), Int64(n), n, wide
      )
      sb_thread_publish(mapping.threadEntry(0).pointer(to: \.slot), n, n, wide, wide)
    }
  }

  @Test func equalTextsHaveOneNumber() throws {
    let directory = Directory.shared
    let first = directory.intern("a text")
    #expect(directory.intern("another") != first)
    #expect(directory.intern("a text") == first)
    let reader = RingReader(from: .now)
    ForeignThread { ThreadRecord.current.write(.note(first)) }.join()
    #expect(reader.read().declarations.contains(.text(first, "a text")))
  }

  @Test func aThreadIsFoundByItsNameWhileItLives() throws {
    let (ids, go) = (Collected<ThreadID>(), Counter())
    let thread = ForeignThread {
      ids.append(ThreadRecord.current.id)
      try? waitUntil("it may go on") { go.value > 0 }
    }
    try waitUntil("it has a lane") { ids.count == 1 }
    let id = try #require(ids.all.first)
    let names = RingReader(from: .now).read().declarations.compactMap {
      if case .thread(let thread) = $0, thread.id == id { thread.name } else { nil }
    }
    let name = try #require(names.first)
    #expect(Directory.shared.liveThread(named: name) == id)
    #expect(Directory.shared.liveThread(named: "nobody") == nil)
    go.add()
    thread.join()
    #expect(Directory.shared.liveThread(named: name) == nil)
  }

  @Test func aSiteIsAFileAndALine() throws {
    let (site, far) = (Site(#fileID, 123), Site(#fileID, 1_000_000))
    let reader = RingReader(from: .now)
    ForeignThread {
      let me = ThreadRecord.current
      me.write(.waiting(deadline: nil, site: site.id))
      me.write(.waiting(deadline: nil, site: far.id))
    }.join()
    let declared = reader.read().declarations
    #expect(declared.contains(.site(try #require(site.id), file: #fileID, line: 123)))
    #expect(declared.contains(.site(try #require(far.id), file: #fileID, line: 65_535)))
    #expect(Site.unknown.id == nil)
  }
}
