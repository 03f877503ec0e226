import EventRing
public import SyncEvents

/// An array that threads may share: each operation has it alone from its beginning to its end.
///
///     operation            nobody is inside         another is        this thread is, in withLock
///     append, insert       one more                 waits, then so    waits for ever
///     remove, removeLast   one fewer                waits, then so    waits for ever
///     a place that is      throws indexOutOfRange,  waits, then so    waits for ever
///     not there            or is nil; unchanged
///
/// Two operations are two: between `count` and `remove(at:)` another thread may come in. What belongs together goes into
/// `withLock`.
///
/// Python: `list`, whose single operations no other thread can split. C++: a `std::vector` behind a `std::mutex`. An
/// operation costs about 0.3 µs, recorded, and what it does to the array.
///
///     let found = SynchronizedArray<Int>(name: "found")
///     found.append(7)
public final class SynchronizedArray<Element: Sendable>: Sendable, CustomStringConvertible {
  private let storage: SynchronizedStorage<[Element]>

  /// - Parameters:
  ///   - elements: what is in it at first.
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  public init(
    _ elements: [Element] = [], name: String? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    let core = LockCore(.array, name, elements: elements.count, site: Site(file, line))
    storage = SynchronizedStorage(core, elements)
    Registry.shared.add(core.id, name: core.slot.name, kind: .array, self)
  }

  /// Adds one at the end. Python: `append`.
  @available(*, noasync)
  public func append(_ element: Element, file: StaticString = #fileID, line: UInt = #line) {
    storage.change(Site(file, line)) { $0.append(element) }
  }

  /// Puts one in before that place, or at the end. Python: `insert`, which takes any number for a place.
  ///
  /// - Throws: `indexOutOfRange` if there is no such place.
  @available(*, noasync)
  public func insert(
    _ element: Element, at index: Int, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    try storage.change(Site(file, line)) { elements throws(SyncError) in
      guard index == elements.count || elements.indices.contains(index) else {
        throw storage.core.noPlace(.put, index, of: elements.count)
      }
      elements.insert(element, at: index)
    }
  }

  /// Puts another in its place. Python: `list[index] = element`.
  ///
  /// - Returns: the one that was there.
  /// - Throws: `indexOutOfRange` if there is no such place.
  @available(*, noasync) @discardableResult
  public func replace(
    at index: Int, with element: Element, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Element {
    try storage.change(Site(file, line)) { elements throws(SyncError) in
      guard elements.indices.contains(index) else {
        throw storage.core.noPlace(.put, index, of: elements.count)
      }
      defer { elements[index] = element }
      return elements[index]
    }
  }

  /// Takes one out. Python: `pop(index)`.
  ///
  /// - Throws: `indexOutOfRange` if there is no such place.
  @available(*, noasync) @discardableResult
  public func remove(
    at index: Int, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Element {
    try storage.change(Site(file, line)) { elements throws(SyncError) in
      guard elements.indices.contains(index) else {
        throw storage.core.noPlace(.take, index, of: elements.count)
      }
      return elements.remove(at: index)
    }
  }

  /// Takes the last one out; nil if there is none. Python: `pop()`.
  @available(*, noasync) @discardableResult
  public func removeLast(file: StaticString = #fileID, line: UInt = #line) -> Element? {
    storage.change(Site(file, line)) { $0.popLast() }
  }

  /// Takes all out. Python: `clear()`.
  ///
  /// - Returns: what was in it.
  @available(*, noasync) @discardableResult
  public func removeAll(file: StaticString = #fileID, line: UInt = #line) -> [Element] {
    storage.change(Site(file, line)) { elements in
      defer { elements = [] }
      return elements
    }
  }

  /// The one at that place; nil if there is no such place. Python: `list[index]`.
  @available(*, noasync)
  public func element(
    at index: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Element? {
    storage.withLock(Site(file, line)) { $0.indices.contains(index) ? $0[index] : nil }
  }

  /// Runs `body` with the array, alone. Python: `with lock:` around several operations.
  @available(*, noasync) @discardableResult
  public func withLock<R, E: Error>(
    file: StaticString = #fileID, line: UInt = #line,
    _ body: (inout [Element]) throws(E) -> sending R
  ) throws(E) -> sending R {
    try storage.change(Site(file, line), body)
  }

  /// A copy of it as it is now. Python: `list.copy()`.
  @available(*, noasync)
  public var elements: [Element] { storage.withLock(.unknown) { $0 } }
  /// The first one, if there is one.
  @available(*, noasync)
  public var first: Element? { storage.withLock(.unknown) { $0.first } }
  /// The last one, if there is one.
  @available(*, noasync)
  public var last: Element? { storage.withLock(.unknown) { $0.last } }
  /// How many there are. Python: `len`.
  @available(*, noasync)
  public var count: Int { storage.withLock(.unknown) { $0.count } }
  /// There is none.
  @available(*, noasync)
  public var isEmpty: Bool { storage.withLock(.unknown) { $0.isEmpty } }

  /// Somebody is inside.
  public var isLocked: Bool { storage.core.owner != nil }
  /// The thread that is.
  public var holder: ThreadID? { storage.core.owner }
  /// Threads that wait to get in.
  public var waiterCount: Int { storage.core.waiterCount }
  /// Its name, what it is, and how it stands, for people. Does not wait.
  public var description: String { storage.core.describe() }
}

extension SynchronizedArray where Element: Equatable {
  /// It is among them. Python: `in`.
  @available(*, noasync)
  public func contains(
    _ element: Element, file: StaticString = #fileID, line: UInt = #line
  ) -> Bool {
    storage.withLock(Site(file, line)) { $0.contains(element) }
  }
}
