import CSignalbox
import SyncEvents

/// What the slots of a mapping say: each as it was at one moment, all of them at nearly the same.
struct MappingSlots {
  struct ThreadState {
    var slot: sb_thread_slot
    /// In the table, to find its declaration.
    var index: UInt64
  }
  struct PrimitiveState {
    var id: PrimitiveID
    /// The last 24 bits.
    var number: UInt64
    var owner: ThreadID?
    var depth = 0
    /// Ticks; 0: unknown.
    var since: UInt64 = 0
    var value = 0
    var limit = -1
    var waiters = 0
    var site: UInt64 = 0
    var index: UInt64
  }

  /// Ticks, before any of them was read.
  var time: UInt64
  var threads: [ThreadState] = []
  var primitives: [PrimitiveState] = []
  /// Also those whose slot could not be read, since somebody was stopped while he wrote it.
  var presentThreads: Set<ThreadID> = []
  var presentPrimitives: Set<PrimitiveID> = []
  /// Threads that were known to live before.
  var declared: Set<ThreadID> = []

  init(
    _ view: MappingView, _ header: MappingHeader, _ counts: MappingHeader.Counts, time: UInt64
  ) {
    self.time = time
    var failures = 0
    for (index, entry) in Self.entries(sb_thread_entry.self, view, header.threads, counts.threads)
    where entry.slot.id != 0 {
      presentThreads.insert(ThreadID(entry.slot.id))
      let place = header.threads.place(index) + Self.slot(\sb_thread_entry.slot)
      guard failures < Self.mostFailures else { continue }
      if let slot: sb_thread_slot = view.whole(at: place, version: 0) {
        guard slot.id != 0 else { continue }
        presentThreads.insert(ThreadID(slot.id))
        threads.append(ThreadState(slot: slot, index: index))
      } else {
        failures += 1
      }
    }
    for (index, entry) in Self.entries(
      sb_primitive_entry.self, view, header.primitives, counts.primitives)
    where entry.slot.id != 0 {
      presentPrimitives.insert(PrimitiveID(entry.slot.id))
      let place = header.primitives.place(index) + Self.slot(\sb_primitive_entry.slot)
      guard failures < Self.mostFailures else { continue }
      if let state = Self.primitive(view, place, index) {
        presentPrimitives.insert(state.id)
        primitives.append(state)
      } else {
        failures += 1
      }
    }
  }

  /// So many slots that cannot be read are tried: each takes a millisecond, and a writer is stopped in one at a time.
  private static let mostFailures = 64

  private static func slot<T, S>(_ path: KeyPath<T, S>) -> UInt64 {
    UInt64(MemoryLayout<T>.offset(of: path) ?? 0)
  }

  /// All entries of a table, not each of them whole.
  private static func entries<T: BitwiseCopyable>(
    _ type: T.Type, _ view: MappingView, _ part: MappingHeader.Part, _ count: UInt64
  ) -> [(UInt64, T)] {
    let atOnce: UInt64 = 512
    return stride(from: 0, to: count, by: Int(atOnce)).flatMap { begin in
      let more = view.loadAll(
        T.self, at: part.place(begin), count: Int(min(atOnce, count - begin)))
      return more.enumerated().map { (begin + UInt64($0.offset), $0.element) }
    }
  }

  // MARK: primitives

  private static func primitive(_ view: MappingView, _ place: UInt64, _ index: UInt64)
    -> PrimitiveState?
  {
    // Its number is never used again, so what is read between two looks at it is all this primitive's.
    let idAt = place + slot(\sb_slot.id)
    guard let before: UInt32 = view.load(at: idAt), before != 0,
      let kindWord: UInt32 = view.load(at: place + slot(\sb_slot.kind)),
      let kind = PrimitiveKind(rawValue: UInt8(clamping: kindWord))
    else { return nil }
    let state: PrimitiveState?
    if kind.isLock {
      state = lock(view, place, index)
    } else if kind.isSemaphore || kind == .event {
      let slot: sb_slot? = view.load(at: place)
      state = slot.map { kind == .event ? light($0, index) : semaphore($0, index) }
    } else {
      let slot: sb_slot? = view.whole(at: place, version: 0)
      state = slot.map { versioned($0, index) }
    }
    guard let state, state.id.rawValue == before, let after: UInt32 = view.load(at: idAt),
      after == before
    else { return nil }
    return state
  }

  private static func common(_ slot: sb_slot, number: UInt64, _ index: UInt64) -> PrimitiveState {
    PrimitiveState(
      id: PrimitiveID(slot.id), number: number & 0xFF_FFFF, value: Int(slot.value),
      limit: Int(slot.limit), waiters: Int(slot.waiters), site: slot.site, index: index)
  }

  private static func versioned(_ slot: sb_slot, _ index: UInt64) -> PrimitiveState {
    var state = common(slot, number: slot.turn >> UInt64(SB_SEQUENCE_SHIFT), index)
    state.owner = owner(slot.turn)
    state.depth = Int(slot.depth)
    state.since = slot.since
    return state
  }
  private static func owner(_ word: UInt64) -> ThreadID? {
    let id = UInt32(truncatingIfNeeded: word >> UInt64(SB_OWNER_SHIFT))
    return id == 0 ? nil : ThreadID(id)
  }

  /// One word says all that matters.
  private static func semaphore(_ slot: sb_slot, _ index: UInt64) -> PrimitiveState {
    var state = common(slot, number: slot.word >> UInt64(SB_SEQUENCE_SHIFT), index)
    state.value = Int(sb_value(slot.word))
    return state
  }
  private static func light(_ slot: sb_slot, _ index: UInt64) -> PrimitiveState {
    var state = common(slot, number: slot.word >> UInt64(SB_SEQUENCE_SHIFT), index)
    state.value = slot.word & UInt64(SB_GREEN) != 0 ? 1 : 0
    state.since = slot.since
    return state
  }

  /// The word says whose it is. The turn says which change that was, and, if it is the same owner's, the rest.
  private static func lock(_ view: MappingView, _ place: UInt64, _ index: UInt64)
    -> PrimitiveState?
  {
    // A lock that is taken and released all the time is seldom twice the same: a few tries, and then nothing is said of it.
    // A word and a turn of two moments would name an owner who has given it back, after the change that told so.
    for _ in 1...8 {
      guard let slot: sb_slot = view.load(at: place),
        let again: (word: UInt64, turn: UInt64) = view.load(at: place)
      else { return nil }
      guard slot.word == again.word, slot.turn == again.turn else { continue }
      let turn = again.turn >> UInt64(SB_SEQUENCE_SHIFT)
      let isAgreed = again.word != 0 && owner(again.word) == owner(again.turn)
      // Otherwise the last thing known is that the turn has ended.
      var state = common(slot, number: isAgreed ? turn : turn &+ 1, index)
      state.owner = owner(again.word)
      state.depth = state.owner == nil ? 0 : Int(slot.depth) &+ 1
      state.since = isAgreed ? slot.since : 0
      return state
    }
    return nil
  }
}
