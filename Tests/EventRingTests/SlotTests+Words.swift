import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// What keeps its state in one word: the slot says what the word says.
extension SlotTests {
  private func now(_ mapping: SyntheticMapping) throws -> MappingSlots.PrimitiveState {
    let header = try MappingHeader(mapping.view)
    let counts = try #require(header.counts(mapping.view))
    return try #require(MappingSlots(mapping.view, header, counts, time: 0).primitives.first)
  }

  @Test func aLocksWordSaysWhoseItIs() throws {
    let mapping = SyntheticMapping()
    mapping.primitive(1, .recursiveLock, "lock", at: 0)
    let slot = mapping.primitiveEntry(0).pointer(to: \.slot)
    let held = UInt64(SB_HELD)
    func set(word: UInt64, turn: UInt64, since: UInt64 = 500, depth: UInt32 = 0) {
      slot?.pointee.word = word
      slot?.pointee.turn = turn
      slot?.pointee.since = since
      slot?.pointee.depth = depth
    }
    func expect(
      _ owner: UInt32?, depth: Int, since: UInt64, number: UInt64,
      at location: SourceLocation = #_sourceLocation
    ) throws {
      let state = try now(mapping)
      #expect(state.owner == owner.map { ThreadID($0) }, sourceLocation: location)
      #expect(
        (state.depth, state.since, state.number) == (depth, since, number), sourceLocation: location
      )
    }
    // Never taken.
    try expect(nil, depth: 0, since: 0, number: 0)
    set(word: 3 << 8 | held, turn: 7 << 40 | 3 << 8 | held | UInt64(SB_TIMED), depth: 2)
    try expect(3, depth: 3, since: 500, number: 7)
    // Somebody waits.
    set(word: 3 << 8 | held | UInt64(SB_WAKE), turn: 7 << 40 | 3 << 8 | held)
    try expect(3, depth: 1, since: 500, number: 7)
    // Nobody looked at the clock.
    set(word: 3 << 8 | held, turn: 7 << 40 | 3 << 8 | held, since: 0)
    try expect(3, depth: 1, since: 0, number: 7)
    // Released: the number is the next.
    set(word: 0, turn: 7 << 40 | 3 << 8 | held)
    try expect(nil, depth: 0, since: 0, number: 8)
    // Taken by another who has not opened his turn yet, or while nothing was recorded.
    set(word: 4 << 8 | held, turn: 7 << 40 | 3 << 8 | held)
    try expect(4, depth: 1, since: 0, number: 8)
    // The numbers begin again.
    set(word: 0, turn: 0xFF_FFFF << 40 | 3 << 8 | held)
    try expect(nil, depth: 0, since: 0, number: 0)
  }

  @Test func aSemaphoresWordSaysItsValue() throws {
    let mapping = SyntheticMapping()
    mapping.primitive(1, .boundedSemaphore, "permits", at: 0, value: 3, limit: 5)
    let slot = mapping.primitiveEntry(0).pointer(to: \.slot)
    for value in [0, 1, 7, -1, -1000, Int64(Int32.max), 1 << 37 - 1, -(1 << 37)] as [Int64] {
      slot?.pointee.word = sb_with_value(9 << 40, value)
      slot?.pointee.waiters = 2
      let state = try now(mapping)
      #expect((state.value, state.number, state.limit, state.waiters) == (Int(value), 9, 5, 2))
      #expect(state.owner == nil)
    }
  }

  @Test func aLightsWordSaysItsColour() throws {
    let mapping = SyntheticMapping()
    mapping.primitive(1, .event, "light", at: 0)
    let slot = mapping.primitiveEntry(0).pointer(to: \.slot)
    #expect(try (now(mapping).value, now(mapping).number) == (0, 0))
    slot?.pointee.word = 6 << 40 | UInt64(SB_GREEN)
    #expect(try (now(mapping).value, now(mapping).number) == (1, 6))
  }

  /// A lock that changes hands all the time: a reader is not kept waiting. It says nothing of it now and then, and what it
  /// does say was so at one moment.
  @Test func aLockThatNeverRestsIsReadAllTheSame() throws {
    let lock = PrimitiveSlot(kind: .lock, name: nil, site: .unknown, turn: UInt64(0xFF_FFFF) << 40)
    let (isOver, ids) = (Counter(), Collected<ThreadID>())
    let threads = (1...2).map { _ in
      ForeignThread {
        ids.append(ThreadRecord.current.id)
        while isOver.value == 0 {
          if sb_lock_try(lock.pointer, 0) { _ = sb_lock_leave(lock.pointer, 0) }
        }
      }
    }
    try waitUntil("they are there") { ids.count == 2 }
    let view = MappingView.own()
    let header = try MappingHeader(view)
    let counts = try #require(header.counts(view))
    var (owners, wrong, seen) = (Set<ThreadID?>(), 0, 0)
    let all = Set(ids.all + [nil])
    let limit = ContinuousClock.now + .seconds(60)
    var looks = 0
    // On a busy machine one of them may not have had its turn by then.
    while looks < 20_000 || owners != all && .now < limit {
      looks += 1
      let slots = MappingSlots(view, header, counts, time: 0)
      #expect(slots.presentPrimitives.contains(lock.id))
      guard let state = slots.primitives.first(where: { $0.id == lock.id }) else { continue }
      seen += 1
      owners.insert(state.owner)
      // Taken with an odd number, released with an even one.
      let isTaken = state.number % 2 == 1
      if state.owner == nil ? isTaken : state.depth != 1 { wrong += 1 }
      if state.since != 0, !isTaken || state.owner == nil { wrong += 1 }
    }
    isOver.add()
    for thread in threads { thread.join() }
    #expect(owners == all)
    #expect(wrong == 0)
    #expect(seen > 1000)
  }
}
