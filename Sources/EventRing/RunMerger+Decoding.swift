import CSignalbox
import SyncEvents

extension RunMerger {
  /// What is in order, as events; what no writer writes is left out.
  borrowing func decode(_ merged: Merged, _ clock: TickClock, into events: inout [SyncEvent]) {
    events.reserveCapacity(events.count + merged.events.count)
    let zero = clock.zero
    var piece = clock.piece(at: 0)
    var place = 0
    for run in merged.runs {
      let end = Int(run.end)
      while place < end {
        let head = merged.events[place]
        var next = place + 1
        while next < end, kindNumber(merged.events[next].what) == SB_ARGUMENT { next += 1 }
        let arguments = UnsafeBufferPointer(rebasing: merged.events[(place + 1)..<next])
        place = next
        guard let kind = EventCode.kind(kindNumber(head.what), arguments, zero: zero) else {
          continue
        }
        let ticks = Moment.ticks(head.time)
        if !piece.covers(ticks) { piece = clock.piece(at: ticks) }
        let id = UInt32(truncatingIfNeeded: head.what)
        let low = head.what >> UInt64(SB_SEQUENCE_SHIFT)
        events.append(
          SyncEvent(
            thread: ThreadID(run.thread), primitive: id == 0 ? nil : PrimitiveID(id),
            sequence: id == 0 ? 0 : number(low, of: PrimitiveID(id)),
            isChange: head.what >> UInt64(SB_KIND_SHIFT) & UInt64(SB_SEEN) == 0,
            time: clock.fromMachine(piece.nanoseconds(ticks)),
            isEstimated: Moment.isEstimated(head.time), kind: kind))
      }
    }
  }
}
