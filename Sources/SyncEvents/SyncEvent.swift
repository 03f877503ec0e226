/// One thing that one thread did, or that happened to it.
///
/// A *before* event is written before the moment it names, an *after* event after it. A primitive's events are ordered by
/// `sequence`, a thread's by the order in which it wrote them; time is for drawing.
public struct SyncEvent: Hashable, Sendable {
  public var thread: ThreadID
  /// The primitive concerned; nil for what a thread does by itself.
  public var primitive: PrimitiveID?
  /// The primitive's own count, 1, 2, 3, …; 0 without a primitive.
  public var sequence: UInt64
  public var time: Instant
  public var kind: Kind

  public init(
    thread: ThreadID, primitive: PrimitiveID? = nil, sequence: UInt64 = 0, time: Instant, kind: Kind
  ) {
    self.thread = thread
    self.primitive = primitive
    self.sequence = sequence
    self.time = time
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
    /// The thread stands on this line of the listing, from 1.
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
