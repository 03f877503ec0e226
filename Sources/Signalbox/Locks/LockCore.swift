import CSignalbox
import EventRing
import SyncEvents

/// What `Lock`, `RecursiveLock` and the values behind a lock of their own share: the word in the slot, and the slow path.
///
///     word              acquire                     release by its holder       release by another
///     0: free           → mine                      plain: throws notLocked; recursive: throws notOwner
///     mine, ×d          recursive: ×(d + 1)         d > 1: ×(d − 1)             –
///                       plain: as another's         d = 1: → 0
///     another's         sets WAKE, waits            –                           plain: → passed on
///                                                                               recursive: throws notOwner
///     …with WAKE        waits                       → passed on                 the same
///
/// Passed on, under the mutex: to the oldest waiter directly, once it has waited 1 ms; otherwise the word is 0, the oldest
/// waiter is told, and whoever comes first has it. As long as WAKE stands in the word nobody changes it without the mutex.
final class LockCore: PrimitiveCore, @unchecked Sendable {
  private let isRecursive: Bool
  private var lastReleaser: ThreadID?
  /// How many there are in the array or the dictionary behind it. Its holder's.
  var elements: Int

  init(_ kind: PrimitiveKind, _ name: String?, elements: Int = 0, site: Site) {
    isRecursive = kind == .recursiveLock
    self.elements = elements
    super.init(kind, name, value: elements, site: site, turn: ~UInt64(SB_LOW))
  }

  /// The number of the last change. What waiters write changes nothing, and carries it.
  override var sequence: UInt64 { sb_turn_number(pointer) }
  override func record(_ me: ThreadRecord, _ kind: SyncEvent.Kind, at time: UInt64 = sb_ticks()) {
    me.write(kind, primitive: id, sequence: sequence, isChange: false, time: time)
  }
  override func publish() { sb_set_waiters(pointer, UInt32(clamping: queue.count)) }

  var owner: ThreadID? {
    let word = sb_word(pointer)
    return word == 0 ? nil : ThreadID(sb_owner(word))
  }
  /// How often its holder has it.
  var depth: Int { sb_word(pointer) == 0 ? 0 : Int(sb_depth(pointer)) + 1 }
  var isHeldByCurrentThread: Bool { sb_lock_is_mine(pointer) }

  // MARK: acquire

  func acquire(until deadline: Deadline, _ site: Site) -> Outcome {
    let isMine =
      isRecursive ? sb_recursive_try(pointer, site.word) : sb_lock_try(pointer, site.word)
    return isMine ? .acquired : acquireSlowly(until: deadline, site)
  }

  @inline(never)
  func acquireSlowly(until deadline: Deadline, _ site: Site) -> Outcome {
    let me = ThreadRecord.current
    Holding.pass(me)
    if sb_lock_take(pointer, me.pointer, site.word) { return .acquired }
    if isRecursive, isHeldByCurrentThread {
      let depth = sb_depth(pointer) + 1
      sb_set_depth(pointer, depth)
      sb_nested(pointer, me.pointer, SB_ACQUIRED, depth + 1, site.word)
      return .acquired
    }
    if deadline.polls { return .timedOut }
    if sb_lock_spin(pointer, me.pointer, site.word) { return .acquired }
    mutex.lock()
    defer { mutex.unlock() }
    return join(me, until: deadline, site)
  }

  /// Joins the line, unless the lock has become free meanwhile.
  private func join(_ me: ThreadRecord, until deadline: Deadline, _ site: Site) -> Outcome {
    me.node.pointee.amount = 1
    queue.append(me.node)
    if takeInLine(me, depth: 1, site) { return .acquired }
    publish()
    record(me, .blocking(.acquire, deadline: deadline.instant, site: site.id))
    me.publish(.blocked, id, isTimed: !deadline.isNever, site: site)
    let outcome = waitInLine(me, until: deadline, site)
    if outcome == .timedOut { record(me, .timedOut) }
    record(me, .resumed(outcome, by: outcome == .acquired ? wakerOf(me) : nil))
    me.publish(.running)
    return outcome
  }

  /// Takes the word, if it is free; if not, its holder's release will come to the line. With the node in the line.
  private func claim(_ me: ThreadRecord) -> Bool {
    while true {
      let word = sb_word(pointer)
      if word == 0 {
        let mine = me.pointer.pointee.take | (queue.count > 1 ? UInt64(SB_WAKE) : 0)
        if sb_change(pointer, 0, mine) { return true }
      } else if word & UInt64(SB_WAKE) != 0 || sb_change(pointer, word, word | UInt64(SB_WAKE)) {
        return false
      }
    }
  }

