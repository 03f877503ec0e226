import CSignalbox
import SyncEvents

@testable import EventRing

/// An event as a test writes it down; its time in ticks.
struct RawEvent: Hashable {
  var thread: ThreadID
  var time: UInt64
  var primitive: PrimitiveID?
  /// Whole; the ring has its last 24 bits.
  var sequence: UInt64 = 0
  var isChange = true
  var number = SB_PASSED
  var isEstimated = false
  var arguments: [UInt64] = []

  var slots: [sb_event] {
    let number = isChange ? number : number | SB_SEEN
    let head = sb_event(
      time: isEstimated ? Moment.estimated(time) : Moment.known(time),
      what: sb_head_word(sequence & 0xFF_FFFF, number, primitive?.rawValue ?? 0))
    return [head] + arguments.map { sb_event(time: $0, what: sb_head_word(0, SB_ARGUMENT, 7)) }
  }
}

/// A merger, with lists of events instead of memory.
final class Merging {
  private var merger: RunMerger

  /// - Parameters: in ticks.
  init(patience: UInt64 = 100_000_000, longPatience: UInt64 = 5_000_000_000) {
    merger = RunMerger(patience: patience, longPatience: longPatience)
  }

  func add(_ events: some Sequence<RawEvent>, of thread: ThreadID) {
    events.flatMap(\.slots).withUnsafeBufferPointer { merger.add($0, of: thread) }
  }
  func begin(_ primitive: PrimitiveID, after number: UInt64) {
    merger.begin(primitive, after: number)
  }
  func doubt(_ primitive: PrimitiveID, upTo number: UInt64) {
    merger.doubt(primitive, upTo: number)
  }
  func doubt(allBut living: Set<PrimitiveID>) { merger.doubt(allBut: living) }
  func end(_ thread: ThreadID) { merger.end(thread) }
  func holds(eventsOf thread: ThreadID) -> Bool { merger.holds(eventsOf: thread) }
  var pendingCount: Int { merger.pendingCount }
  var streamCount: Int { merger.streamCount }
  var knownCount: Int { merger.numbers.count }

  func take(until horizon: UInt64) -> [RawEvent] { read(merger.take(until: horizon)) }
  func flush() -> [RawEvent] { read(merger.flush()) }

  private func read(_ merged: RunMerger.Merged) -> [RawEvent] {
    var events: [RawEvent] = []
    var place = 0
    for run in merged.runs {
      while place < run.end {
        let head = merged.events[place]
        let primitive = PrimitiveID(UInt32(truncatingIfNeeded: head.what))
        var event = RawEvent(
          thread: ThreadID(run.thread), time: Moment.ticks(head.time),
          primitive: primitive.rawValue == 0 ? nil : primitive,
          sequence: merger.number(head.what >> 40, of: primitive),
          isChange: head.what >> 32 & UInt64(SB_SEEN) == 0, number: kindNumber(head.what),
          isEstimated: Moment.isEstimated(head.time))
        place += 1
        while place < run.end, kindNumber(merged.events[place].what) == SB_ARGUMENT {
          event.arguments.append(merged.events[place].time)
          place += 1
        }
        events.append(event)
      }
    }
    return events
  }
}
