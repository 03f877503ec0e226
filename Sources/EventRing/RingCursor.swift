import CSignalbox
import SyncEvents

/// How far one reader has come in one ring, and whose events it finds there.
struct RingCursor {
  private let ring: UnsafeMutablePointer<sb_ring>
  private var position: UInt64 = 0
  private(set) var read: UInt64 = 0
  private(set) var lost: UInt64 = 0
  private var thread: ThreadID?
  private var lastTime: UInt64 = 0
  /// A loss that has not been followed by an event yet, so its end is not known.
  private var openLoss: UInt64 = 0

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

  init(_ ring: UnsafeMutablePointer<sb_ring>, skipping: Bool) {
    self.ring = ring
    guard skipping else { return }
    position = sb_ring_head(ring)
    takeOwner()
  }

  mutating func drain() -> (runs: [Run], losses: [LostRun]) {
    var runs: [Run] = []
    var losses: [LostRun] = []
    let before = lost
    let slots = copy()
    if lost > before { begin(loss: lost - before, position - UInt64(slots.count)) }
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
      guard number != SB_ARGUMENT, number != 0, let thread else {  // the tail of an event, or nobody's
        count(lost: UInt64(end - index))
        continue
      }
      if openLoss > 0 {
        losses.append(
          LostRun(thread: thread, count: openLoss, since: lastTime, until: slot.time))
        openLoss = 0
      }
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
    let waiting = sb_ring_head(ring) &- position
    guard waiting > 0 else { return [] }
    let capacity = Int(min(waiting, UInt64(SB_RING_SLOTS)))
    return [sb_slot](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      count = Int(sb_ring_read(ring, &position, &lost, base, UInt64(capacity)))
    }
  }

  private mutating func count(lost count: UInt64) {
    lost += count
    openLoss += count
  }
  private mutating func begin(loss count: UInt64, _ next: UInt64) {
    openLoss += count
    takeOwner(at: next)
  }
  /// Whose slots begin at `next`: the present owner's, or nobody's that can still be known.
  private mutating func takeOwner(at next: UInt64? = nil) {
    var since: UInt64 = 0
    let owner = sb_ring_owner(ring, &since)
    thread = next ?? position >= since && owner != 0 ? ThreadID(owner) : nil
  }
  private func isArgument(_ slot: sb_slot) -> Bool { slot.what >> 32 & 0xFF == SB_ARGUMENT }
}
