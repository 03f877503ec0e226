import CSignalbox
import EventRing
import SyncEvents

/// The line of those who wait to be notified. It shares its lock's internal mutex.
final class ConditionCore: PrimitiveCore, @unchecked Sendable {
  let lock: LockCore

  init(_ name: String?, lock: LockCore, site: Site) {
    self.lock = lock
    super.init(.condition, name, sharing: lock.mutex, lock: lock.id, site: site)
  }

  func wait(until deadline: Deadline, _ site: Site) throws(SyncError) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    try check(me, .wait)
    let depth = lock.depth
    giveUp(me, depth, deadline, site)
    let outcome = waitForNotify(me, until: deadline)
    regain(me, depth, site)
    let waker = outcome == .notified ? ThreadID(me.node.pointee.notified_by) : nil
    record(me, .resumed(outcome, by: waker))
    me.publish(.running)
    return outcome == .notified
  }

  /// Joins the line and gives the lock up, in one step: nobody can notify in between.
  private func giveUp(_ me: ThreadRecord, _ depth: Int, _ deadline: Deadline, _ site: Site) {
    sb_turn_close(lock.pointer, me.pointer, UInt32(clamping: depth), site.word)
    me.node.pointee.amount = UInt32(clamping: depth)
    me.node.pointee.notified_by = 0
    queue.append(me.node)
    record(me, .waiting(deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, isTimed: !deadline.isNever, site: site)
    lock.passOn(me)
    // Whoever has the lock now wakes up at once, and not only when this thread sleeps.
    mutex.unlock()
    mutex.lock()
  }

  /// Whatever comes first, a notify or the deadline, is decided here, under the mutex, once. The node stands in the lock's
  /// line afterwards, unless it has been handed the lock already.
  private func waitForNotify(_ me: ThreadRecord, until deadline: Deadline) -> Outcome {
    let node = me.node
    while node.pointee.notified_by == 0, node.decision == .none, !deadline.hasPassed {
      park(me, until: deadline)
    }
    if node.pointee.notified_by != 0 {
      let at = Instant(nanoseconds: Int64(bitPattern: node.pointee.notified_at))
      record(me, .notified(by: ThreadID(node.pointee.notified_by), at: at))
      return .notified
    }
    let outcome: Outcome = node.decision == .cancelled ? .cancelled : .timedOut
    if outcome == .timedOut {
      queue.remove(node)
      record(me, .timedOut)
    }
    lock.queue.append(node)
    return outcome
  }

  /// Takes the lock back, to the depth it had. No deadline: `wait` returns with the lock held, always.
  private func regain(_ me: ThreadRecord, _ depth: Int, _ site: Site) {
    let node = me.node
    if node.decision == .none, lock.takeInLine(me, depth: depth, site) { return }
    if node.decision == .none {
      lock.record(me, .blocking(.acquire, deadline: nil, site: site.id))
      me.publish(.blocked, lock.id, site: site)
    }
    while lock.waitInLine(me, until: .never, site) != .acquired {  // a wait cannot end without it
      lock.queue.append(node)
      lock.publish()
    }
  }

  func notify(_ asked: Int?) throws(SyncError) -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    try check(me, .notify)
    if let asked, asked <= 0 { return 0 }
    let woken = min(asked ?? .max, queue.count)
    record(me, .notifying(asked: asked, woken: woken))
    let now = sb_now()
    for _ in 0..<woken {
      guard let next = queue.first else { break }
      queue.remove(next)
      next.pointee.notified_by = me.pointer.pointee.id
      next.pointee.notified_at = now
      lock.queue.append(next)
      next.wake()  // to say so: it goes on waiting, for the lock
    }
    lock.keepMoving()
    publish()
    lock.publish()
    return woken
  }

  func evaluated(_ answer: Bool) {
    mutex.locked { record(.current, .evaluated(answer)) }
  }

  /// - Throws: `notOwner`, on record, if the calling thread does not have the lock.
  func checkOwner(_ operation: Operation) throws(SyncError) {
    mutex.lock()
    defer { mutex.unlock() }
    try check(.current, operation)
  }
  private func check(_ me: ThreadRecord, _ operation: Operation) throws(SyncError) {
    guard lock.isHeldByCurrentThread else {
      misuse(me, operation, .notOwner)
      throw .notOwner
    }
  }

  func releaseLock(_ site: Site) throws(SyncError) { try lock.release(site) }
}
