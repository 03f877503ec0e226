public import SyncEvents

/// How sure a finding is.
public enum Grade: UInt8, Comparable, Sendable {
  case possible, likely, certain
  public static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }
}

/// Something wrong, with what it rests on.
public struct Finding: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A plain lock taken twice by one thread.
    case selfDeadlock
    /// Threads that wait for each other in a ring.
    case deadlock
  }
  public var kind: Kind
  public var grade: Grade
  /// Each thread waits for its primitive, which the next one's thread holds; the last one's is held by the first. Begins
  /// with the smallest thread number, so equal rings are equal.
  public var ring: [Link]

  public struct Link: Hashable, Sendable {
    public var thread: ThreadID
    public var primitive: PrimitiveID
    public init(thread: ThreadID, primitive: PrimitiveID) {
      self.thread = thread
      self.primitive = primitive
    }
  }
  public init(kind: Kind, grade: Grade, ring: [Link]) {
    self.kind = kind
    self.grade = grade
    self.ring = ring
  }
}

/// Why one thread waits: from it along who holds what, to the end.
public struct Chain: Hashable, Sendable {
  public var thread: ThreadID
  public var steps: [Step]
  /// It comes back to a thread already in it.
  public var isRing: Bool

  /// What is waited for, and who holds it. A semaphore has several holders, a condition and an event none.
  public struct Step: Hashable, Sendable {
    public var waiter: ThreadID
    public var primitive: PrimitiveID
    public var holders: [ThreadID]
    public init(waiter: ThreadID, primitive: PrimitiveID, holders: [ThreadID]) {
      self.waiter = waiter
      self.primitive = primitive
      self.holders = holders
    }
  }
  public init(thread: ThreadID, steps: [Step], isRing: Bool) {
    self.thread = thread
    self.steps = steps
    self.isRing = isRing
  }
}
