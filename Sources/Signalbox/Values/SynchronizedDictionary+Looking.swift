import EventRing
public import SyncEvents

extension SynchronizedDictionary {
  /// A copy of it as it is now. Python: `dict.copy()`.
  @available(*, noasync)
  public var snapshot: [Key: Value] { storage.withLock(.unknown) { $0 } }
  /// The keys as they are now, in no order. Python: `list(d)`.
  @available(*, noasync)
  public var keys: [Key] { storage.withLock(.unknown) { Array($0.keys) } }
  /// The values as they are now, in no order. Python: `list(d.values())`.
  @available(*, noasync)
  public var values: [Value] { storage.withLock(.unknown) { Array($0.values) } }
  /// How many keys there are. Python: `len`.
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
