import CSignalbox
import EventRing
import SyncEvents

/// Until everything is done, until nothing more comes, and how much there may be.
extension QueueCore {
  func taskDone() throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard unfinished > 0 else {
      misuse(me, .taskDone, .tooOftenDone)
      throw .taskDoneTooOften(put: total)
    }
    unfinished -= 1
    record(me, .taskDone(unfinished: unfinished))
    _ = letJoinersGo(me)
  }

  private func letJoinersGo(_ me: ThreadRecord) -> Int {
    guard unfinished == 0 else { return 0 }
    var count = 0
    while let joiner = firstWaiter(for: .join) {
      queue.decide(joiner, .granted, by: me.id)
      count += 1
    }
    publish()
    return count
  }

  /// - Returns: false if not everything is done: the time was up, or the wait was cancelled.
  func join(until deadline: Deadline, _ site: Site) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if unfinished == 0 { return true }
    if deadline.polls { return false }
    begin(me, .join, deadline, site)
    let decision = wait(me, until: deadline)
    resume(me, decision, as: .ended, by: me.node.decidedBy)
    return decision == .granted
  }

  func shutDown(immediate: Bool) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    let (number, now) = (reserve(), sb_ticks())
    let dropped = immediate ? storage.removeAll() : nil
    // Not below 0: `taskDone` may have come before `take`.
    unfinished = max(0, unfinished - (dropped?.count ?? 0))
    let woken = close(me) + letJoinersGo(me)
    me.write(
      .shutDown(immediate: immediate, woken: woken), primitive: id, sequence: number,
      time: now)
    publish()
    mutex.unlock()
    withExtendedLifetime(dropped) {}  // what is let go may do anything, even use this queue
  }

  func resize(to new: Int?) throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard new.map({ $0 > 0 }) ?? true else {
      misuse(me, .resize, .invalidCount)
      throw .invalidCapacity(new ?? 0)
    }
    let (number, now, old) = (reserve(), sb_ticks(), capacity)
    capacity = new
    let woken = settle(me, everybody: true)
    me.write(
      .limitChanged(old: old ?? -1, new: new ?? -1, woken: woken), primitive: id, sequence: number,
      time: now)
    publish()
  }
}
