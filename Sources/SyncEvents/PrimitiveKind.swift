/// What a primitive is.
public enum PrimitiveKind: UInt8, CaseIterable, Sendable {
  case lock = 1
  case recursiveLock, countingSemaphore, boundedSemaphore, condition, event
  /// A thread as something to wait for: its holder is the thread itself, until it ends.
  case thread
  case barrier, queue, pool
  /// A task's result as something to wait for: its holder is the worker that runs the task.
  case future
  case threadLocal
  /// A value, an array or a dictionary behind a lock of its own.
  case synchronized, array, dictionary
  /// A variable that threads share without protection.
  case variable
  /// So many threads that do the same.
  case crew

  /// The name in JSON lines.
  public var word: String {
    switch self {
    case .lock: "lock"
    case .recursiveLock: "recursiveLock"
    case .countingSemaphore: "countingSemaphore"
    case .boundedSemaphore: "boundedSemaphore"
    case .condition: "condition"
    case .event: "event"
    case .thread: "thread"
    case .barrier: "barrier"
    case .queue: "queue"
    case .pool: "pool"
    case .future: "future"
    case .threadLocal: "threadLocal"
    case .synchronized: "synchronized"
    case .array: "array"
    case .dictionary: "dictionary"
    case .variable: "variable"
    case .crew: "crew"
    }
  }

  /// It has one holder at a time, who alone goes on: a lock, or a value behind one.
  public var isLock: Bool {
    switch self {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary: true
    default: false
    }
  }
  /// A lock that the program takes and releases itself.
  public var isPlainLock: Bool { self == .lock || self == .recursiveLock }
  public var isSemaphore: Bool { self == .countingSemaphore || self == .boundedSemaphore }
  /// What threads may wait for there.
  public var wants: [Wanted] {
    switch self {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary: [.lock]
    case .countingSemaphore, .boundedSemaphore: [.permit]
    case .condition: [.notification]
    case .event: [.green]
    case .thread: [.end]
    case .barrier: [.others]
    case .queue: [.room, .item, .drain]
    case .pool: [.task]
    case .future: [.result]
    case .threadLocal, .variable, .crew: []
    }
  }
  /// It has elements, which are put in and taken out.
  public var isContainer: Bool { self == .queue || self == .array || self == .dictionary }
}

/// What a parked thread waits for.
public enum Wanted: UInt8, CaseIterable, Sendable {
  case lock = 1
  case permit
  /// A notify.
  case notification
  /// A light to turn green.
  case green
  /// A thread to end.
  case end
  /// The other parties at a barrier.
  case others
  /// Room in a queue that is full.
  case room
  /// An item of a queue that is empty.
  case item
  /// Every item of a queue to be done.
  case drain
  /// A task's result.
  case result
  /// A pool's worker that is idle: the next task.
  case task

  /// What a thread wants that does this to a primitive of that kind.
  public init(_ operation: Operation?, at kind: PrimitiveKind) {
    switch kind {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary: self = .lock
    case .countingSemaphore, .boundedSemaphore: self = .permit
    case .condition: self = .notification
    case .event: self = .green
    case .thread, .crew: self = .end
    case .barrier: self = .others
    case .queue: self = operation == .put ? .room : operation == .join ? .drain : .item
    case .pool: self = .task
    case .future, .threadLocal, .variable: self = .result
    }
  }
}
