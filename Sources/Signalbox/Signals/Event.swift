public import CSignalbox
public import EventRing
import SyncEvents

/// A light: red, and everybody waits; green, and everybody goes.
///
///     state   wait                           set                     clear
///     red     waits; true once it was set    → green, all go         –
///     green   true at once                   –                       → red
///
/// `set` lets everybody through who was waiting, even when `clear` follows at once: their `wait` returns true.
///
/// Python: `threading.Event`. Win32: a manual-reset event. A wait on green costs a few nanoseconds.
public final class Event: Sendable, CustomStringConvertible {
  let core: EventCore
  /// The word that its operations change, in its slot.
  @usableFromInline nonisolated(unsafe) let pointer: UnsafeMutablePointer<sb_slot>

  /// A red light. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = EventCore(.event, name, site: Site(file, line))
    pointer = core.pointer
    Registry.shared.add(core.id, name: core.slot.name, kind: .event, self)
  }

  /// Waits until it is green. Python: `wait()`.
  @available(*, noasync) @inlinable
  public func wait(file: StaticString = #fileID, line: UInt = #line) {
    if !sb_light_passes(pointer) { waitSlowly(Site(file, line)) }
  }
  @usableFromInline @inline(never)
  func waitSlowly(_ site: Site) { while !core.waitSlowly(until: .never, site) {} }

  /// Waits until it is green, or gives up. Nil is for ever; zero or less only looks. Python: `wait(timeout)`.
  ///
  /// - Returns: whether it was set. Never false for a set that came while this thread waited.
  @available(*, noasync)
  public func wait(timeout: Duration?, file: StaticString = #fileID, line: UInt = #line) -> Bool {
    if sb_light_passes(pointer) { return true }
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
  public var isSet: Bool { core.isSet }
  /// Threads that wait for green now.
  public var waiterCount: Int { core.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe(isSet ? "set" : "unset") }
}
