import CSignalbox
import SyncEvents

/// How far one reader has come in one ring, and whose events it finds there.
struct RingCursor {
  private let ring: UnsafeMutablePointer<sb_ring>
  private var position: UInt64 = 0
  private(set) var read: UInt64 = 0
  private(set) var lost: UInt64 = 0
  private var thread: ThreadID?
  private var lastTime: UInt64
  /// Losses that have not been followed by an event yet, so their end is not known.
  private var openLosses: [(thread: ThreadID?, count: UInt64)] = []

  /// A decoded head with its arguments.
  struct Event {
    var time: UInt64
    var sequence: UInt64
    var number: UInt32
    var primitive: UInt32
    var arguments: ArraySlice<sb_slot>

    /// Nil for what no writer writes.
    func kind(zero: UInt64) -> SyncEvent.Kind? {
      EventCode.kind(number, arguments, zero: zero)
    }
  }
  struct Run {
    var thread: ThreadID
    var events: [Event]
  }
  struct LostRun {
    var thread: ThreadID?
    var count: UInt64
    var since: UInt64
    var until: UInt64
  }

  /// - Parameters:
  ///   - skipping: leaves out what is in the ring already.
  ///   - time: from when on the reader wants to know.
  init(_ ring: UnsafeMutablePointer<sb_ring>, skipping: Bool, since time: UInt64) {
    self.ring = ring
    lastTime = time
    guard skipping else { return }
    position = sb_ring_head(ring)
    let (owner, since) = self.owner
    if since <= position { thread = owner }
  }

  mutating func drain() -> (runs: [Run], losses: [LostRun]) {
    var runs: [Run] = []
    var losses: [LostRun] = []
    let (before, start) = (lost, position)
    let slots = copy()
    if lost > before { lose(from: start, to: position - UInt64(slots.count)) }
    var index = 0
    while index < slots.count {
      let slot = slots[index]
      var end = index + 1
      while end < slots.count, isArgument(slots[end]) { end += 1 }
      defer { index = end }
      let number = UInt32(slot.what >> 32 & 0xFF)
      if number == SB_THREAD {
        thread = ThreadID(UInt32(truncatingIfNeeded: slot.what))
      }
      guard number != SB_ARGUMENT, number != 0, let thread else {  // a tail, or nobody's
        lost += UInt64(end - index)
        lose(UInt64(end - index), of: thread)
        continue
      }
      losses += openLosses.map {
        LostRun(thread: $0.thread, count: $0.count, since: lastTime, until: slot.time)
      }
      openLosses = []
      read += UInt64(end - index)
      lastTime = slot.time
      guard number != SB_THREAD else { continue }
      if runs.last?.thread != thread { runs.append(Run(thread: thread, events: [])) }
      runs[runs.count - 1].events.append(
        Event(
          time: slot.time, sequence: slot.what >> 40, number: number,
          primitive: UInt32(truncatingIfNeeded: slot.what), arguments: slots[(index + 1)..<end]))
    }
    return (runs, losses)
  }

  private mutating func copy() -> [sb_slot] {
    let end = sb_ring_head(ring)
    guard end != position else { return [] }
    return [sb_slot](
      unsafeUninitializedCapacity: Int(min(end - position, UInt64(SB_RING_SLOTS)))
    ) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      count = Int(sb_ring_read(ring, &position, end, &lost, base))
    }
  }

  /// Slots were overwritten. They were the present owner's from where it took the ring over, and before that they belonged
  /// to whom the cursor last saw, or to others of whom nothing is left. What comes next is the owner's, or nobody's that
  /// can still be known: then it is lost, too.
  private mutating func lose(from start: UInt64, to next: UInt64) {
    let (owner, since) = self.owner
    if start < since { lose(min(since, next) - start, of: thread) }
    if next > since { lose(next - max(since, start), of: owner) }
    thread = next >= since ? owner : nil
  }
  private mutating func lose(_ count: UInt64, of thread: ThreadID?) {
    if let last = openLosses.indices.last, thread == nil || openLosses[last].thread == thread {
      openLosses[last].count += count
    } else {
      openLosses.append((thread, count))
    }
  }

  /// Whose ring it is, and since which slot.
  private var owner: (ThreadID?, since: UInt64) {
    var since: UInt64 = 0
    let owner = sb_ring_owner(ring, &since)
    return (owner == 0 ? nil : ThreadID(owner), since)
  }
  private func isArgument(_ slot: sb_slot) -> Bool { slot.what >> 32 & 0xFF == SB_ARGUMENT }
}
