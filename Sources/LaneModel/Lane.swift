public import SyncEvents

/// One thread's track.
public struct Lane: Equatable, Sendable {
  public let declaration: ThreadDeclaration
  public internal(set) var state: LaneState
  /// Since when it is in this state.
  public internal(set) var since: Instant
  /// What it has: a lock's depth (1, 2, …) or a semaphore's permits.
  public internal(set) var holds: [Hold] = []
  /// Who ended its last wait, if somebody did.
  public internal(set) var wokenBy: ThreadID?
  /// It was notified, and has not gone on since: by whom. Nil once it has the lock again and has gone on.
  public internal(set) var notifiedBy: ThreadID?
  /// Where it stands in the listing.
  public internal(set) var line: Int?
  /// Its last wait, hold or work was begun here.
  public internal(set) var site: SiteID?
  /// It has parked or ended, or holds something while it works: a script need not wait for it.
  public internal(set) var hasArrived = false
  /// Its states, oldest first; each lasts until the next begins.
  public internal(set) var changes: [Change] = []
  /// Before this nothing is known: older changes were given up to bound the memory.
  public internal(set) var knownSince: Instant

  /// What it is parked at now.
  var wait: Wait?
  /// The wait on a condition that it is in, from giving up the lock until it has gone on with the lock taken again.
  var conditionWait: ConditionWait?
  /// No later event of its own was seen than this.
  var lastSeen: Instant
  /// Events up to then are missing.
  var lostUntil: Instant?

  public var id: ThreadID { declaration.id }
  public var name: String { declaration.name }
  public var isControl: Bool { declaration.origin == .control }

  public struct Change: Hashable, Sendable {
    public var time: Instant
    public var state: LaneState
    public init(time: Instant, state: LaneState) {
      self.time = time
      self.state = state
    }
  }
  public struct Hold: Hashable, Sendable {
    public var primitive: PrimitiveID
    public var count: Int
    public var since: Instant
    public var site: SiteID?
    public init(primitive: PrimitiveID, count: Int, since: Instant, site: SiteID? = nil) {
      self.primitive = primitive
      self.count = count
      self.since = since
      self.site = site
    }
  }

  struct Wait: Equatable, Sendable {
    var primitive: PrimitiveID
    var since: Instant
    var isTimed: Bool
  }
  struct ConditionWait: Equatable, Sendable {
    var condition: PrimitiveID
    var since: Instant
    /// When it was notified or its time was up: since then it is after the lock.
    var left: Instant?
  }

  init(_ declaration: ThreadDeclaration) {
    self.declaration = declaration
    lastSeen = declaration.time
    state = declaration.origin == .control ? .idle : .running
    since = declaration.time
    knownSince = declaration.time
    changes = [Change(time: since, state: state)]
  }
}

/// One primitive, as it is now.
public struct PrimitiveState: Equatable, Sendable {
  public let declaration: PrimitiveDeclaration
  /// A lock's one holder, or everybody who has permits (in order of taking).
  public internal(set) var holders: [ThreadID] = []
  /// How often a lock's holder has it: 1, or a recursive lock's depth. 0 when it is free.
  public internal(set) var depth = 0
  /// Since when the present holder has it, it is free, or the light is as it is.
  public internal(set) var since: Instant
  /// Oldest first.
  public internal(set) var waiters: [ThreadID] = []
  /// A semaphore's free permits; below zero it is a debt.
  public internal(set) var value: Int
  public internal(set) var limit: Int?
  /// An event's light is green.
  public internal(set) var isSet = false
  public internal(set) var isDestroyed = false
  /// The last thing somebody did to it that is worth telling (notify, set, clear, resize, an outsider's release).
  public internal(set) var lastAction: Happening?

  /// The last change of it that was seen.
  var sequence: UInt64 = 0
  /// What a snapshot has told already: changes up to this one must not be counted again.
  var syncedTo: UInt64 = 0

  public var id: PrimitiveID { declaration.id }
  public var name: String { declaration.name }
  public var kind: PrimitiveKind { declaration.kind }
  public var subject: Happening.Subject {
    Happening.Subject(id: id, name: name, kind: kind)
  }

  init(_ declaration: PrimitiveDeclaration) {
    self.declaration = declaration
    since = declaration.time
    value = declaration.value
    limit = declaration.limit
  }
}
