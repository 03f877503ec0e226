import Findings
import Packing
import SyncEvents

/// What giving back a lock is for. A wait on a condition begins with it, but only the thread's next event tells.
enum ReleaseRole {
  case gives
  /// The lock is given up completely, and this is not told as a release.
  case beginsWait
  /// The thread's next event is not here yet.
  case undecided
}

/// A release that is told once it is sure that no wait follows.
struct UndecidedRelease: Equatable, Sendable {
  var thread: ThreadID
  var time: Instant
  var what: BriefHappening
  var isEstimated: Bool
}

extension LaneModel {
  /// A wait follows its release at once. A thread that has written nothing for so long only released.
  private static let patience: Int64 = 1_000_000

  @inline(__always)
  func releaseRole(of index: Int, in events: UnsafeBufferPointer<SyncEvent>) -> ReleaseRole {
    guard case .releasing = events[index].kind, let lock = events[index].primitive,
      conditionLocks[lock] == true
    else { return .gives }
    let event = events[index]
    var next = index + 1
    while next < events.count, events[next].thread != event.thread { next += 1 }
    if next < events.count {
      return isWait(events[next], givingUp: lock) ? .beginsWait : .gives
    }
    return now - event.time >= Self.patience ? .gives : .undecided
  }

  /// Decides the releases left over from the last batch, before this one is taken in.
  mutating func settleReleases(before batch: Batch) {
    guard !undecided.isEmpty else { return }
    let open = undecided
    undecided = []
    for release in open {
      if let next = batch.events.first(where: { $0.thread == release.thread }) {
        if case .waiting = next.kind { continue }
      } else if now - release.time < Self.patience {
        undecided.append(release)
        continue
      }
      told.append(
        LogEntry(
          time: release.time, thread: release.thread, isEstimated: release.isEstimated,
          text: .brief(release.what)))
    }
  }

  private func isWait(_ event: SyncEvent, givingUp lock: PrimitiveID) -> Bool {
    guard case .waiting = event.kind, let id = event.primitive, let condition = stateIndex[id]
    else { return false }
    return states[condition].lock == lock
  }
}

extension UndecidedRelease: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(thread, time, what, isEstimated) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      thread: try reader.next(), time: try reader.next(), what: try reader.next(),
      isEstimated: try reader.next())
  }
}
