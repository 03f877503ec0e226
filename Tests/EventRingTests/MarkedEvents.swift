import CSignalbox
import SyncEvents
import TestSupport

@testable import EventRing

/// Events of one to three places whose primitive, number and arguments all follow from one number, so that a mix of two would
/// show.
enum MarkedEvents {
  /// The event of that number, and how many places it takes.
  static func make(_ mark: UInt64) -> (kind: SyncEvent.Kind, places: UInt64) {
    let (large, small) = (Int(mark) &* 3 &+ 1, Int(UInt32(truncatingIfNeeded: mark)))
    return switch mark % 4 {
    case 0: (.passed, 1)
    case 1: (.working(Int64(large)), 2)
    case 2: (.limitChanged(old: large, new: large + 1, woken: small), 3)
    default: (.acquired(permits: large, depth: small, site: nil), 3)
    }
  }

  /// Writes those on the calling thread.
  ///
  /// - Returns: how many places they take.
  @discardableResult
  static func write(_ marks: some Sequence<UInt64>) -> UInt64 {
    let me = ThreadRecord.current
    var places: UInt64 = 0
    for mark in marks {
      let (kind, size) = make(mark)
      me.write(kind, primitive: PrimitiveID(UInt32(truncatingIfNeeded: mark)), sequence: mark)
      places += size
    }
    return places
  }

  /// The number of an event with its arguments; nil if it is none that was written.
  static func mark(_ event: ArraySlice<sb_event>) -> UInt64? {
    guard let head = event.first else { return nil }
    let mark = UInt64(UInt32(truncatingIfNeeded: head.what))
    let (kind, places) = make(mark)
    let arguments = Array(event.dropFirst())
    let isWhole = arguments.withUnsafeBufferPointer {
      EventCode.kind(kindNumber(head.what), $0, zero: 0) == kind
    }
    return isWhole && UInt64(event.count) == places && head.what >> 40 == mark & 0xFF_FFFF
      ? mark : nil
  }
}

/// A cursor on the calling thread's ring, from now on, and what it has found.
final class RingFollower {
  private var cursor: RingCursor
  private let view = MappingView.own()
  private let buffer = EventBuffer()
  private(set) var lostInAll: UInt64 = 0

  /// - Parameter place: of the ring.
  init(_ place: UInt64 = here) {
    cursor = RingCursor(place, ringEvents: Self.ringEvents, since: 0)
    cursor.skip(view)
  }

  var read: UInt64 { cursor.read }
  var lost: UInt64 { cursor.lost }
  static let ringEvents: UInt64 = {
    let header: sb_header? = MappingView.own().load(at: 0)
    return UInt64(header?.ring_events ?? 0)
  }()
  /// The place of the calling thread's ring, which it gets here if it has none.
  static var here: UInt64 {
    let me = ThreadRecord.current
    if me.pointer.pointee.ring.pointee.mask == 0 { me.write(.woke) }
    let base = UInt(bitPattern: MappingView.own().raw.base)
    return UInt64(UInt(bitPattern: me.pointer.pointee.ring) - base)
  }

  /// What has come: the numbers of whole events, nil for what is none; the times; and what was lost.
  func drain() -> (marks: [UInt64?], times: [UInt64], losses: [RingCursor.LostRun]) {
    let drained = cursor.drain(view, into: buffer, asked: sb_ticks()) { sb_ticks() }
    var (marks, times): ([UInt64?], [UInt64]) = ([], [])
    for run in drained.runs {
      let events = Array(buffer[run.range])
      var begin = 0
      while begin < events.count {
        var end = begin + 1
        while end < events.count, kindNumber(events[end].what) == SB_ARGUMENT { end += 1 }
        if kindNumber(events[begin].what) != EventCode.threadEnded {
          marks.append(MarkedEvents.mark(events[begin..<end]))
          times.append(Moment.ticks(events[begin].time))
        }
        begin = end
      }
    }
    lostInAll += drained.losses.reduce(0) { $0 + $1.count }
    return (marks, times, drained.losses)
  }
}
