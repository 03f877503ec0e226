import CSignalbox
import EventRing
import SyncEvents

/// A light and the line of those who wait for green.
///
///     word     wait                                       set (under the mutex)      clear (under the mutex)
///     0        sets nothing, waits under the mutex        → GREEN, all go            –
///     GREEN    passes: it only reads the word             –                          → 0
///
/// Only who has the mutex changes the word, so nobody can miss a set between his look and his place in the line.
final class EventCore: PrimitiveCore, @unchecked Sendable {
  var isSet: Bool { sb_word(pointer) & UInt64(SB_GREEN) != 0 }

  override var sequence: UInt64 { sb_word(pointer) >> UInt64(SB_SEQUENCE_SHIFT) }
  override func reserve() -> UInt64 { change { $0 } }
  override func publish() { sb_set_waiters(pointer, UInt32(clamping: queue.count)) }

  /// Changes the word, and gives it the next number, which is returned. Under the mutex.
  private func change(_ body: (UInt64) -> UInt64) -> UInt64 {
    let word = sb_word(pointer), new = body(word &+ UInt64(SB_STEP))
    _ = sb_change(pointer, word, new)
    return new >> UInt64(SB_SEQUENCE_SHIFT)
  }

  func wait(until deadline: Deadline, _ site: Site) -> Bool {
    sb_light_passes(pointer) || waitSlowly(until: deadline, site)
  }

  @inline(never)
  func waitSlowly(until deadline: Deadline, _ site: Site) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if isSet {
      me.write(.passed, primitive: id, sequence: sequence, isChange: false)
      return true
    }
    if deadline.polls { return false }
    queue.append(me.node)
    record(me, .blocking(.wait, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, isTimed: !deadline.isNever, site: site)
    let decision = wait(me, until: deadline)
    resume(me, decision, as: .set, by: me.node.decidedBy)
    return decision == .granted
  }

  func set() -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    return mutex.locked {
      let woken = queue.count
      // Stamped before: whoever sees the light may go on at once.
      let now = sb_ticks()
      let number = change { $0 | UInt64(SB_GREEN) }
      me.write(.lightSet(woken: woken), primitive: id, sequence: number, time: now)
      while let next = queue.first { queue.decide(next, .granted, by: me.id) }
      publish()
      return woken
    }
  }

  func clear() {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.locked {
      let number = change { $0 & ~UInt64(SB_GREEN) }
      me.write(.lightCleared, primitive: id, sequence: number)
    }
  }
}
