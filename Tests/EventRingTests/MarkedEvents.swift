import CSignalbox
import SyncEvents
import TestSupport

@testable import EventRing

/// Events of one to three slots whose arguments all follow from their time, so that a mix of two would show.
enum MarkedEvents {
  /// The event of that time, and how many slots it takes.
  static func make(_ time: UInt64) -> (kind: SyncEvent.Kind, slots: UInt64) {
    let (large, small) = (Int(time) &* 3 &+ 1, Int(UInt32(truncatingIfNeeded: time)))
    return switch time % 4 {
    case 0: (.passed, 1)
    case 1: (.working(Int64(large)), 2)
    case 2: (.limitChanged(old: large, new: large + 1, woken: small), 3)
    default: (.acquired(permits: large, depth: small, site: SiteID(UInt64(large))), 3)
    }
  }

  /// Writes those of these times on the calling thread.
  ///
  /// - Returns: how many slots they take.
  @discardableResult
  static func write(_ times: some Sequence<UInt64>) -> UInt64 {
    let me = ThreadRecord.current
    var slots: UInt64 = 0
    for time in times {
      let (kind, size) = make(time)
      me.write(
        kind, primitive: PrimitiveID(UInt32(truncatingIfNeeded: time)), sequence: time, time: time)
      slots += size
    }
    return slots
  }

  /// It is one that was written.
  static func isWhole(_ event: RingCursor.Event) -> Bool {
    let (kind, slots) = make(event.time)
    return event.primitive == UInt32(truncatingIfNeeded: event.time)
      && event.sequence == event.time & 0xFF_FFFF && event.arguments.count + 1 == slots
      && event.kind(zero: 0) == kind
  }
}

struct NoRing: Error {}

extension RingCursor {
  /// On the calling thread's ring, from now on.
  static func here() throws -> RingCursor { try at(hereAddress) }
  /// The calling thread's ring; 0 if it has none.
  static var hereAddress: UInt { UInt(bitPattern: ThreadRecord.current.pointer.pointee.ring) }
  static func at(_ address: UInt) throws -> RingCursor {
    guard let ring = UnsafeMutablePointer<sb_ring>(bitPattern: address) else {
      throw NoRing()
    }
    return RingCursor(ring, skipping: true, since: 0)
  }
}