  /// Takes the lock for a thread whose node is in the line, if it is free.
  func takeInLine(_ me: ThreadRecord, depth: Int, _ site: Site) -> Bool {
    guard claim(me) else { return false }
    queue.remove(me.node)
    publish()
    sb_set_depth(pointer, UInt32(clamping: depth - 1))
    sb_turn_open(pointer, me.pointer, UInt32(clamping: depth), site.word)
    return true
  }

  /// Waits with the node already in the line, and takes the lock to the depth that the node asks for.
  func waitInLine(_ me: ThreadRecord, until deadline: Deadline, _ site: Site) -> Outcome {
    let node = me.node
    let decision = wait(me, until: deadline) { claim(me) }
    guard decision == .granted else {
      keepMoving()  // this one may have been told that it is free
      return decision == .cancelled ? .cancelled : .timedOut
    }
    let depth = node.pointee.amount
    // What was handed over when nobody looked is known from now on.
    guard node.wasHandedOver, node.pointee.sequence != 0 else {
      sb_set_depth(pointer, depth - 1)
      sb_turn_open(pointer, me.pointer, depth, site.word)
      return .acquired
    }
    // Handed over: this happened when the last holder released, and its number was set aside then.
    sb_set_site(pointer, site.word)
    me.write(
      .acquired(permits: 1, depth: Int(depth), site: site.id), primitive: id,
      sequence: node.pointee.sequence, time: node.pointee.decided_at)
    return .acquired
  }

  /// It leaves the line meanwhile: it could not use the lock that it is handed, and those behind it would wait for it.
  override func stepAside(_ me: ThreadRecord, while body: () -> Void) {
    let node = me.node
    queue.remove(node)
    keepMoving()
    publish()
    body()
    queue.append(node)
    publish()
  }

  // MARK: release

  /// `isOperation`: false where it is only the end of one, which has passed already.
  func release(_ site: Site, isOperation: Bool = true) throws(SyncError) {
    let isDone =
      isRecursive ? sb_recursive_leave(pointer, site.word) : sb_lock_leave(pointer, site.word)
    if !isDone { try releaseSlowly(site, isOperation: isOperation) }
  }

  @inline(never)
  func releaseSlowly(_ site: Site, isOperation: Bool = true) throws(SyncError) {
    let me = ThreadRecord.current
    if isOperation { Holding.pass(me) }
    mutex.lock()
    defer { mutex.unlock() }
    if isRecursive, !isHeldByCurrentThread {
      misuse(me, .release, .notOwner)
      throw .notOwner
    }
    guard freeze() else {
      misuse(me, .release, .notLocked)
      throw .notLocked
    }
    // What is released has been taken before, in the record, too.
    if !isHeldByCurrentThread { sb_turn_settle(pointer) }
    let depth = sb_depth(pointer)
    if depth > 0 {
      sb_nested(pointer, me.pointer, SB_RELEASING, depth + 1, site.word)
      sb_set_depth(pointer, depth - 1)
      return
    }
    sb_turn_close(pointer, me.pointer, 1, site.word)
    passOn(me)
  }

  /// From now on nobody changes the word without the mutex, which the caller has. False: it is free.
  private func freeze() -> Bool {
    while true {
      let word = sb_word(pointer)
      if word == 0 { return false }
      if word & UInt64(SB_WAKE) != 0 || sb_change(pointer, word, word | UInt64(SB_WAKE)) {
        return true
      }
    }
  }
  /// Somebody has left the line without the lock, or has come into it without a look: if it is free the first is told, and
  /// else its holder's release will come to the line.
  func keepMoving() {
    if queue.first != nil, !freeze() { queue.wakeFirst() }
  }

  /// Gives the lock up altogether, the turn being closed: to the oldest waiter, or to whoever comes first. Under the mutex,
  /// by the holder, or with the word frozen.
  func passOn(_ me: ThreadRecord) {
    lastReleaser = me.id
    let now = sb_ticks()
    guard let waiter = queue.longWaiting(at: now) else {
      sb_set_depth(pointer, 0)
      queue.wakeFirst()
      publish()
      let turn = sb_turn(pointer)
      setWord(0)
      sb_turn_end(pointer, turn)
      return
    }
    let thread = waiter.pointee.thread
    sb_set_depth(pointer, waiter.pointee.amount - 1)
    // First the word: until the turn follows a reader sees that the last hold is over, and whose it is now.
    setWord(sb_take_of(thread) | (queue.count > 1 ? UInt64(SB_WAKE) : 0))
    let number = sb_turn_hand_over(pointer, thread, now)
    queue.decide(waiter, .granted, by: me.id, sequence: number, isHandedOver: true, at: now)
    publish()
  }
  private func setWord(_ word: UInt64) {
    while !sb_change(pointer, sb_word(pointer), word) {}
  }

  /// Who let this thread have the lock.
  func wakerOf(_ me: ThreadRecord) -> ThreadID? {
    me.node.wasHandedOver ? me.node.decidedBy : lastReleaser
  }
}
