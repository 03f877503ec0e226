import Packing
import SyncEvents

/// How often a primitive was used, and what of the waiting there is not charged yet.
struct UseCounts: Equatable, Sendable {
  /// How often it was taken, put into, passed, waited at: whatever one does with it where one may have to wait; and how often
  /// one had to.
  private(set) var uses = 0
  private(set) var contended = 0
  /// How many wait: to ask the list of them would fetch it.
  private(set) var waiters = 0
  /// What all waiters together have waited up to then since it was charged last. Without waiters it is none.
  private var uncharged: Int64 = 0
  private var countedUntil = Instant.zero

  @inline(__always)
  mutating func use(waited: Bool) {
    uses &+= 1
    if waited { contended &+= 1 }
  }

  /// Somebody has waited until then, and that was not taken yet.
  @inline(__always)
  func hasUncharged(until time: Instant) -> Bool {
    waiters > 0 && (time > countedUntil || uncharged > 0)
  }

  /// So many more wait from then on.
  @inline(__always)
  mutating func changeWaiters(by change: Int, at time: Instant) {
    count(until: time)
    waiters &+= change
  }

  /// All that has been waited until then, and was not taken yet.
  @inline(__always)
  mutating func take(until time: Instant) -> Int64 {
    count(until: time)
    defer { uncharged = 0 }
    return uncharged
  }

  @inline(__always)
  private mutating func count(until time: Instant) {
    guard waiters > 0 else { return countedUntil = time }
    guard time > countedUntil else { return }
    let (waited, isTooMuch) = (time - countedUntil).multipliedReportingOverflow(by: Int64(waiters))
    uncharged = uncharged.adding(isTooMuch ? .max : waited)
    countedUntil = time
  }
}

extension UseCounts: Packed {
  func pack(to writer: inout ByteWriter) {
    writer.pack(uses, contended, waiters, uncharged, countedUntil)
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    (uses, contended, waiters) = (try reader.next(), try reader.next(), try reader.next())
    (uncharged, countedUntil) = (try reader.next(), try reader.next())
  }
}
