public import SyncEvents

/// What is to be told about one thread, in plain values.
public enum Why: Hashable, Sendable {
  case waits(WaitStory)
  case holds(HoldStory)
  case runs(Actor, for: Int64)
  case runsTask(Actor, task: Int, of: Happening.Subject, queued: Int, for: Int64)
  case sleeps(Actor, for: Int64)
  case idle(Actor)
  case held(Actor, for: Int64)
  /// Whether anything is recorded that could tell it.
  case unknown(Actor, isRecorded: Bool)
  case ended(Actor, for: Int64)
}

/// A thread, as it is spoken of.
public struct Actor: Hashable, Sendable {
  public var id: ThreadID
  public var name: String
  /// The person's own thread.
  public var isPerson: Bool
  public init(id: ThreadID, name: String, isPerson: Bool = false) {
    self.id = id
    self.name = name
    self.isPerson = isPerson
  }
}

/// Why a thread waits: along who holds what, to the end.
public struct WaitStory: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var waiter: Actor
    public var primitive: Happening.Subject
    public var waited: Int64
    public init(waiter: Actor, primitive: Happening.Subject, waited: Int64) {
      self.waiter = waiter
      self.primitive = primitive
      self.waited = waited
    }
  }
  /// What the last step comes down to.
  public enum Cause: Hashable, Sendable {
    case holder(Actor, does: StateWord, for: Int64)
    /// It comes back to the first thread.
    case ring
    /// One thread took a plain lock twice.
    case itself
    case unnotified(Place, Remedy)
    case red(waiting: Int)
    case permits(inUse: Int, size: Int, debt: Int, Place)
    /// A queue is full: it has so many items. Those before it in line want room too.
    case room(items: Int, capacity: Int, Place)
    /// A queue is empty, or has an item for each of those before it in line.
    case item(items: Int, Place)
    /// Until every item of a queue has been dealt with.
    case drain(unfinished: Int)
    /// Until all have come to a barrier.
    case others(arrived: Int, of: Int)
    case result(task: Int, Progress)
    /// A pool's worker: there is no task for it.
    case idle
    /// Nobody has it: the next in line is about to go.
    case free
    /// What happened to it was not recorded.
    case unknown
  }
  /// How far a task has come that somebody waits for.
  public enum Progress: Hashable, Sendable {
    /// Not begun: so many tasks of the pool come before it.
    case queued(behind: Int)
    case running(Actor, for: Int64)
    /// It is over: the one who waits is about to go.
    case done
  }
  /// What the key that ends a wait on a condition does.
  public enum Remedy: Hashable, Sendable {
    case notify, notifyAll
    /// Being notified is not enough: the predicate must be true.
    case ticket
  }
  /// Where a thread stands in line, from 1.
  public struct Place: Hashable, Sendable {
    public var number: Int
    public var count: Int
    public init(_ number: Int, of count: Int) {
      self.number = number
      self.count = count
    }
  }
  public var steps: [Step]
  /// Who notified the first thread, if somebody did.
  public var notifiedBy: Actor?
  public var cause: Cause
  /// The key with which the person can end the wait, if there is one.
  public var key: String?

  public init(steps: [Step], notifiedBy: Actor? = nil, cause: Cause, key: String? = nil) {
    self.steps = steps
    self.notifiedBy = notifiedBy
    self.cause = cause
    self.key = key
  }
}

/// What a running thread has, and who wants it.
public struct HoldStory: Hashable, Sendable {
  public var holder: Actor
  public var primitive: Happening.Subject
  /// Permits, or a lock's depth.
  public var count: Int
  /// A semaphore's size.
  public var size: Int
  /// Nil: nobody knows.
  public var held: Int64?
  public var wokenBy: Actor?
  public var waiting: Int
  public var oldest: Actor?
  /// So many permits beyond the size are in use.
  public var debt: Int

  public init(
    holder: Actor, primitive: Happening.Subject, count: Int, size: Int = 0, held: Int64?,
    wokenBy: Actor? = nil, waiting: Int = 0, oldest: Actor? = nil, debt: Int = 0
  ) {
    self.holder = holder
    self.primitive = primitive
    self.count = count
    self.size = size
    self.held = held
    self.wokenBy = wokenBy
    self.waiting = waiting
    self.oldest = oldest
    self.debt = debt
  }
}
