public import Packing
public import SyncEvents

/// Who waits for what at one moment: what the rules look at that need more than one edge.
public struct Scene: Equatable, Sendable {
  /// A thread that has not ended.
  public struct Actor: Equatable, Sendable {
    public var id: ThreadID
    /// The person's own: it may do anything at any moment.
    public var isControl: Bool
    /// Made by Signalbox for a thread that Signalbox does not know: that one may do something, too.
    public var hasUnknownParent: Bool
    public var wait: Wait?
    public init(
      id: ThreadID, isControl: Bool = false, hasUnknownParent: Bool = false, wait: Wait? = nil
    ) {
      self.id = id
      self.isControl = isControl
      self.hasUnknownParent = hasUnknownParent
      self.wait = wait
    }
  }

  public struct Wait: Equatable, Sendable {
    public var primitive: PrimitiveID
    public var wanted: Wanted
    public var since: Instant
    public var isTimed: Bool
    /// What it waits for is there, or somebody has woken it: it is about to go on.
    public var mayGo: Bool
    public init(
      primitive: PrimitiveID, wanted: Wanted, since: Instant, isTimed: Bool, mayGo: Bool
    ) {
      self.primitive = primitive
      self.wanted = wanted
      self.since = since
      self.isTimed = isTimed
      self.mayGo = mayGo
    }
  }

  /// A primitive that somebody waits for.
  public struct Thing: Equatable, Sendable {
    public var id: PrimitiveID
    public var kind: PrimitiveKind
    /// Those who hold it and have ended.
    public var goneHolders: [ThreadID]
    /// Threads that Signalbox did not make, which have done something to it.
    public var foreigners: Set<ThreadID>
    /// Of a condition: who has ever notified it, and the last time that this woke nobody.
    public var notifiers: Set<ThreadID>
    public var unheard: Unheard?
    /// Of a task's result: the pool, if the task waits for a worker.
    public var queuedIn: PrimitiveID?
    public init(
      id: PrimitiveID, kind: PrimitiveKind, goneHolders: [ThreadID] = [],
      foreigners: Set<ThreadID> = [], notifiers: Set<ThreadID> = [], unheard: Unheard? = nil,
      queuedIn: PrimitiveID? = nil
    ) {
      self.id = id
      self.kind = kind
      self.goneHolders = goneHolders
      self.foreigners = foreigners
      self.notifiers = notifiers
      self.unheard = unheard
      self.queuedIn = queuedIn
    }
  }

  /// A notify that woke nobody.
  public struct Unheard: Equatable, Sendable {
    public var thread: ThreadID
    public var time: Instant
    public init(thread: ThreadID, time: Instant) {
      self.thread = thread
      self.time = time
    }
  }

  public struct Pool: Equatable, Sendable {
    public var id: PrimitiveID
    /// So many threads it has, or will have.
    public var size: Int
    /// Those who are alive.
    public var workers: [ThreadID]
    public init(id: PrimitiveID, size: Int, workers: [ThreadID]) {
      self.id = id
      self.size = size
      self.workers = workers
    }
  }

  /// In order of their numbers.
  public var actors: [Actor]
  public var things: [PrimitiveID: Thing]
  public var pools: [Pool]
  public init(actors: [Actor], things: [PrimitiveID: Thing], pools: [Pool] = []) {
    self.actors = actors
    self.things = things
    self.pools = pools
  }

  /// It waits, and nothing that is there already lets it go on.
  func isStuck(_ actor: Actor) -> Bool {
    actor.wait.map { !$0.isTimed && !$0.mayGo } ?? false
  }
}

extension Scene.Unheard: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(thread, time) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(thread: try reader.next(), time: try reader.next())
  }
}
