import CSignalbox
import EventRing
import SyncEvents

/// What both semaphores share: permits, given out oldest waiter first.
///
/// Permits are handed over: while somebody waits none is free, so nobody can overtake.
final class SemaphoreCore: PrimitiveCore, @unchecked Sendable {
  /// Permits that are free. Below zero: so many must come back before the next is given out.
  private(set) var value: Int
  /// How many there are altogether; nil: no bound.
  private(set) var limit: Int?

  /// More cannot be counted.
  static let largest = Int(Int32.max)

  /// - Throws: `invalidCount`, on record, for what no semaphore can begin with.
  static func check(_ value: Int) throws(SyncError) {
    guard (0...largest) ~= value else {
      ThreadRecord.current.write(.misused(.initialize, .invalidCount))
      throw .invalidCount(value)
    }
  }

  init(_ kind: PrimitiveKind, _ name: String?, value: Int, limit: Int?, site: Site) {
    self.value = value
    self.limit = limit
    super.init(kind, name, value: value, limit: limit, site: site)
  }

  override func publish() {
    slot.publish(sequence: sequence, value: value, limit: limit ?? -1, waiters: queue.count)
  }

  func acquire(until deadline: Deadline, _ site: Site) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if value > 0 {
      value -= 1
      record(me, .acquired(permits: 1, depth: 0, site: site.id))
      return true
    }
    if deadline.polls { return false }
    queue.append(me.node)
    record(me, .blocking(.acquire, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, site: site)
    let decision = wait(me, until: deadline)
    if decision == .granted {
      me.write(
        .acquired(permits: 1, depth: 0, site: site.id), primitive: id,
        sequence: me.node.pointee.sequence, time: me.node.pointee.decided_at)
    }
    resume(me, decision, as: .acquired, by: me.node.decidedBy)
    return decision == .granted
  }

  func release(_ count: Int, _ site: Site) throws(SyncError) -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard count > 0, limit != nil || count <= Self.largest - value else {
      misuse(me, .release, .invalidCount)
      throw .invalidCount(count)
    }
    if let limit, count > limit - value {
      misuse(me, .release, .overRelease)
      throw .overRelease(released: count, inUse: limit - value)
    }
    record(me, .releasing(permits: count, depth: 0, site: site.id))
    value += count
    return serve(me)
  }

  func resize(to new: Int) throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    guard let old = limit, (0...Self.largest) ~= new else {
      misuse(me, .resize, .invalidCount)
      throw .invalidCount(new)
    }
    value += new - old
    limit = new
    record(me, .limitChanged(old: old, new: new, woken: min(max(value, 0), queue.count)))
    _ = serve(me)
  }

  /// Gives what is free to the oldest waiters. How many they are.
  private func serve(_ me: ThreadRecord) -> Int {
    var woken = 0
    while value > 0, let next = queue.first {
      value -= 1
      woken += 1
      queue.decide(next, .granted, by: me.id, sequence: reserve())
    }
    publish()
    return woken
  }
}
