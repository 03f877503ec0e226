public import SyncEvents

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
