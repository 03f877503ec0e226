import CSignalbox
import EventRing
import Glibc
public import SyncEvents

/// Holding threads: each parks before its next operation on a primitive begins, holding nothing of it.
///
///     a thread        hold                       step                        letGo
///     runs            parks at its next          –                           –
///                     operation
///     waits, blocked  parks when that wait is    –                           –
///                     over, at the next one
///     is parked       –                          begins that one operation   goes on
///
/// The control thread is never held. While nothing is held an operation only looks at one word.
public enum Holding {
  /// Threads are being held.
  public static var isOn: Bool { sb_is_holding() }
  /// Threads that are parked now.
  public static var heldCount: Int { gate.locked { gate.queue.count } }

  /// From now on every thread parks before its next operation.
  public static func hold() { gate.locked { sb_set_holding(true) } }

  /// Everybody goes on.
  public static func letGo() {
    gate.locked {
      sb_set_holding(false)
      while let next = gate.queue.first { gate.queue.decide(next, .granted, by: nil) }
    }
  }

  /// Lets one operation of a parked thread begin.
  ///
  /// - Returns: false if that thread is not parked.
  public static func step(_ thread: ThreadID) -> Bool {
    gate.locked {
      guard let waiter = gate.queue.waiter(of: thread) else { return false }
      gate.queue.decide(waiter, .granted, by: nil)
      return true
    }
  }

  /// Every operation begins with this.
  @inline(__always)
  static func pass(_ me: ThreadRecord) {
    if sb_is_holding(), !me.isNeverHeld { gate.stop(me) }
  }

  private static let gate = Gate()
}

private final class Gate: @unchecked Sendable {
  private let mutex = InternalMutex()
  var queue = WaitQueue()
  private var process = getpid()

  init() { mutex.guardAtFork() }

  func locked<R>(_ body: () -> R) -> R {
    mutex.locked {
      // Those who stood here when the process forked stand in the parent.
      if process != getpid() { (queue, process) = (WaitQueue(), getpid()) }
      return body()
    }
  }

  @inline(never)
  func stop(_ me: ThreadRecord) { locked { park(me) } }

  private func park(_ me: ThreadRecord) {
    guard sb_is_holding() else { return }
    me.write(.held)
    me.publish(.held)
    queue.append(me.node)
    while me.node.decision == .none { _ = me.node.park(mutex, until: .never) }
    me.write(.stepped)
    me.publish(.running)
  }
}
