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
  /// The task of a pool that it runs.
  public internal(set) var task: Task?
  /// Its own values: of thread-locals, and its rows of dictionaries; in the order in which they were first set.
  public internal(set) var values: [OwnValue] = []
  /// Where it stands in the listing.
  public internal(set) var line: Int?
  /// Its last wait, hold or work was begun here.
  public internal(set) var site: SiteID?
  /// It has parked or ended, or is busy with something while it works: a script need not wait for it.
  public internal(set) var hasArrived = false
  /// What it was.
  var history: LaneHistory
  /// Of one of its waits nobody looked at the clock when it began or ended.
  public internal(set) var hasEstimatedWaits = false

  /// Since when it has waited for what it waits for, also before that became a deadlock; else the same as `since`.
  public var waitingSince: Instant { wait?.since ?? since }

  /// It has done something to a primitive.
  var hasActed = false
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
  public let isControl: Bool
  /// Not made by Signalbox.
  let isForeign: Bool
  /// It has come to what it does with primitives.
  var isBusy: Bool { hasActed || !holds.isEmpty || task != nil }

  public struct Change: Hashable, Sendable {
    public var time: Instant
    public var state: LaneState
    /// Where in the program it began to wait, if that is known.
    public var site: SiteID?
    /// Who ended the wait before it, if somebody did.
    public var wokenBy: ThreadID?
    public init(
      time: Instant, state: LaneState, site: SiteID? = nil, wokenBy: ThreadID? = nil
    ) {
      self.time = time
      self.state = state
      self.site = site
      self.wokenBy = wokenBy
    }
  }
  public struct Hold: Hashable, Sendable {
    public var primitive: PrimitiveID
    public var count: Int
    /// Nil: nobody looked at the clock.
    public var since: Instant?
    /// `since` was worked out.
    public var isEstimated: Bool
    public var site: SiteID?
    public init(
      primitive: PrimitiveID, count: Int, since: Instant?, isEstimated: Bool = false,
      site: SiteID? = nil
    ) {
      self.primitive = primitive
      self.count = count
      self.since = since
      self.isEstimated = isEstimated
      self.site = site
    }
  }

  public struct Task: Hashable, Sendable {
    public var pool: PrimitiveID
    public var number: Int
    public var since: Instant
    public init(pool: PrimitiveID, number: Int, since: Instant) {
      self.pool = pool
      self.number = number
      self.since = since
    }
  }
  public struct OwnValue: Hashable, Sendable {
    public var primitive: PrimitiveID
    public var key: String?
    public var text: String
    /// It was read last, not set.
    public var wasRead: Bool
    public var time: Instant
    public init(primitive: PrimitiveID, key: String?, text: String, wasRead: Bool, time: Instant) {
      self.primitive = primitive
      self.key = key
      self.text = text
      self.wasRead = wasRead
      self.time = time
    }
  }

  struct Wait: Equatable, Sendable {
    var primitive: PrimitiveID
    var wanted: Wanted
    var since: Instant
    /// `since` was worked out.
    var isEstimated = false
    /// It has a deadline.
    var isTimed: Bool
    /// Of the primitive more is known than there was when it began.
    var isOld = false
  }
  struct ConditionWait: Equatable, Sendable {
    var condition: PrimitiveID
    var since: Instant
    /// When it was notified or its time was up: since then it is after the lock.
    var left: Instant?
  }

  init(_ declaration: ThreadDeclaration, _ usage: inout HistoryUsage) {
    self.declaration = declaration
    isControl = declaration.origin == .control
    isForeign = declaration.origin == .foreign
    lastSeen = declaration.time
    state = declaration.origin == .control ? .idle : .running
    since = declaration.time
    history = LaneHistory(Change(time: since, state: state), &usage)
  }
}
