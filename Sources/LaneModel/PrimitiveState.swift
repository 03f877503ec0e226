import Findings
public import SyncEvents

/// One primitive, as it is now.
public struct PrimitiveState: Equatable, Sendable {
  public let declaration: PrimitiveDeclaration
  /// The declaration's; asked for at every event.
  public let id: PrimitiveID
  public let kind: PrimitiveKind
  /// A condition's.
  let lock: PrimitiveID?
  /// A lock's one holder, or everybody who has permits (in order of taking).
  public internal(set) var holders: [ThreadID] = []
  /// How often a lock's holder has it: 1, or a recursive lock's depth. 0 when it is free.
  public internal(set) var depth = 0
  /// Since when the present holder has it, it is free, or the light is as it is; nil where that is not known.
  public internal(set) var since: Instant?
  /// Oldest first.
  public internal(set) var waiters: [ThreadID] = []
  /// A semaphore's free permits; below zero it is a debt. How many elements a container has, how many tasks of a pool are
  /// queued; a counter's value.
  public internal(set) var value: Int
  /// A semaphore's size, a queue's capacity, a barrier's parties, a pool's or a crew's threads.
  public internal(set) var limit: Int?
  /// Of a pool: the tasks that run, in the order in which they were started, and how many have ended.
  public internal(set) var running: [Run] = []
  public internal(set) var done = 0
  /// Of a queue: items that were put and are not done.
  public internal(set) var unfinished = 0
  /// Of an unprotected counter: how many updates there were.
  public internal(set) var updates: Int?
  /// Of a variable: its value as text, `?` if it is not known any more, and who wrote it last. A counter has only `value`.
  public internal(set) var text: String?
  public internal(set) var writer: ThreadID?
  /// Of a queue or a pool.
  public internal(set) var isShutDown = false
  /// Of a barrier.
  public internal(set) var isBroken = false
  /// An event's light is green.
  public internal(set) var isSet = false
  public internal(set) var isDestroyed = false
  /// What it did was not recorded, and nothing has told since how it is now: nobody knows who has it, or how many there are.
  public internal(set) var isUnknown = false
  /// The last thing somebody did to it that is worth telling (notify, set, clear, resize, shut down, an outsider's release, …).
  public internal(set) var lastAction: Happening?

  /// Threads that Signalbox did not make, which have done something to it.
  var foreigners: Set<ThreadID> = []
  /// Of a condition: who has ever notified it, and the last notify that woke nobody.
  var notifiers: Set<ThreadID> = []
  var unheard: Scene.Unheard?
  /// So often in a row it was taken with others in line.
  var queuedTurns = 0
  /// The last change of it that was seen.
  var sequence: UInt64 = 0
  /// What a snapshot has told already: changes up to this one must not be counted again.
  var syncedTo: UInt64 = 0
  /// It has not changed between the last two snapshots.
  var isConfirmed = false
  /// Of its contention what is counted at every event: so it stands beside what every event looks at.
  var counts = UseCounts()

  public struct Run: Hashable, Sendable {
    public var task: Int
    public var thread: ThreadID
    public init(task: Int, thread: ThreadID) {
      self.task = task
      self.thread = thread
    }
  }

  public var name: String { declaration.name }
  public var subject: Happening.Subject {
    Happening.Subject(id: id, name: name, kind: kind)
  }

  /// A lock's holder from now on. Gives whether it was another one before.
  mutating func setOwner(_ owner: ThreadID?, depth: Int, at time: Instant?) -> Bool {
    self.depth = owner == nil ? 0 : depth
    if holders.first != owner { since = time }
    guard holders.count > 1 || holders.first != owner else { return false }
    // In place: this happens all the time.
    if let owner, holders.count == 1 {
      holders[0] = owner
    } else {
      while !holders.isEmpty { holders.removeLast() }
      if let owner { holders.append(owner) }
    }
    return true
  }

  init(_ declaration: PrimitiveDeclaration) {
    self.declaration = declaration
    id = declaration.id
    kind = declaration.kind
    lock = declaration.lock
    since = declaration.time
    value = declaration.value
    limit = declaration.limit
  }
}
