import CSignalbox
import EventRing
import SyncEvents

/// Everybody in the line has come to the barrier, in that order. While the action runs those who come then are in it, too,
/// behind the others: they come in again when it is over.
final class BarrierCore: PrimitiveCore, @unchecked Sendable {
  let parties: Int
  private let action: (@Sendable () throws -> Void)?
  private(set) var isBroken = false
  /// The last party has come and runs the action. All are there, so nobody's time can be up.
  private var isActing = false
  /// Changes when it is decided what becomes of those who are in the line.
  private var generation: UInt64 = 0

  /// As an index: came while the action was running.
  private static let comesAgain = UInt32.max

  init(_ name: String?, parties: Int, action: (@Sendable () throws -> Void)?, site: Site) {
    self.parties = parties
    self.action = action
    super.init(.barrier, name, limit: parties, site: site)
  }

  override func publish() {
    slot.publish(
      sequence: sequence, value: isBroken ? 1 : 0, limit: parties, waiters: queue.count)
  }

  /// Who is one of the parties whose action runs cannot be withdrawn any more.
  override var mayCancel: Bool { !isActing }

  func wait(until deadline: Deadline, _ site: Site) throws -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    while !isBroken {
      if !isActing {
        if queue.count == parties - 1 { return try comeLast(me) }
        if deadline.hasPassed {
          breakDown(me)
          break
        }
      }
      if let index = try waitInLine(me, deadline, site) { return index }
    }
    throw SyncError.brokenBarrier
  }

  /// - Returns: nil if it has to come again.
  private func waitInLine(
    _ me: ThreadRecord, _ deadline: Deadline, _ site: Site
  ) throws(SyncError) -> Int? {
    let node = me.node
    queue.append(node)
    record(me, .blocking(.wait, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, operation: .wait, site: site)
    while node.decision == .none {
      if !isActing, deadline.hasPassed {
        queue.decide(node, .timedOut, by: nil)
      } else {
        park(me, until: isActing ? .never : deadline)
      }
    }
    defer { me.publish(.running) }
    switch node.decision {
    case .granted:
      record(me, .resumed(.tripped, by: node.decidedBy))
      return node.pointee.amount == Self.comesAgain ? nil : Int(node.pointee.amount)
    case .cancelled:
      record(me, .resumed(.cancelled, by: nil))
      return nil
    case .broken, .shutDown:
      record(me, .resumed(.broken, by: node.decidedBy))
    case .timedOut, .none:
      record(me, .timedOut)
      record(me, .resumed(.timedOut, by: nil))
      breakDown(me)
    }
    throw .brokenBarrier
  }

  /// All are there: the action, and then everybody goes on; unless the barrier was broken or reset meanwhile.
  private func comeLast(_ me: ThreadRecord) throws -> Int {
    if let action {
      let mine = generation
      isActing = true
      mutex.unlock()
      let result = Result { try action() }
      mutex.lock()
      if generation == mine, case .failure = result { breakDown(me) }
      try result.get()
      guard generation == mine else { throw SyncError.brokenBarrier }
    }
    record(me, .tripped(woken: queue.count))
    var index: UInt32 = 0
    letGo(.granted, me) { waiter in
      waiter.pointee.amount = index < parties - 1 ? index : Self.comesAgain
      index += 1
    }
    return parties - 1
  }

  /// From now on nobody waits here, until it is reset.
  private func breakDown(_ me: ThreadRecord) {
    isBroken = true
    record(me, .broke(woken: queue.count))
    letGo(.broken, me)
  }

  private func letGo(
    _ decision: Decision, _ me: ThreadRecord, with change: (Waiter) -> Void = { _ in }
  ) {
    generation += 1
    isActing = false
    while let next = queue.first {
      change(next)
      queue.decide(next, decision, by: me.id)
    }
    publish()
  }

  func abort() {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.locked { breakDown(me) }
  }

  func reset() {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.locked {
      isBroken = false
      record(me, .reset(woken: queue.count))
      letGo(.broken, me)
    }
  }
}
