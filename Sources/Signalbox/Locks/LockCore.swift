import CSignalbox
import EventRing
import SyncEvents

/// What `Lock`, `RecursiveLock` and the values behind a lock of their own share.
///
///     state               acquire                   release by its holder     release by another
///     free                → held by me, ×1          throws notLocked          throws notLocked
///     held by me, ×d      recursive: ×(d + 1)       d > 1: ×(d − 1)           –
///                         plain: waits              d = 1: → passed on
///     held by another     waits                     –                         plain: → passed on
///                                                                             recursive: throws notOwner
///
/// Passed on: to the oldest waiter directly, once it has waited 1 ms; otherwise the lock is free, the oldest waiter is told,
/// and whoever comes first has it.
final class LockCore: PrimitiveCore, @unchecked Sendable {
  private let isRecursive: Bool
  private(set) var owner: ThreadID?
  private(set) var depth = 0
  private var since: UInt64 = 0
  private var site = Site.unknown
  private var lastReleaser: ThreadID?
  /// How many there are in the array or the dictionary behind it.
  var elements: Int

  init(_ kind: PrimitiveKind, _ name: String?, elements: Int = 0, site: Site) {
    isRecursive = kind == .recursiveLock
    self.elements = elements
    super.init(kind, name, value: elements, site: site)
  }

  override func publish() {
    slot.publish(
      sequence: sequence, owner: owner?.rawValue ?? 0, depth: depth, since: since,
      value: elements, waiters: queue.count, site: site.word)
  }

  func acquire(until deadline: Deadline, _ site: Site) -> Outcome {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if isRecursive, owner == me.id {
      depth += 1
      record(me, .acquired(permits: 1, depth: depth, site: site.id))
      return .acquired
    }
    if owner == nil {
      take(me, depth: 1, site)
      return .acquired
    }
    if deadline.polls { return .timedOut }
    me.node.pointee.amount = 1
    queue.append(me.node)
    record(me, .blocking(.acquire, deadline: deadline.instant, site: site.id))
    me.publish(.blocked, id, site: site)
    let outcome = waitInLine(me, until: deadline, site)
    if outcome == .timedOut { record(me, .timedOut) }
    record(me, .resumed(outcome, by: outcome == .acquired ? wakerOf(me) : nil))
    me.publish(.running)
    return outcome
  }

  /// Waits with the node already in the line, and takes the lock to the depth that the node asks for.
  func waitInLine(_ me: ThreadRecord, until deadline: Deadline, _ site: Site) -> Outcome {
    let node = me.node
    let decision = wait(me, until: deadline) { owner == nil }
    guard decision == .granted else {
      if owner == nil { queue.first?.wake() }  // this one was told that it is free; now the next is
      return decision == .cancelled ? .cancelled : .timedOut
    }
    let depth = Int(node.pointee.amount)
    guard node.pointee.sequence != 0 else {
      take(me, depth: depth, site)
      return .acquired
    }
    // Handed over: this happened when the last holder released, and its number was set aside then.
    self.site = site
    publish()
    me.write(
      .acquired(permits: 1, depth: depth, site: site.id), primitive: id,
      sequence: node.pointee.sequence, time: node.pointee.decided_at)
    return .acquired
  }

  /// It leaves the line meanwhile: it could not use the lock that it is handed, and those behind it would wait for it.
  override func stepAside(_ me: ThreadRecord, while body: () -> Void) {
    let node = me.node
    queue.remove(node)
    if owner == nil { queue.first?.wake() }
    publish()
    body()
    queue.append(node)
    publish()
  }

  func take(_ me: ThreadRecord, depth: Int, _ site: Site) {
    owner = me.id
    self.depth = depth
    self.site = site
    since = sb_now()
    record(me, .acquired(permits: 1, depth: depth, site: site.id), at: since)
  }

  /// `isOperation`: false where it is only the end of one, which has passed already.
  func release(_ site: Site, isOperation: Bool = true) throws(SyncError) {
    let me = ThreadRecord.current
    if isOperation { Holding.pass(me) }
    mutex.lock()
    defer { mutex.unlock() }
    if isRecursive, owner != me.id {
      misuse(me, .release, .notOwner)
      throw .notOwner
    }
    guard owner != nil else {
      misuse(me, .release, .notLocked)
      throw .notLocked
    }
    record(me, .releasing(permits: 1, depth: depth, site: site.id))
    depth -= 1
    if depth == 0 { passOn(me) } else { publish() }
  }

  /// Gives the lock up altogether: to the oldest waiter, or to whoever comes first.
  func passOn(_ me: ThreadRecord) {
    lastReleaser = me.id
    let now = sb_now()
    if let next = queue.longWaiting(at: now) {
      owner = ThreadID(next.pointee.thread)
      depth = Int(next.pointee.amount)
      since = now
      queue.decide(next, .granted, by: me.id, sequence: reserve(), at: now)
    } else {
      owner = nil
      depth = 0
      queue.first?.wake()
    }
    publish()
  }

  /// Who let this thread have the lock.
  func wakerOf(_ me: ThreadRecord) -> ThreadID? {
    me.node.pointee.sequence != 0 ? me.node.decidedBy : lastReleaser
  }

  var isHeldByCurrentThread: Bool {
    guard sb_current() != nil else { return false }
    return mutex.locked { owner == ThreadRecord.current.id }
  }
}
