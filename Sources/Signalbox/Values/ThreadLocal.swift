import CSignalbox
import EventRing
import SyncEvents

/// A variable of which every thread has its own: what one thread puts there no other sees.
///
///     this thread   get, withValue           set              reset     the thread ends
///     has none      makes one: has it        has that one     –         –
///     has one       that one                 has the new one  has none  released
///
/// A thread's value is made when it first looks, by a closure, which may wait and may use other primitives. The values of a
/// thread are released on that thread when it ends, the newest first: before its `join` returns, if it is a `TracedThread`.
/// What they do for that may use primitives and thread-locals again. When the thread-local itself goes, the values of all
/// threads go with it, on the thread that dropped it: the only time that another thread touches them. The process's main
/// thread keeps its values to the end. A value that refers to its own thread-local keeps both alive until its thread ends;
/// let it refer weakly.
///
/// Values never cross threads, so they need not be `Sendable`. The compiler can be sure of that only in `withValue`;
/// `value`, and properties by their names, are for values that are.
///
/// With `showing`, every access is recorded, and can be held. Without it nothing is.
///
/// Python: `threading.local`. POSIX: `pthread_key_create`. C++: `thread_local`. An access takes no lock that threads share
/// and costs about 20 ns; with `showing` it also makes a text: 0.5 µs and more.
///
///     struct Card { var phone = 0 }
///     let card = ThreadLocal("card", showing: { "\($0.phone)" }) { Card() }
///     card.phone = 7
@dynamicMemberLookup
public final class ThreadLocal<Value>: @unchecked Sendable, CustomStringConvertible {
  let core: PrimitiveCore
  private let roll: LocalRoll
  private let initial: @Sendable () -> Value
  private let isNone: @Sendable (Value) -> Bool
  private let showing: (@Sendable (Value) -> String)?

  /// A thread-local in which no thread has a value yet.
  ///
  /// - Parameters:
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - describe: the text by which a value is shown; nil shows none, and records nothing.
  ///   - initial: makes a thread's value, on that thread, when it first looks.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  public convenience init(
    _ name: String? = nil, showing describe: (@Sendable (Value) -> String)? = nil,
    file: StaticString = #fileID, line: UInt = #line, _ initial: @escaping @Sendable () -> Value
  ) {
    self.init(name, describe, isNone: { _ in false }, Site(file, line), initial)
  }

  /// The same, where a thread has nil until it puts something there. Python: `threading.local()`.
  public convenience init<Wrapped>(
    _ name: String? = nil, showing describe: (@Sendable (Wrapped) -> String)? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) where Value == Wrapped? {
    let text = describe.map { describe in
      { @Sendable (value: Wrapped?) in value.map(describe) ?? "nil" }
    }
    self.init(name, text, isNone: { $0 == nil }, Site(file, line), { nil })
  }

  private init(
    _ name: String?, _ describe: (@Sendable (Value) -> String)?,
    isNone: @escaping @Sendable (Value) -> Bool, _ site: Site,
    _ initial: @escaping @Sendable () -> Value
  ) {
    core = PrimitiveCore(.threadLocal, name, site: site)
    roll = LocalRoll(core.id)
    (self.initial, self.isNone, showing) = (initial, isNone, describe)
    Registry.shared.add(core.id, name: core.slot.name, kind: .threadLocal, self)
  }
  deinit { roll.close() }

  /// Runs `body` with the thread's value and keeps what `body` makes of it, however it ends. Recorded as a get and a set.
  ///
  /// `body` works on a copy: what it puts into this thread-local by other ways meanwhile is overwritten.
  @available(*, noasync) @discardableResult
  public func withValue<R: ~Copyable, E: Error>(
    _ body: (inout sending Value) throws(E) -> sending R
  ) throws(E) -> sending R {
    let me = begin()
    var value = current(me)
    recordGet(value, me)
    defer {
      put(value, me)
      recordSet(value, me)
    }
    return try body(&value)
  }

  /// The thread has no value any more; the next look makes a new one. Python: `del`. Recorded as a get that finds none.
  @available(*, noasync)
  public func reset() {
    let me = begin()
    box(me)?.put(nil)
    record(me, .localGet(key: nil, value: nil))
  }

  /// The calling thread has a value here, other than nil. Looking makes none, and is not recorded. Python: `hasattr`.
  @available(*, noasync)
  public var hasValue: Bool {
    guard sb_current() != nil, let value = box(.current)?.value else { return false }
    return !isNone(value)
  }

  /// Its name, what it is, and how many threads that have not ended have used it, for people.
  public var description: String { core.describe("threads=\(roll.count)") }

  // MARK: the calling thread's value

  private func box(_ me: ThreadRecord) -> LocalValue<Value>? {
    // The thread-local's number is in the box, so it is of this type.
    LocalStore.of(me).box(of: roll).map { unsafeDowncast($0, to: LocalValue<Value>.self) }
  }

  func current(_ me: ThreadRecord) -> Value {
    if let value = box(me)?.value { return value }
    let value = initial()
    put(value, me)
    return value
  }

  func put(_ value: Value, _ me: ThreadRecord) {
    if let box = box(me) { return box.put(value) }
    let box = LocalValue<Value>(roll, me.id)
    box.put(value)
    LocalStore.of(me).put(box)
  }

  // MARK: what is seen of it

  var isShown: Bool { showing != nil }

  /// An access that is recorded is an operation like others, and can be held.
  func begin() -> ThreadRecord {
    let me = ThreadRecord.current
    if isShown { Holding.pass(me) }
    return me
  }

  func recordGet(_ value: Value, _ me: ThreadRecord) {
    guard let showing else { return }
    let text = isNone(value) ? nil : Directory.shared.intern(showing(value))
    record(me, .localGet(key: nil, value: text))
  }

  func recordSet(_ value: Value, _ me: ThreadRecord) {
    guard let showing else { return }
    record(me, .localSet(key: nil, value: Directory.shared.intern(showing(value))))
  }

  /// Without a number: among threads these have no order.
  func record(_ me: ThreadRecord, _ kind: SyncEvent.Kind) {
    guard isShown else { return }
    me.write(kind, primitive: core.id, sequence: 0)
  }
}
