import CSignalbox
import EventRing
import SyncEvents

/// A light: red, and everybody waits; green, and everybody goes.
///
///     state   wait                           set                     clear
///     red     waits; true once it was set    → green, all go         –
///     green   true at once                   –                       → red
///
/// `set` lets everybody through who was waiting, even when `clear` follows at once: their `wait` returns true.
///
/// Python: `threading.Event`. Win32: a manual-reset event. A wait on green costs about 0.1 µs, recorded.
public final class Event: Sendable, CustomStringConvertible {
  let core: EventCore

  /// A red light. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = EventCore(.event, name, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .event, self)
  }

  /// Waits until it is green. Python: `wait()`.
  @available(*, noasync)
  public func wait(file: StaticString = #fileID, line: UInt = #line) {
    while !core.wait(until: .never, Site(file, line)) {}
  }

  /// Waits until it is green, or gives up. Nil is for ever; zero or less only looks. Python: `wait(timeout)`.
  ///
  /// - Returns: whether it was set. Never false for a set that came while this thread waited.
  @available(*, noasync)
  public func wait(timeout: Duration?, file: StaticString = #fileID, line: UInt = #line) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.wait(until: deadline, Site(file, line)) }
  }

  /// Turns it green and wakes everybody. Python: `set()`.
  ///
  /// - Returns: how many were waiting.
  @discardableResult
  public func set() -> Int { core.set() }

  /// Turns it red. Python: `clear()`.
  public func clear() { core.clear() }

  /// It is green. Python: `is_set()`.
  public var isSet: Bool { core.mutex.locked { core.isSet } }
  /// Threads that wait for green now.
  public var waiterCount: Int { core.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe(isSet ? "set" : "unset") }
}

final class EventCore: PrimitiveCore, @unchecked Sendable {
  private(set) var isSet = false

  override func publish() {
    slot.publish(sequence: sequence, value: isSet ? 1 : 0, waiters: queue.count)
  }

  func wait(until deadline: Deadline, _ site: Site) -> Bool {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    defer { mutex.unlock() }
    if isSet {
      record(me, .passed)
      return true
    }
    if deadline.polls { return false }
    queue.append(me.node)
    record(me, .blocking(.wait, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, site: site)
    let decision = wait(me, until: deadline)
    resume(me, decision, as: .set, by: me.node.decidedBy)
    return decision == .granted
  }

  func set() -> Int {
    let me = ThreadRecord.current
    Holding.pass(me)
    return mutex.locked {
      let woken = queue.count
      isSet = true
      record(me, .lightSet(woken: woken))
      while let next = queue.first { queue.decide(next, .granted, by: me.id) }
      publish()
      return woken
    }
  }

  func clear() {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.locked {
      isSet = false
      record(me, .lightCleared)
    }
  }
}
