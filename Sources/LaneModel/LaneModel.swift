public import Findings
public import SyncEvents

/// What there is and what it is doing, as told by the batches so far: the one consumer of every source.
public struct LaneModel: Equatable, Sendable {
  /// The source's present, as it was given last.
  public internal(set) var now = Instant.zero
  /// In order of declaration; the control thread is first.
  public internal(set) var lanes: [Lane] = []
  /// What is wrong now.
  public internal(set) var findings: [Finding] = []
  /// What is or was wrong, in the order in which it was found.
  public internal(set) var findingRecords: [FindingRecord] = []
  var findingCount = 0
  var givenUp: [ThreadID: GivenUp] = [:]
  var herds: [PrimitiveID: Herd] = [:]
  /// From when on something is worth a note.
  public var thresholds = FindingThresholds()
  /// What was worth telling, as it is kept.
  var told = LogStore()
  /// What the program printed, oldest first; the last 500 lines at most.
  public internal(set) var output: [OutputLine] = []
  /// How many events were lost so far.
  public internal(set) var lost: UInt64 = 0
  /// Since when events are missing.
  public internal(set) var lostSince: Instant?
  /// How much is recorded; nil as long as nobody has said.
  public internal(set) var level: RecordingLevel?
  /// So many bytes the lanes' history may take. What is over it goes with the next batch.
  public var historyBudget: Int
  public static let usualBudget = 256 << 20

  /// Something has happened of which no event tells, so what is known of a primitive may be out of date.
  var hasGaps = false

  var isInOrder = true
  var laneIndex = IDMap<ThreadID, Int>()
  var counts = LaneCounts()
  /// Lanes that ended so long ago that nothing is left of them.
  public internal(set) var forgottenLanes = 0
  /// In the order in which they ended.
  var ended: [ThreadID] = []
  /// How many of the lanes are of threads that nobody declared.
  var undeclared = 0
  /// Every primitive that was declared, also threads to be joined and some that are no more.
  var states: [PrimitiveState] = []
  var stateIndex = IDMap<PrimitiveID, Int>()
  /// What stands for a thread when it is joined.
  var joined: [ThreadID: PrimitiveID] = [:]
  /// What stands for a task's result when it is waited for.
  var futures: [TaskKey: PrimitiveID] = [:]
  /// Who has values of a primitive in its lane.
  var valueOwners: [PrimitiveID: Set<ThreadID>] = [:]
  /// The locks that conditions give up.
  var conditionLocks = IDMap<PrimitiveID, Bool>()
  var texts: [TextID: String] = [:]
  var sites: [SiteID: Site] = [:]
  var graph = WaitGraph()
  var contention = ContentionBooks()
  var order = LockOrder()
  /// When all of it was looked at last for what no single event tells.
  var lookedAt: Instant?
  /// Releases of which it is not known yet whether they are the beginning of a wait.
  var undecided: [UndecidedRelease] = []
  /// What the lanes' history takes, and what of it has been given up.
  var usage = HistoryUsage()
  var trimmed = HistoryTrim()
  /// When the first lane began.
  var earliest = Int64.max
  /// Primitives destroyed and still known.
  var recentlyDestroyed: [PrimitiveID] = []

  struct Site: Equatable, Sendable {
    var file: String
    var line: Int
  }

  /// - Parameter historyBudget: so many bytes the lanes' history may take.
  public init(historyBudget: Int = usualBudget) {
    self.historyBudget = historyBudget
  }

  /// It is later, as far as is known with nothing new. Unlike an empty batch it does not make anybody look for findings: what
  /// was looked at where is part of a recording.
  public mutating func pass(until now: Instant) { self.now = max(self.now, now) }

  /// Takes in what a source has yielded. `now` is the source's own present.
  public mutating func apply(_ batch: Batch, now: Instant) {
    self.now = max(self.now, now)
    settleReleases(before: batch)
    var started = declare(batch.declarations)[...]
    for loss in batch.losses { apply(loss) }
    batch.events.withUnsafeBufferPointer { events in
      for index in events.indices {
        if !started.isEmpty { tell(&started, until: events[index].time) }
        apply(events[index], release: releaseRole(of: index, in: events))
      }
    }
    tell(&started, until: nil)
    if let snapshot = batch.snapshot { apply(snapshot) }
    lookForFindings(isQuiet: batch.events.isEmpty)
    forgetEnded()
    boundHistory()
  }
}

/// Something the program printed.
public struct OutputLine: Hashable, Sendable {
  public var time: Instant
  public var thread: ThreadID
  public var text: String

  public init(time: Instant, thread: ThreadID, text: String) {
    self.time = time
    self.thread = thread
    self.text = text
  }
}
