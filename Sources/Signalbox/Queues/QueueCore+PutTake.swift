import CSignalbox
import EventRing
import SyncEvents

extension QueueCore {
  /// - Returns: false if it was not put: the time was up, or the wait was cancelled.
  func put(
    _ item: QueueItem, until deadline: Deadline, unless leaves: () -> Bool = { false },
    _ site: Site
  ) throws(SyncError) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard !isShutDown else {
      misuse(me, .put, .shutDown)
      throw .shutDown(slot.name)
    }
    if hasRoom {
      put(me, item)
      return true
    }
    if deadline.polls || leaves() { return false }
    parcels[me.node] = Parcel(item: item)
    begin(me, .put, deadline, site)
    let node = me.node
    let decision = wait(me, until: deadline) { hasRoom && firstWaiter(for: .put) == node }
    let parcel = parcels.removeValue(forKey: node)
    if decision == .granted {
      if node.pointee.sequence == 0 {
        put(me, item)
      } else {
        confirm(me, .put(depth: parcel?.depth ?? 0))
      }
    }
    try end(me, decision, by: lastOut)
    return decision == .granted
  }

  /// - Returns: nil if there was none: the time was up, or the wait was cancelled.
  func take(
    until deadline: Deadline, unless leaves: () -> Bool = { false }, _ site: Site
  ) throws(SyncError) -> QueueItem? {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if let item = take(me) { return item }
    guard !isShutDown else { throw .shutDown(slot.name) }
    if deadline.polls || leaves() { return nil }
    begin(me, .take, deadline, site)
    let node = me.node
    let decision = wait(me, until: deadline) { !storage.isEmpty && firstWaiter(for: .take) == node }
    var item: QueueItem?
    if decision == .granted {
      if let parcel = parcels.removeValue(forKey: node) {
        item = parcel.item
        confirm(me, .taken(depth: parcel.depth))
      } else {
        item = take(me)
      }
    }
    try end(me, decision, by: lastIn)
    return item
  }

  private func put(_ me: ThreadRecord, _ item: QueueItem) {
    add(item, by: me.id)
    record(me, .put(depth: storage.count))
    settle(me)
  }

  private func take(_ me: ThreadRecord) -> QueueItem? {
    guard let item = storage.removeNext() else { return nil }
    lastOut = me.id
    record(me, .taken(depth: storage.count))
    settle(me)
    return item
  }

  /// It has been served: this happened then, and its number was set aside.
  private func confirm(_ me: ThreadRecord, _ kind: SyncEvent.Kind) {
    me.write(
      kind, primitive: id, sequence: me.node.pointee.sequence, time: me.node.pointee.decided_at)
  }

  /// Says how the wait ended; if it had been told of something, and has not used it, the next one is told.
  ///
  /// - Parameter last: who did what it was told of.
  private func end(_ me: ThreadRecord, _ decision: Decision, by last: ThreadID?) throws(SyncError) {
    let node = me.node
    let giver = node.pointee.sequence == 0 ? last : node.decidedBy
    resume(me, decision, as: .acquired, by: giver)
    if decision != .granted { settle(me) }
    if decision == .shutDown { throw .shutDown(slot.name) }
  }
}
