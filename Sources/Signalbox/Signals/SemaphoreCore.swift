import CSignalbox
import EventRing
import SyncEvents

/// What both semaphores share: permits, given out oldest waiter first.
///
///     word            acquire              release(n)                          resize
///     value > 0       value − 1            value + n *                         limit and value change
///     value ≤ 0       sets WAKE, waits     value + n *                         the same
///     …with WAKE      waits                under the mutex: value + n, then    the same, then what came free
///                                          what is free to the oldest          to the oldest waiters
///     * bounded, and more than are in use: throws overRelease
///
/// Permits are handed over: while somebody waits none is free, so nobody can overtake. As long as WAKE stands in the word
/// nobody changes it without the mutex.
final class SemaphoreCore: PrimitiveCore, @unchecked Sendable {
  /// How many there are altogether; nil: no bound. Under the mutex.
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
    self.limit = limit
    super.init(
      kind, name, value: value, limit: limit, site: site, word: sb_with_value(0, Int64(value)))
  }

  /// Permits that are free. Below zero: so many must come back before the next is given out.
  var value: Int { Int(sb_value(sb_word(pointer))) }
  override var sequence: UInt64 { sb_word(pointer) >> UInt64(SB_SEQUENCE_SHIFT) }

  /// The next number, without a change of the value.
  override func reserve() -> UInt64 { change { $0 } }

  /// Changes the word, and gives it the next number, which is returned. Under the mutex.
  private func change(_ body: (UInt64) -> UInt64) -> UInt64 {
    while true {
      let word = sb_word(pointer), new = body(word &+ UInt64(SB_STEP))
      if sb_change(pointer, word, new) { return new >> UInt64(SB_SEQUENCE_SHIFT) }
    }
  }
  private func add(_ count: Int) -> UInt64 {
    change { sb_with_value($0, sb_value($0) + Int64(count)) }
  }
  /// From now on nobody changes the word without the mutex, which the caller has.
  private func freeze() {
    while case let word = sb_word(pointer), word & UInt64(SB_WAKE) == 0,
      !sb_change(pointer, word, word | UInt64(SB_WAKE))
    {}
  }

  /// Brings the slot up to date, and lets others change the word again if nobody waits.
  override func publish() {
    sb_set_waiters(pointer, UInt32(clamping: queue.count))
    guard queue.count == 0 else { return }
    while case let word = sb_word(pointer), word & UInt64(SB_WAKE) != 0,
      !sb_change(pointer, word, word & ~UInt64(SB_WAKE))
    {}
  }

  func acquire(until deadline: Deadline, _ site: Site) -> Bool {
    sb_permit_try(pointer, site.word) || acquireSlowly(until: deadline, site)
  }

  @inline(never)
  func acquireSlowly(until deadline: Deadline, _ site: Site) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    freeze()
    defer { publish() }
    if value > 0 {
      sb_set_site(pointer, site.word)
      let number = add(-1)
      me.write(.acquired(permits: 1, depth: 0, site: site.id), primitive: id, sequence: number)
      return true
    }
    if deadline.polls { return false }
    queue.append(me.node)
    record(me, .blocking(.acquire, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, isTimed: !deadline.isNever, site: site)
    let decision = wait(me, until: deadline)
    if decision == .granted {
      sb_set_site(pointer, site.word)
      me.write(
        .acquired(permits: 1, depth: 0, site: site.id), primitive: id,
        sequence: me.node.pointee.sequence, time: me.node.pointee.decided_at)
    }
    resume(me, decision, as: .acquired, by: me.node.decidedBy)
    return decision == .granted
  }

  func release(_ count: Int, _ site: Site) throws(SyncError) -> Int {
    if count == 1, sb_permit_leave(pointer, Int64(Self.largest), site.word) { return 0 }
    return try releaseSlowly(count, site)
  }

  @inline(never)
  func releaseSlowly(_ count: Int, _ site: Site) throws(SyncError) -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    freeze()
    defer { publish() }
    guard count > 0, limit != nil || count <= Self.largest - value else {
      misuse(me, .release, .invalidCount)
      throw .invalidCount(count)
    }
    if let limit, count > limit - value {
      misuse(me, .release, .overRelease)
      throw .overRelease(released: count, inUse: limit - value)
    }
    let now = sb_ticks()
    let number = add(count)
    me.write(
      .releasing(permits: count, depth: 0, site: site.id), primitive: id, sequence: number,
      time: now)
    return serve(me)
  }

  func resize(to new: Int) throws(SyncError) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    freeze()
    defer { publish() }
    guard let old = limit, (0...Self.largest) ~= new else {
      misuse(me, .resize, .invalidCount)
      throw .invalidCount(new)
    }
    limit = new
    sb_set_limit(pointer, Int64(new))
    let now = sb_ticks()
    let number = add(new - old)
    me.write(
      .limitChanged(old: old, new: new, woken: min(max(value, 0), queue.count)), primitive: id,
      sequence: number, time: now)
    _ = serve(me)
  }

  /// Gives what is free to the oldest waiters. How many they are.
  private func serve(_ me: ThreadRecord) -> Int {
    var woken = 0
    while value > 0, let next = queue.first {
      woken += 1
      queue.decide(next, .granted, by: me.id, sequence: add(-1))
    }
    return woken
  }
}
