import Findings
public import SyncEvents

/// Waiting time is charged to whoever has what is waited for, and to what that thread is doing. It is added up exactly: before
/// somebody comes to wait or goes, before it changes hands, and before the holder begins another state.
///
/// Several holders of a semaphore share it alike. Only what somebody has and can give back is charged for: nobody has a
/// condition, an event or a queue, and to wait for a thread to end is not its fault.
extension LaneModel {
  /// So many more wait for it from now on. With the last of them what was waited is over, and charged.
  @inline(never)
  mutating func changeWaiters(of p: Int, by change: Int) {
    let time = contention.moment
    states[p].counts.changeWaiters(by: change, at: time)
    if change < 0, part(ofState: p, { $0.counts.waiters == 0 }) { chargeWaiters(p, at: time) }
  }

  /// Before it changes hands: what was waited is the old holders'. Nearly always nobody waits.
  @inline(__always)
  mutating func charge(_ p: Int, at time: Instant) {
    if part(ofState: p, { $0.counts.hasUncharged(until: time) }) { chargeWaiters(p, at: time) }
  }

  /// Before a thread begins to do something else: of all that it has.
  @inline(__always)
  mutating func chargeHolds(of lane: Int, at time: Instant) {
    let count = part(ofLane: lane) { $0.holds.count }
    if count > 0 { chargeHolds(of: lane, count, at: time) }
  }

  @inline(never)
  private mutating func chargeHolds(of lane: Int, _ count: Int, at time: Instant) {
    for index in 0..<count {
      if let p = stateIndex[part(ofLane: lane) { $0.holds[index].primitive }] {
        charge(p, at: time)
      }
    }
  }

  @inline(never)
  private mutating func chargeWaiters(_ p: Int, at time: Instant) {
    let waited = states[p].counts.take(until: time)
    guard waited > 0 else { return }
    let (id, kind, count) = part(ofState: p) { ($0.id, $0.kind, $0.holders.count) }
    guard kind.isCharged, count > 0 else { return }
    for index in 0..<count {
      let holder = part(ofState: p) { $0.holders[index] }
      let state = laneIndex[holder].map { lane in part(ofLane: lane) { $0.state } } ?? .unknown
      let share = Self.share(of: waited, holder: index, of: count)
      contention.charges.add(share, to: ChargeTable.Key(id, holder, state))
    }
  }
  /// What cannot be shared alike is the first one's.
  @inline(__always)
  private static func share(of waited: Int64, holder: Int, of count: Int) -> Int64 {
    if count == 1 { return waited }
    return waited / Int64(count) + (holder == 0 ? waited % Int64(count) : 0)
  }

  /// Time that others have waited until now for what a thread had. It costs a look at each charge there is.
  public func blame(of thread: ThreadID) -> [Charge] {
    var charges = contention.charges.part(of: thread)
    guard let lane = lane(thread) else { return charges.all }
    for hold in lane.holds {
      guard let p = stateIndex[hold.primitive], states[p].kind.isCharged,
        let place = states[p].holders.firstIndex(of: thread)
      else { continue }
      var counts = states[p].counts
      let waited = counts.take(until: now)
      guard waited > 0 else { continue }
      let share = Self.share(of: waited, holder: place, of: states[p].holders.count)
      charges.add(share, to: ChargeTable.Key(hold.primitive, thread, lane.state))
    }
    return charges.all
  }

  /// All charges, with what has been waited since the last of them until now.
  public var charges: [Charge] {
    var books = self
    for p in states.indices { books.charge(p, at: now) }
    return books.contention.charges.all
  }
}

extension PrimitiveKind {
  /// Somebody has it, and can give it back.
  fileprivate var isCharged: Bool { isLock || isSemaphore }
}
