/// An event with all that one must know to tell it in a sentence: names instead of numbers, and how long it took.
public struct Happening: Hashable, Sendable {
  /// 1, 2, 3, … in the order in which they were told.
  public var number: Int
  public var time: Instant
  public var thread: ThreadID
  public var threadName: String
  public var what: What
  /// A length of time in it rests on a time that was worked out.
  public var isEstimated: Bool

  public init(
    number: Int, time: Instant, thread: ThreadID, threadName: String, what: What,
    isEstimated: Bool = false
  ) {
    self.number = number
    self.time = time
    self.thread = thread
    self.threadName = threadName
    self.what = what
    self.isEstimated = isEstimated
  }

  /// A primitive, as it is spoken of.
  public struct Subject: Hashable, Sendable {
    public var id: PrimitiveID
    public var name: String
    public var kind: PrimitiveKind
    public init(id: PrimitiveID, name: String, kind: PrimitiveKind) {
      self.id = id
      self.name = name
      self.kind = kind
    }
  }

  /// Lengths of time are nanoseconds.
  public enum What: Hashable, Sendable {
    case started
    case ended
    /// It begins to wait. The holder is a lock's, if there is one; for what is told where the primitive's kind leaves it open.
    case blocked(Subject, holder: String?, for: Wanted? = nil)
    /// `waited` is nil when it did not have to. `depth` counts recursion from 1.
    case acquired(Subject, permits: Int, depth: Int, waited: Int64?)
    /// `held` is how long it had it; nil where that is not known. `depth` is what was left: 1 freed the lock.
    case released(Subject, permits: Int, depth: Int, held: Int64?)
    /// An outsider released what somebody else had taken.
    case releasedFor(Subject, holder: String)
    /// A wait for a light, a thread, a result, a barrier, or for a queue's items to be done is over.
    case wentOn(Subject, waited: Int64)
    case passed(Subject)
    case notified(Subject, by: String, waited: Int64)
    case timedOut(Subject, waited: Int64)
    case cancelled(Subject, waited: Int64)
    /// `asked` is nil for all.
    case notifies(Subject, asked: Int?, woken: [String])
    case lightSet(Subject, woken: [String])
    case lightCleared(Subject)
    case resized(Subject, old: Int, new: Int, woken: [String])
    case evaluated(Subject?, Bool)
    /// `waited` is nil when it did not have to.
    case put(Subject, depth: Int, waited: Int64?)
    case took(Subject, depth: Int, waited: Int64?)
    case taskDone(Subject, unfinished: Int)
    case shutDown(Subject, immediate: Bool, woken: [String])
    case submitted(Subject, task: Int, queued: Int)
    case taskStarted(Subject, task: Int, queued: Int)
    case taskEnded(Subject, task: Int, TaskEnd, took: Int64?)
    case taskCancelled(Subject, task: Int)
    case localSet(Subject, key: String?, value: String)
    case localGet(Subject, key: String?, value: String?)
    case tallied(Subject, value: Int, updates: Int)
    case tripped(Subject, woken: [String])
    case broke(Subject, woken: [String])
    case barrierReset(Subject, woken: [String])
    /// A wait ended because of a shutdown, or because the barrier broke.
    case turnedAway(Subject, Outcome, waited: Int64)
    case printed(String)
    case noted(String)
    case held
    case letGo
    case commanded(String)
    case refused(String, Refusal)
    case misused(Subject?, Operation, Misuse)
    /// Something is wrong, or proves wrong: who waits, for what, and who else has to do with it.
    case found(FindingKind, Grade, waiters: [String], for: [String], others: [String])
    case withdrawn(FindingKind, Grade, waiters: [String], for: [String], others: [String])
    /// Who waits for whom in a ring: thread, primitive, thread, primitive, … and back to the first.
    case deadlock([String], certain: Bool)
    /// The ring is broken.
    case freed([String])
    case lost(UInt64)
    case levelChanged(RecordingLevel)
  }
}
