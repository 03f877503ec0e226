import Findings
public import SyncEvents

/// How much was waited for a primitive, how long it was held, and who was to blame: also what still goes on, until now.
public struct PrimitiveContention: Hashable, Sendable {
  public let id: PrimitiveID
  public let name: String
  public let kind: PrimitiveKind
  /// How often it was used where one may have to wait: taken, put into or taken from, passed, waited at, submitted to.
  public internal(set) var uses: Int
  /// How many of them had to wait.
  public internal(set) var contended: Int
  public internal(set) var waits: DurationHistogram
  public internal(set) var holds: DurationHistogram
  public internal(set) var handOffs: Int
  public internal(set) var notifies: Int
  /// Notifies that woke nobody.
  public internal(set) var unheard: Int
  public internal(set) var longest: LongWait?
  /// Some of its times were worked out: nobody looked at the clock.
  public internal(set) var hasEstimatedWaits: Bool
  public internal(set) var hasEstimatedHolds: Bool
  /// Whom the waiting is charged to. It may be less than what was waited: between two holders nobody has it.
  public internal(set) var charges: [Charge] = []

  init(_ state: PrimitiveState, _ account: ContentionAccount) {
    (id, name, kind) = (state.id, state.name, state.kind)
    (uses, contended) = (state.counts.uses, state.counts.contended)
    (waits, holds) = (account.waits, account.holds)
    (handOffs, notifies, unheard) = (account.handOffs, account.notifies, account.unheard)
    longest = account.longest
    (hasEstimatedWaits, hasEstimatedHolds) = (account.hasEstimatedWaits, account.hasEstimatedHolds)
  }

  /// How many of the uses had to wait; nil where everybody waits, or nobody who uses it does.
  public var contendedShare: Double? {
    guard uses > 0, kind.isLock || kind.isSemaphore || kind == .queue || kind == .event else {
      return nil
    }
    return Double(contended) / Double(uses)
  }

  /// Somebody waits there, since so long.
  mutating func add(wait length: Int64, of thread: ThreadID, isEstimated: Bool) {
    if length >= longest?.time ?? 0 {
      longest = LongWait(thread: thread, time: length, isOpen: true)
    }
    waits.record(length)
    hasEstimatedWaits = hasEstimatedWaits || isEstimated
  }
  /// Somebody has it, since so long.
  mutating func add(hold length: Int64, isEstimated: Bool) {
    holds.record(length)
    hasEstimatedHolds = hasEstimatedHolds || isEstimated
  }
}

extension LaneModel {
  /// Every primitive that was used, in order of declaration, also those that are no more. It costs as much as there are.
  public func primitiveContention() -> [PrimitiveContention] {
    var books = contention
    books.settle()
    var all = zip(states, books.accounts).map { PrimitiveContention($0, $1) }
    for lane in lanes {
      if let wait = lane.wait, wait.wanted != .task, let p = stateIndex[wait.primitive] {
        all[p].add(
          wait: max(0, now - wait.since), of: lane.id, isEstimated: wait.isEstimated)
      }
      for hold in lane.holds {
        guard let since = hold.since, let p = stateIndex[hold.primitive] else { continue }
        all[p].add(hold: max(0, now - since), isEstimated: hold.isEstimated)
      }
    }
    for charge in charges {
      if let p = stateIndex[charge.primitive] { all[p].charges.append(charge) }
    }
    return all.filter { $0.uses > 0 || $0.waits.count > 0 || $0.notifies > 0 }
  }

  /// Primitives that were used, and were destroyed so long ago that nothing is left of them.
  public var forgottenContention: Int { contention.forgotten }
}
