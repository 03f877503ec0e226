/// What every source yields: who and what there is, what happened in order, what was lost, and what is true now.
public struct Batch: Equatable, Sendable {
  public var declarations: [Declaration]
  /// In order: program order, per-primitive sequence, then time.
  public var events: [SyncEvent]
  public var losses: [Loss]
  /// What is true now, to resynchronise from: after a loss or a change of the level, for a viewer that has just arrived, and
  /// where nothing but that is recorded.
  public var snapshot: Snapshot?

  public init(
    declarations: [Declaration] = [], events: [SyncEvent] = [], losses: [Loss] = [],
    snapshot: Snapshot? = nil
  ) {
    self.declarations = declarations
    self.events = events
    self.losses = losses
    self.snapshot = snapshot
  }
  public var isEmpty: Bool {
    declarations.isEmpty && events.isEmpty && losses.isEmpty && snapshot == nil
  }
}

/// Something the events refer to by number. Always in a batch no later than the first event that does.
public enum Declaration: Hashable, Sendable {
  case thread(ThreadDeclaration)
  case primitive(PrimitiveDeclaration)
  case text(TextID, String)
  case site(SiteID, file: String, line: Int)
}

public struct ThreadDeclaration: Hashable, Sendable {
  public enum Origin: Hashable, Sendable {
    /// Made by `TracedThread`.
    case own
    /// Another thread that used a primitive.
    case foreign
    /// The thread that carries out the person's commands.
    case control
  }
  public var id: ThreadID
  public var name: String
  public var origin: Origin
  public var parent: ThreadID?
  /// The pool whose worker it is.
  public var pool: PrimitiveID?
  /// The kernel's number, where it is known.
  public var systemID: Int32
  public var time: Instant

  public init(
    id: ThreadID, name: String, origin: Origin = .own, parent: ThreadID? = nil,
    pool: PrimitiveID? = nil, systemID: Int32 = 0, time: Instant = .zero
  ) {
    self.id = id
    self.name = name
    self.origin = origin
    self.parent = parent
    self.pool = pool
    self.systemID = systemID
    self.time = time
  }
}

public struct PrimitiveDeclaration: Hashable, Sendable {
  public var id: PrimitiveID
  public var kind: PrimitiveKind
  public var name: String
  /// A semaphore's initial value; how many elements an array or a dictionary has; a future's task.
  public var value: Int
  /// A bounded semaphore's size, a queue's capacity, a barrier's parties, a pool's or a crew's threads.
  public var limit: Int?
  /// A condition's lock.
  public var lock: PrimitiveID?
  /// Of kind `thread`: which one.
  public var thread: ThreadID?
  /// Of kind `future`: the pool that runs its task.
  public var pool: PrimitiveID?
  public var site: SiteID?
  public var time: Instant

  public init(
    id: PrimitiveID, kind: PrimitiveKind, name: String, value: Int = 0, limit: Int? = nil,
    lock: PrimitiveID? = nil, thread: ThreadID? = nil, pool: PrimitiveID? = nil,
    site: SiteID? = nil, time: Instant = .zero
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.value = value
    self.limit = limit
    self.lock = lock
    self.thread = thread
    self.pool = pool
    self.site = site
    self.time = time
  }
}

/// Events were overwritten before they were read; or, with a count of 0, nobody looked: the program was stopped.
public struct Loss: Hashable, Sendable {
  /// Whose they were. Nil when the ring they were in has been given to another thread since, and that is not known.
  public var thread: ThreadID?
  /// So many slots of the ring: an event has one to four.
  public var count: UInt64
  /// From when on nothing is known, and until when.
  public var since: Instant
  public var until: Instant

  public init(thread: ThreadID?, count: UInt64, since: Instant, until: Instant) {
    self.thread = thread
    self.count = count
    self.since = since
    self.until = until
  }
}

/// What is true at one moment, read from the slots.
public struct Snapshot: Equatable, Sendable {
  public var time: Instant
  public var threads: [ThreadSnapshot]
  public var primitives: [PrimitiveSnapshot]
  /// All of it was so at that moment. False: the threads' slots were read, and then those of the primitives, while the program
  /// ran.
  public var isOfOneMoment: Bool

  public init(
    time: Instant, threads: [ThreadSnapshot], primitives: [PrimitiveSnapshot],
    isOfOneMoment: Bool = true
  ) {
    self.isOfOneMoment = isOfOneMoment
    self.time = time
    self.threads = threads
    self.primitives = primitives
  }
}

public struct ThreadSnapshot: Hashable, Sendable {
  public enum State: UInt8, Sendable {
    case running, blocked, waiting, working, sleeping, held, ended
  }
  public var id: ThreadID
  public var state: State
  public var primitive: PrimitiveID?
  /// Of a waiting thread: what it does to the primitive.
  public var operation: Operation?
  /// The wait has a deadline.
  public var isTimed: Bool
  public var since: Instant
  public var site: SiteID?

  public init(
    id: ThreadID, state: State, primitive: PrimitiveID? = nil, operation: Operation? = nil,
    isTimed: Bool = false, since: Instant, site: SiteID? = nil
  ) {
    self.isTimed = isTimed
    self.id = id
    self.state = state
    self.primitive = primitive
    self.operation = operation
    self.since = since
    self.site = site
  }
}

public struct PrimitiveSnapshot: Hashable, Sendable {
  public var id: PrimitiveID
  /// A lock's holder.
  public var owner: ThreadID?
  /// How often the holder has it; of a queue, how many items are not done.
  public var depth: Int
  /// Since when the holder has it, or the light is as it is; nil: nobody looked at the clock.
  public var since: Instant?
  public var sequence: UInt64
  /// A semaphore's free permits (negative: a debt); an event's light, 1 or 0; how many elements a container has; how many
  /// tasks of a pool are queued; a variable's value; 1 if a barrier is broken, else 0.
  public var value: Int
  /// As in the declaration; below zero there is none.
  public var limit: Int
  public var waiters: Int
  public var site: SiteID?

  public init(
    id: PrimitiveID, owner: ThreadID? = nil, depth: Int = 0, since: Instant? = nil,
    sequence: UInt64 = 0, value: Int = 0, limit: Int = 0, waiters: Int = 0, site: SiteID? = nil
  ) {
    self.id = id
    self.owner = owner
    self.depth = depth
    self.since = since
    self.sequence = sequence
    self.value = value
    self.limit = limit
    self.waiters = waiters
    self.site = site
  }
}
