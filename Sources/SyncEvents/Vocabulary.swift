/// What a thread was doing to a primitive.
public enum Operation: UInt8, CaseIterable, Sendable {
  case acquire = 1
  case release, wait, notify, set, clear, resize, join, start, initialize
  /// Into and out of a queue; `taskDone` says that an item has been dealt with.
  case put, take, taskDone
  /// To a pool; `nextTask` is what its idle workers wait for.
  case submit, nextTask
  /// Waits for a future's result; `complete` gives it one.
  case result, complete

  public var word: String {
    switch self {
    case .acquire: "acquire"
    case .release: "release"
    case .wait: "wait"
    case .notify: "notify"
    case .set: "set"
    case .clear: "clear"
    case .resize: "resize"
    case .join: "join"
    case .start: "start"
    case .initialize: "init"
    case .put: "put"
    case .take: "take"
    case .taskDone: "taskDone"
    case .submit: "submit"
    case .nextTask: "nextTask"
    case .result: "result"
    case .complete: "complete"
    }
  }
}

/// How a wait ended.
public enum Outcome: UInt8, CaseIterable, Sendable {
  case acquired = 1
  case notified, set, timedOut, broken, shutDown, cancelled, ended
  /// All parties had come to the barrier.
  case tripped

  public var word: String {
    switch self {
    case .acquired: "acquired"
    case .notified: "notified"
    case .set: "set"
    case .timedOut: "timedOut"
    case .broken: "broken"
    case .shutDown: "shutDown"
    case .cancelled: "cancelled"
    case .ended: "ended"
    case .tripped: "tripped"
    }
  }
}

/// How a task ended.
public enum TaskEnd: UInt8, CaseIterable, Sendable {
  case returned = 1
  /// It threw an error.
  case failed

  public var word: String {
    switch self {
    case .returned: "returned"
    case .failed: "failed"
    }
  }
}

/// A misuse of a primitive, as it is recorded; the library throws it with its values.
public enum Misuse: UInt8, CaseIterable, Sendable {
  case notLocked = 1
  case notOwner, overRelease, invalidCount, alreadyStarted, notStarted, joinsItself
  /// Put or submitted after the shutdown.
  case shutDown
  /// `taskDone` more often than items were put.
  case tooOftenDone
  /// The future has its result already.
  case alreadyDone

  public var word: String {
    switch self {
    case .notLocked: "notLocked"
    case .notOwner: "notOwner"
    case .overRelease: "overRelease"
    case .invalidCount: "invalidCount"
    case .alreadyStarted: "alreadyStarted"
    case .notStarted: "notStarted"
    case .joinsItself: "joinsItself"
    case .shutDown: "shutDown"
    case .tooOftenDone: "tooOftenDone"
    case .alreadyDone: "alreadyDone"
    }
  }
}

/// Why a command was not carried out.
public enum Refusal: UInt8, CaseIterable, Sendable, Error {
  /// No primitive of that kind, or none of that name.
  case noSuchPrimitive = 1
  /// Several would do; name or select one.
  case ambiguous
  /// The primitive refused: a misuse is recorded with it.
  case misuse
  /// Withdrawn by the person while it waited.
  case withdrawn
  /// No thread of that name.
  case noSuchThread
  /// Nothing is held, so nothing can be stepped.
  case notHolding
  /// That thread is not parked before an operation: it runs, waits, or has not come so far.
  case notHeld
  /// This lesson has nothing that the command could act on.
  case notInThisLesson
  /// The size would fall below zero, or beyond what a primitive can count.
  case outOfRange
  /// The program does not let viewers do that.
  case notAllowed

  public var word: String {
    switch self {
    case .noSuchPrimitive: "noSuchPrimitive"
    case .ambiguous: "ambiguous"
    case .misuse: "misuse"
    case .withdrawn: "withdrawn"
    case .noSuchThread: "noSuchThread"
    case .notHolding: "notHolding"
    case .notHeld: "notHeld"
    case .notInThisLesson: "notInThisLesson"
    case .outOfRange: "outOfRange"
    case .notAllowed: "notAllowed"
    }
  }
}

/// How much is recorded; each level records more than the one before.
public enum RecordingLevel: UInt8, CaseIterable, Comparable, Sendable {
  /// Nothing.
  case off
  /// What is true now, in the slots; no events.
  case state
  /// Every event; the times of some have to be worked out.
  case auto
  /// Every event with its time.
  case full

  /// Every event is recorded.
  public var isRecording: Bool { self == .auto || self == .full }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  public var word: String {
    switch self {
    case .off: "off"
    case .state: "state"
    case .auto: "auto"
    case .full: "full"
    }
  }
}
