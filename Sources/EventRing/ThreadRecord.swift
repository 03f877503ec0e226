public import CSignalbox
import Glibc
public import SyncEvents

/// The calling thread, as the recorder knows it: its number, its ring, its slot and its waiting node.
///
/// Only the thread itself may use it, but for the node, which belongs to whatever it waits for.
public struct ThreadRecord: @unchecked Sendable {
  public let pointer: UnsafeMutablePointer<sb_thread>

  /// The calling thread's. A thread that Signalbox has not made gets one here, and its lane with it.
  @inlinable
  public static var current: ThreadRecord {
    if let pointer = sb_current() { return ThreadRecord(pointer) }
    return adoptForeign()
  }
  @usableFromInline init(_ pointer: UnsafeMutablePointer<sb_thread>) { self.pointer = pointer }

  public var id: ThreadID { ThreadID(pointer.pointee.id) }
  public var isNeverHeld: Bool { pointer.pointee.flags & SB_NEVER_HELD != 0 }
  public var node: UnsafeMutablePointer<sb_waiter> {
    pointer.pointee.waiter
  }

  /// Runs something that may wait in the middle of a wait. It does so with another node, and the slot says afterwards what
  /// it said before.
  public func interruptWait(_ body: () -> Void) {
    let said = slot.pointee  // nobody else writes it
    sb_waiter_push(pointer)
    body()
    sb_waiter_pop(pointer)
    sb_thread_publish(slot, said.state, said.primitive, said.since, said.site)
  }

  /// Runs something in which the thread must not be held.
  public func unheld<R>(_ body: () -> R) -> R {
    let flags = pointer.pointee.flags
    pointer.pointee.flags |= SB_NEVER_HELD
    defer { pointer.pointee.flags = flags }
    return body()
  }

  /// Gives the calling thread its record. Once in a thread's life, and first.
  ///
  /// - Parameters:
  ///   - id: the number that was set aside for it; nil is a new one.
  ///   - pool: whose worker it is.
  public static func begin(
    _ id: ThreadID? = nil, name: String, origin: ThreadDeclaration.Origin, parent: ThreadID?,
    pool: PrimitiveID? = nil, object: AnyObject?
  ) -> ThreadRecord {
    let record = ThreadRecord(sb_enroll(id?.rawValue ?? 0, threadExits))
    if origin == .control { record.pointer.pointee.flags |= SB_NEVER_HELD }
    record.pointer.pointee.object = object.map { Unmanaged.passRetained($0).toOpaque() }
    sb_thread_publish(
      record.slot, UInt32(ThreadSnapshot.State.running.rawValue), 0, sb_ticks(), 0)
    Directory.shared.declare(
      ThreadDeclaration(
        id: record.id, name: name, origin: origin, parent: parent, pool: pool,
        systemID: sb_system_thread_id()),
      in: record.pointer.pointee.entry)
    return record
  }

  /// The library's object for this thread.
  public var object: AnyObject? {
    pointer.pointee.object.map { Unmanaged<AnyObject>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The thread's own values; nil as long as it has none.
  public var locals: ThreadValues? {
    get {
      pointer.pointee.locals.map {
        Unmanaged<ThreadValues>.fromOpaque($0).takeUnretainedValue()
      }
    }
    nonmutating set {
      let old = pointer.pointee.locals
      pointer.pointee.locals = newValue.map { Unmanaged.passRetained($0).toOpaque() }
      if let old { Unmanaged<ThreadValues>.fromOpaque(old).release() }
    }
  }

  /// Lets the thread's own values go, at its end.
  public func releaseLocals() {
    locals?.release()
    locals = nil
  }

  /// The last thing a thread says, but for what is destroyed with it. It says it by itself at its exit, if it has not before.
  public func end() {
    guard pointer.pointee.flags & SB_HAS_ENDED == 0 else { return }
    pointer.pointee.flags |= SB_HAS_ENDED
    write(.threadEnded)
    publish(.ended)
    Directory.shared.threadEnded(id)
  }

  private var slot: UnsafeMutablePointer<sb_thread_slot> {
    UnsafeMutableRawPointer(pointer.pointee.entry)
      .advanced(by: MemoryLayout<sb_thread_entry>.offset(of: \.slot) ?? 0)
      .assumingMemoryBound(to: sb_thread_slot.self)
  }

  /// What the thread does from now on, for readers that have lost its events.
  public func publish(
    _ state: ThreadSnapshot.State, _ primitive: PrimitiveID? = nil, operation: Operation? = nil,
    isTimed: Bool = false, site: Site? = nil
  ) {
    let word =
      UInt32(state.rawValue) | UInt32(operation?.rawValue ?? 0) << 8
      | (isTimed ? UInt32(SB_UNTIL) : 0)
    sb_thread_publish(slot, word, primitive?.rawValue ?? 0, sb_ticks(), site?.word ?? 0)
    // It has waited or slept, so it is worth a look at the clock.
    if state == .running { sb_slow_down(pointer) }
  }

  @usableFromInline
  static func adoptForeign() -> ThreadRecord {
    // The first thread has the process's number. Python calls it MainThread.
    let number = sb_system_thread_id()
    return begin(
      name: number == getpid() ? "main" : "thread-\(number)", origin: .foreign, parent: nil,
      object: nil)
  }
}

/// What a thread has for itself alone.
open class ThreadValues {
  public init() {}
  /// Lets all of it go. On the thread itself, at its end.
  open func release() {}
}

private func threadExits(_ pointer: UnsafeMutablePointer<sb_thread>?) {
  guard let pointer else { return }
  let me = ThreadRecord(pointer)
  // A thread of our own has done so before, but its last steps may have used some again.
  me.releaseLocals()
  me.end()
  if let object = pointer.pointee.object {
    pointer.pointee.object = nil
    Unmanaged<AnyObject>.fromOpaque(object).release()
  }
}
