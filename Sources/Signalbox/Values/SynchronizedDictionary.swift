import EventRing
import SyncEvents

/// A dictionary that threads may share: each operation has it alone from its beginning to its end.
///
///     operation       nobody is inside           another is        this thread is, in withLock
///     set, update     there, or another value    waits, then so    waits for ever
///     removeValue     not there any more         waits, then so    waits for ever
///     get             the value, or nil          waits, then so    waits for ever
///
/// Two operations are two: `counts[key] = counts[key, default: 0] + 1` could lose a thread's one. `update` is one operation.
///
/// Python: `dict`, whose single operations no other thread can split. Java: `ConcurrentHashMap`, whose `merge` is `update`.
/// An operation costs about 0.3 µs, recorded; with `showing` also the time for its text.
///
///     let counts = SynchronizedDictionary<String, Int>(name: "counts")
///     counts.update("tea", default: 0) { $0 += 1 }
public final class SynchronizedDictionary<Key: Hashable & Sendable, Value: Sendable>: Sendable,
  CustomStringConvertible
{
  let storage: SynchronizedStorage<[Key: Value]>
  private let showing: (@Sendable (Key, Value) -> (key: String, value: String))?

  /// - Parameters:
  ///   - elements: what is in it at first.
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - describe: the texts by which a key and its value are shown, made with the lock held; nil shows none. A key without
  ///     a value is shown as Swift prints it.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  public init(
    _ elements: [Key: Value] = [:], name: String? = nil,
    showing describe: (@Sendable (Key, Value) -> (key: String, value: String))? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let core = LockCore(.dictionary, name, elements: elements.count, site: Site(file, line))
    storage = SynchronizedStorage(core, elements)
    showing = describe
    Registry.shared.add(core.id, name: core.slot.name, kind: .dictionary, self)
  }

  /// The key's value, or nil. Set to nil, it is removed. Python: `d.get(key)`, `d[key] = value`, `del d[key]`.
  @available(*, noasync)
  public subscript(
    key: Key, file: StaticString = #fileID, line: UInt = #line
  ) -> Value? {
    get {
      storage.withLock(Site(file, line)) { elements in
        recordGet(key, elements[key])
        return elements[key]
      }
    }
    set {
      if let newValue {
        updateValue(newValue, forKey: key, file: file, line: line)
      } else {
        removeValue(forKey: key, file: file, line: line)
      }
    }
  }

  /// Puts a value there. Python: `d[key] = value`. Java: `put`.
  ///
  /// - Returns: the one that was there.
  @available(*, noasync) @discardableResult
  public func updateValue(
    _ value: Value, forKey key: Key, file: StaticString = #fileID, line: UInt = #line
  ) -> Value? {
    storage.change(Site(file, line)) { elements in
      recordSet(key, value)
      return elements.updateValue(value, forKey: key)
    }
  }

  /// Takes a key and its value out. Python: `pop(key, None)`. Shown as a get of what was there.
  ///
  /// - Returns: the value that was there.
  @available(*, noasync) @discardableResult
  public func removeValue(
    forKey key: Key, file: StaticString = #fileID, line: UInt = #line
  ) -> Value? {
    storage.change(Site(file, line)) { elements in
      recordGet(key, elements[key])
      return elements.removeValue(forKey: key)
    }
  }

  /// Changes a key's value, or `initial` if there is none, in one operation. What `body` has changed stays changed, however
  /// it ends. Python: `setdefault`, under a lock. Java: `compute`.
  @available(*, noasync) @discardableResult
  public func update<R, E: Error>(
    _ key: Key, default initial: @autoclosure () -> Value, file: StaticString = #fileID,
    line: UInt = #line, _ body: (inout Value) throws(E) -> sending R
  ) throws(E) -> sending R {
    try storage.change(Site(file, line)) { elements throws(E) in
      defer { if let value = elements[key] { recordSet(key, value) } }
      return try body(&elements[key, default: initial()])
    }
  }

  /// Takes all out. Python: `clear()`.
  ///
  /// - Returns: what was in it.
  @available(*, noasync) @discardableResult
  public func removeAll(file: StaticString = #fileID, line: UInt = #line) -> [Key: Value] {
    storage.change(Site(file, line)) { elements in
      defer { elements = [:] }
      return elements
    }
  }

  /// Runs `body` with the dictionary, alone. Only the number of elements is recorded of it.
  @available(*, noasync) @discardableResult
  public func withLock<R, E: Error>(
    file: StaticString = #fileID, line: UInt = #line,
    _ body: (inout [Key: Value]) throws(E) -> sending R
  ) throws(E) -> sending R {
    try storage.change(Site(file, line), body)
  }

  // MARK: what is seen of it

  /// With the lock held, so that these have the order of the operations.
  private func recordGet(_ key: Key, _ value: Value?) {
    guard let showing else { return }
    let shown = value.map { showing(key, $0) }
    let name = Directory.shared.intern(shown?.key ?? "\(key)")
    storage.core.tell(.localGet(key: name, value: shown.map { Directory.shared.intern($0.value) }))
  }

  private func recordSet(_ key: Key, _ value: Value) {
    guard let (key, value) = showing?(key, value) else { return }
    let (name, text) = (Directory.shared.intern(key), Directory.shared.intern(value))
    storage.core.tell(.localSet(key: name, value: text))
  }
}
