import CSignalbox
import EventRing
import SyncEvents

/// Everybody in the line has come to the barrier, in that order: first those of the round, and while its action runs, behind
/// them, those who have come for the next one.
///
///     a waiter         all are there          the action ends      it breaks, or is reset   its time is up
///     of the round     → decided: nobody's    goes on              turned away              all are turned away
///                      time counts
///     came meanwhile   –                      → of the round,      turned away              its time begins with
///                                             or its last one                               its round
final class BarrierCore: PrimitiveCore, @unchecked Sendable {
  let parties: Int
  private let action: (@Sendable () throws -> Void)?
  private(set) var isBroken = false
  /// The last party has come and runs the action. All are there, so nobody's time can be up.
  private var isActing = false
  /// Changes when it is decided what becomes of those who are in the line.
  private var generation: UInt64 = 0

  /// As an index: comes last in the round after the one that it came in.
  private static let comesLast = UInt32.max

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

  func wait(for timeout: Duration?, _ site: Site) throws -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    var deadline: Deadline?
    while !isBroken {
      if !isActing {
        if queue.count == parties - 1 {
          isActing = true
          return try comeLast(me, in: generation)
        }
        let end = deadline ?? Deadline(after: timeout)
        deadline = end
        if end.hasPassed {
          breakDown(me)
          break
        }
      }
      if let index = try waitInLine(me, timeout, &deadline, site) { return index }
    }
    throw SyncError.brokenBarrier
  }

  /// - Parameter deadline: nil as long as the round that it belongs to has not begun.
  /// - Returns: nil if it has to come again.
  private func waitInLine(
    _ me: ThreadRecord, _ timeout: Duration?, _ deadline: inout Deadline?, _ site: Site
  ) throws -> Int? {
    let node = me.node
    queue.append(node)
    let end = deadline ?? Deadline(after: timeout)
    record(me, .blocking(.wait, deadline: end.instant, site: site.id))
    me.publish(.waiting, id, operation: .wait, isTimed: !end.isNever, site: site)
    while node.decision == .none {
      if isActing {
        park(me, until: .never)
        continue
      }
      let end = deadline ?? Deadline(after: timeout)
      deadline = end
      if end.hasPassed { queue.decide(node, .timedOut, by: nil) } else { park(me, until: end) }
    }
    let decision = node.decision
    resume(me, decision, as: .tripped, by: node.decidedBy)
    switch decision {
    case .granted:
      guard node.pointee.amount == Self.comesLast else { return Int(node.pointee.amount) }
      return try comeLast(me, in: node.pointee.sequence)
    case .cancelled: return nil
    case .broken, .shutDown: break
    case .timedOut, .none: breakDown(me)
    }
    throw SyncError.brokenBarrier
  }

  /// All are there: the action, and then everybody goes on; unless the barrier was broken or reset meanwhile.
  private func comeLast(_ me: ThreadRecord, in round: UInt64) throws -> Int {
    if let action, generation == round {
      mutex.unlock()
      let result = Result { try action() }
      mutex.lock()
      if generation == round, case .failure = result { breakDown(me) }
      try result.get()
    }
    guard generation == round else { throw SyncError.brokenBarrier }
    trip(me)
    return parties - 1
  }

  /// Those of the round go on. Those who have come meanwhile are the next one; if it is complete, one of them runs its action.
  private func trip(_ me: ThreadRecord) {
    record(me, .tripped(woken: parties - 1))
    generation += 1
    for index in 0..<UInt32(parties - 1) {
      guard let next = queue.first else { break }
      next.pointee.amount = index
      queue.decide(next, .granted, by: me.id)
    }
    isActing = queue.count >= parties
    if isActing, let last = queue.waiter(at: parties - 1) {
      last.pointee.amount = Self.comesLast
      queue.decide(last, .granted, by: me.id, sequence: generation)
    } else {
      queue.wakeAll()  // their time begins
    }
    publish()
  }

  /// From now on nobody waits here, until it is reset.
  private func breakDown(_ me: ThreadRecord) {
    isBroken = true
    record(me, .broke(woken: queue.count))
    turnAway(me)
  }

  private func turnAway(_ me: ThreadRecord) {
    generation += 1
    isActing = false
    while let next = queue.first { queue.decide(next, .broken, by: me.id) }
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
      turnAway(me)
    }
  }
}
