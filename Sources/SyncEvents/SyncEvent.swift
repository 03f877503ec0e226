/// One thing that one thread did, or that happened to it.
///
/// A *before* event is written before the moment it names, an *after* event after it. A primitive's events are ordered by
/// `sequence`, a thread's by the order in which it wrote them; time is for drawing.
public struct SyncEvent: Hashable, Sendable {
  public var thread: ThreadID
  /// The primitive concerned; nil for what a thread does by itself.
  public var primitive: PrimitiveID?
  /// The primitive's own count, 1, 2, 3, …; 0 without a primitive, and where its events have no order among threads.
  public var sequence: UInt64
  /// This is the primitive's change number `sequence`. False: it changes nothing, and was written when that number was the
  /// newest; any number of events may have seen the same.
  public var isChange: Bool
  public var time: Instant
  /// The writer did not look at the clock: the time was worked out from what happened before and after.
  public var isEstimated: Bool
  public var kind: Kind

  public init(
    thread: ThreadID, primitive: PrimitiveID? = nil, sequence: UInt64 = 0, isChange: Bool = true,
    time: Instant, isEstimated: Bool = false, kind: Kind
  ) {
    self.thread = thread
    self.primitive = primitive
    self.sequence = sequence
    self.isChange = isChange
    self.time = time
    self.isEstimated = isEstimated
    self.kind = kind
  }

  public enum Kind: Hashable, Sendable {
    /// Before a wait, and only when it really waits.
    case blocking(Operation, deadline: Instant?, site: SiteID?)
    /// On a condition, after its lock is given up.
    case waiting(deadline: Instant?, site: SiteID?)
    /// Written by the woken thread: who notified it, and when.
    case notified(by: ThreadID, at: Instant)
    /// The time was up. `resumed` follows.
    case timedOut
    /// After: this thread has it now. `depth` counts recursion from 1.
    case acquired(permits: Int, depth: Int, site: SiteID?)
    /// Before: this thread, or an outsider, gives it back. `depth` is what is being left: 1 frees the lock.
    case releasing(permits: Int, depth: Int, site: SiteID?)
    /// Ends every `blocking` and `waiting`, exactly once.
    case resumed(Outcome, by: ThreadID?)
    /// A wait at a green light: it did not have to wait.
    case passed
    /// `asked` is nil for all. 0 woken is recorded too.
    case notifying(asked: Int?, woken: Int)
    case lightSet(woken: Int)
    case lightCleared
    case limitChanged(old: Int, new: Int, woken: Int)
    /// A predicate was asked.
    case evaluated(Bool)
    /// An element went into a queue, an array or a dictionary, which has `depth` of them now.
    case put(depth: Int)
    /// An element came out of it.
    case taken(depth: Int)
    /// An item taken from a queue has been dealt with; so many have not.
    case taskDone(unfinished: Int)
    /// No more is put in, or submitted; `immediate` drops what is left.
    case shutDown(immediate: Bool, woken: Int)
    /// A pool's tasks are numbered 1, 2, 3, …; `queued` are those that wait for a worker now.
    case taskSubmitted(task: Int, queued: Int)
    case taskStarted(task: Int, queued: Int)
    case taskEnded(task: Int, TaskEnd)
    /// It will not be run.
    case taskCancelled(task: Int, queued: Int)
    /// The thread's own value of a thread-local, its row of a dictionary, or a shared variable. Of a thread-local's events
    /// those of different threads have no order, and no sequence number.
    case localSet(key: TextID?, value: TextID)
    /// A nil value: there was none.
    case localGet(key: TextID?, value: TextID?)
    /// An unprotected counter is at `value` after so many updates: what is missing was lost.
    case tallied(value: Int, updates: Int)
    /// The last party came to the barrier, and all go on.
    case tripped(woken: Int)
    /// The barrier is broken: everybody who waits, or comes, gets an error.
    case broke(woken: Int)
    /// The barrier is as new; those who waited got an error.
    case reset(woken: Int)
    /// The thread stands on this line of the listing, from 1; 0 is on none.
    case line(Int)
    /// The program printed this.
    case output(TextID)
    /// A remark for whoever reads the recording.
    case note(TextID)
    /// Computes for so many nanoseconds; `woke` ends it.
    case working(Int64)
    /// Sleeps for so many nanoseconds; `woke` ends it.
    case sleeping(Int64)
    case woke
    /// Parked by the person before its next operation.
    case held
    /// Let go, for one operation or altogether.
    case stepped
    /// The person asked for this.
    case commanded(TextID)
    /// The person's command was not carried out.
    case refused(TextID, Refusal)
    /// A primitive was misused: nothing changed, an error was thrown.
    case misused(Operation, Misuse)
    case threadEnded
    case destroyed
    /// So much is recorded from here on. A source that finds it so says it of thread 0.
    case levelChanged(RecordingLevel)
  }
}

extension SyncEvent.Kind {
  /// The name in JSON lines.
  public var word: String {
    switch self {
    case .blocking: "blocking"
    case .waiting: "waiting"
    case .notified: "notified"
    case .timedOut: "timedOut"
    case .acquired: "acquired"
    case .releasing: "releasing"
    case .resumed: "resumed"
    case .passed: "passed"
    case .notifying: "notifying"
    case .lightSet: "lightSet"
    case .lightCleared: "lightCleared"
    case .limitChanged: "limitChanged"
    case .evaluated: "evaluated"
    case .put: "put"
    case .taken: "taken"
    case .taskDone: "taskDone"
    case .shutDown: "shutDown"
    case .taskSubmitted: "taskSubmitted"
    case .taskStarted: "taskStarted"
    case .taskEnded: "taskEnded"
    case .taskCancelled: "taskCancelled"
    case .localSet: "localSet"
    case .localGet: "localGet"
    case .tallied: "tallied"
    case .tripped: "tripped"
    case .broke: "broke"
    case .reset: "reset"
    case .line: "line"
    case .output: "output"
    case .note: "note"
    case .working: "working"
    case .sleeping: "sleeping"
    case .woke: "woke"
    case .held: "held"
    case .stepped: "stepped"
    case .commanded: "commanded"
    case .refused: "refused"
    case .misused: "misused"
    case .threadEnded: "threadEnded"
    case .destroyed: "destroyed"
    case .levelChanged: "levelChanged"
    }
  }
}
