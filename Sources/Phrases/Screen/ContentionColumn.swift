import SyncEvents

/// The columns of the tables of contention, in the order in which they stand there.
public enum ContentionColumn: Hashable, Sendable {
  case name
  /// Of a primitive: what it is, how often it was used, which share of that had to wait.
  case kind, uses, contended
  /// The time waited: all of it, the median, what 99 of 100 were below, the longest.
  case waited, waitMedian, waitTail, waitMost
  /// The time held, the same.
  case held, holdMedian, holdTail, holdMost
  case handOffs
  /// Notifies that woke nobody.
  case unheard
  /// Who most of the waiting is charged to.
  case charged
  /// Of a thread: how long others waited for what it had, and how long it was in that state.
  case blamed
  case state(StateWord)

  public static let primitives: [ContentionColumn] = [
    .name, .kind, .uses, .contended, .waited, .waitMedian, .waitTail, .waitMost, .held, .holdMedian,
    .holdTail, .holdMost, .handOffs, .unheard, .charged,
  ]
  public static let threads: [ContentionColumn] =
    [.name, .waited, .blamed] + states.map(ContentionColumn.state)

  /// Every state that a thread may spend time in; waits that look the same are one.
  public static let states: [StateWord] = [
    .running, .sleeping, .blocked, .waiting(.notification), .waiting(.green), .waiting(.permit),
    .waiting(.room), .waiting(.others), .waiting(.end), .waiting(.result), .deadlocked, .idle,
    .held, .unknown,
  ]
}

/// Time that others have waited for somebody, and what that one was doing.
public struct BlameStory: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public var doing: StateWord
    /// What it was waiting for itself.
    public var on: String?
    public var time: Int64
    public init(doing: StateWord, on: String? = nil, time: Int64) {
      (self.doing, self.on, self.time) = (doing, on, time)
    }
  }
  /// Nil: somebody of whom nothing is known any more.
  public var holder: Actor?
  public var time: Int64
  /// Some of it was worked out.
  public var isAbout: Bool
  /// The longest first.
  public var parts: [Part]
  public init(holder: Actor?, time: Int64, isAbout: Bool, parts: [Part]) {
    (self.holder, self.time, self.isAbout, self.parts) = (holder, time, isAbout, parts)
  }
}
