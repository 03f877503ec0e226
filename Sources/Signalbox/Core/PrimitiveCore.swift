import CSignalbox
import EventRing
import SyncEvents

/// What every primitive has: its internal mutex, its line of waiters, its slot, and the count of its events.
///
/// Everything but `mutex`, and the words that operations change without it, is touched only under it.
class PrimitiveCore: @unchecked Sendable {
  let mutex: InternalMutex
  let slot: PrimitiveSlot
  final var queue = WaitQueue()
  /// The state, where operations change it without the mutex.
  let pointer: UnsafeMutablePointer<sb_slot>
  private var count: UInt64 = 0

  init(
    _ kind: PrimitiveKind, _ name: String?, value: Int = 0, limit: Int? = nil,
    sharing mutex: InternalMutex = InternalMutex(), lock: PrimitiveID? = nil,
    thread: ThreadID? = nil, pool: PrimitiveID? = nil, site: Site, word: UInt64 = 0,
    turn: UInt64 = 0
  ) {
    self.mutex = mutex
    slot = PrimitiveSlot(
      kind: kind, name: name, value: value, limit: limit, lock: lock, thread: thread, pool: pool,
      site: site, word: word, turn: turn)
    pointer = slot.pointer
  }
  deinit {
    Registry.shared.remove(id)
    guard sb_current() != nil else { return }  // dropping a primitive gives nobody a lane
    ThreadRecord.current.write(.destroyed, primitive: id, sequence: sequence + 1)
  }

  final var id: PrimitiveID { slot.id }
  /// Threads parked here now.
  final var waiterCount: Int { mutex.locked { queue.count } }

  /// The number of its last event.
  var sequence: UInt64 { count }

  /// Numbers an event and writes it. Inside the mutex, so numbers and changes have one order. `time` is in ticks.
  func record(_ me: ThreadRecord, _ kind: SyncEvent.Kind, at time: UInt64 = sb_ticks()) {
    me.write(kind, primitive: id, sequence: reserve(), time: time)
    publish()
  }

  /// Sets a number aside for an event that another thread will write when it wakes up: it has already happened.
  func reserve() -> UInt64 {
    count += 1
    return count
  }

  /// Brings the slot up to date.
  func publish() { slot.publish(sequence: sequence, waiters: queue.count) }

  /// Records a misuse; the caller throws.
  final func misuse(_ me: ThreadRecord, _ operation: Operation, _ misuse: Misuse) {
    record(me, .misused(operation, misuse))
  }

  /// Ends that thread's wait here, if it waits here: the person has withdrawn the command.
  final func cancel(_ thread: ThreadID) -> Bool {
    mutex.locked {
      guard mayCancel, let waiter = queue.waiter(of: thread) else { return false }
      queue.decide(waiter, .cancelled, by: nil)
      publish()
      return true
    }
  }

  /// Whether a wait can be withdrawn now.
  var mayCancel: Bool { true }

  /// Parks until something has been decided, or the time is up. The waiter is out of the line afterwards.
  ///
  /// `isFree` is asked before each sleep: true, and the thread takes what it waits for by itself.
  final func wait(
    _ me: ThreadRecord, until deadline: Deadline, unless isFree: () -> Bool = { false }
  ) -> Decision {
    let node = me.node
    while node.decision == .none {
      if isFree() {
        queue.decide(node, .granted, by: me.id)
      } else if deadline.hasPassed {
        queue.decide(node, .timedOut, by: nil)
      } else {
        park(me, until: deadline)
      }
    }
    publish()
    return node.decision
  }

  /// Says how a wait ended: `outcome` and by whom, if it was granted what it waited for.
  final func resume(
    _ me: ThreadRecord, _ decision: Decision, as outcome: Outcome, by thread: ThreadID?
  ) {
    switch decision {
    case .granted: record(me, .resumed(outcome, by: thread))
    case .shutDown: record(me, .resumed(.shutDown, by: me.node.decidedBy))
    case .broken: record(me, .resumed(.broken, by: me.node.decidedBy))
    case .cancelled: record(me, .resumed(.cancelled, by: nil))
    case .timedOut, .none:
      record(me, .timedOut)
      record(me, .resumed(.timedOut, by: nil))
    }
    me.publish(.running)
  }

  /// Sleeps once. The control thread uses the time for commands that overtake the one it waits in.
  final func park(_ me: ThreadRecord, until deadline: Deadline) {
    guard me.isNeverHeld, let control = me.object as? ControlThread else {
      _ = me.node.park(mutex, until: deadline)
      return
    }
    if control.waits(at: self) {
      _ = me.node.park(mutex, until: deadline)
    } else {
      var isWithdrawn = false
      stepAside(me) {
        mutex.unlock()
        me.interruptWait { isWithdrawn = control.overtake(at: self) }
        mutex.lock()
      }
      if isWithdrawn, mayCancel, queue.waiter(of: me.id) == me.node {
        queue.decide(me.node, .cancelled, by: nil)
      }
    }
    control.waitsNoMore()
  }

  /// Lets a waiting thread do something else, without the mutex. It keeps its place in the line.
  func stepAside(_ me: ThreadRecord, while body: () -> Void) { body() }
}
