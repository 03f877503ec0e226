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

  @Test func aPrimitivesSlotSaysWhatWasPublished() throws {
    let primitive = PrimitiveSlot(
      kind: .boundedSemaphore, name: "slot", value: 3, limit: 5, site: .unknown)
    var slot = try #require(try snapshot().primitives.first { $0.id == primitive.id })
    #expect((slot.value, slot.limit, slot.owner, slot.sequence) == (3, 5, nil, 0))
    let site = Site(#fileID, #line)
    primitive.publish(
      sequence: 9, owner: 7, depth: 2, since: 1234, value: -4, limit: 1, waiters: 6, site: site.word
    )
    slot = try #require(try snapshot().primitives.first { $0.id == primitive.id })
    #expect(
      slot
        == PrimitiveSnapshot(
          id: primitive.id, owner: ThreadID(7), depth: 2, since: Instant(nanoseconds: 1234),
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
    let slots = Slots()
    let isOver = Counter()
    let writer = ForeignThread {
      for number in 1...300_000 as ClosedRange<UInt32> { slots.publish(number) }
      isOver.add()
    }
    var (mixed, seen) = (0, Set<UInt64>())
    while isOver.value == 0 {
      for _ in 0..<1000 {
        let (first, isWhole) = slots.read()
        if !isWhole { mixed += 1 }
        seen.insert(first)
      }
    }
    writer.join()
    #expect(mixed == 0)
    #expect(seen.count > 1)
  }

  /// A slot of each kind, every field of which is the same number.
  private final class Slots: @unchecked Sendable {
    private let primitive = UnsafeMutablePointer<sb_primitive_slot>.allocate(capacity: 1)
    private let thread = UnsafeMutablePointer<sb_thread_slot>.allocate(capacity: 1)
    init() {
      primitive.initialize(to: sb_primitive_slot())
      thread.initialize(to: sb_thread_slot())
    }
    deinit {
      primitive.deallocate()
      thread.deallocate()
    }
    func publish(_ n: UInt32) {
      let wide = UInt64(n)
      sb_primitive_publish(
        primitive,
        sb_primitive_slot(
          version: 0, sequence: wide, owner: n, depth: n, since: wide, value: Int64(n),
          limit: Int64(n), waiters: wide, site: wide))
      sb_thread_publish(thread, n, n, wide, wide)
    }
    func read() -> (first: UInt64, isWhole: Bool) {
      let p = sb_primitive_read(primitive)
      let t = sb_thread_read(thread)
      let wide = [
        UInt64(p.owner), UInt64(p.depth), p.since, UInt64(p.value), UInt64(p.limit), p.waiters,
        p.site,
      ]
      let narrow = [UInt64(t.primitive), t.since, t.site]
      return (
        p.sequence,
        wide.allSatisfy { $0 == p.sequence } && narrow.allSatisfy { $0 == UInt64(t.state) }
      )
    }
  }

  @Test func equalTextsHaveOneNumber() {
    let directory = Directory.shared
    let first = directory.intern("a text")
    #expect(directory.intern("another") != first)
    #expect(directory.intern("a text") == first)
    #expect(directory.text(first) == "a text")
    #expect(directory.text(TextID(.max)) == "")
  }

  @Test func aThreadIsFoundByItsNameWhileItLives() throws {
    let (ids, go) = (Collected<ThreadID>(), Counter())
    let thread = ForeignThread {
      ids.append(ThreadRecord.current.id)
      try? waitUntil("it may go on") { go.value > 0 }
    }
    try waitUntil("it has a lane") { ids.count == 1 }
    let id = try #require(ids.all.first)
    guard case .thread(let declared) = Directory.shared.declaration(of: id) else {
      Issue.record("it is not declared")
      return
    }
    let name = declared.name
    #expect(Directory.shared.liveThread(named: name) == id)
    #expect(Directory.shared.liveThread(named: "nobody") == nil)
    go.add()
    thread.join()
    #expect(Directory.shared.liveThread(named: name) == nil)
    #expect(Directory.shared.declaration(of: id) == .thread(declared))
  }

  @Test func aSiteIsAFileAndALine() throws {
    let site = try #require(Site(#fileID, 123).id)
    #expect(Site.resolve(site) == (#fileID, 123))
    #expect(Site(#fileID, 1_000_000).id.map { Site.resolve($0).line } == 65_535)
    #expect(Site.unknown.id == nil)
  }
}
