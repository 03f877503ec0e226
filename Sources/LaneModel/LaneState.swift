public import SyncEvents

/// What a thread is doing, and for what it waits.
public enum LaneState: Hashable, Sendable {
  case running
  case sleeping
  /// Blocked on a lock.
  case blocked(PrimitiveID)
  /// Waiting for anything but a lock; the primitive's kind says what.
  case waiting(PrimitiveID, PrimitiveKind)
  /// The control thread with nothing to do.
  case idle
  /// Parked by the person.
  case held
  /// Blocked within a ring of threads that wait for each other.
  case deadlocked(PrimitiveID)
  /// Events were lost, or the program was stopped.
  case unknown
  case ended

  /// The primitive it waits for.
  public var primitive: PrimitiveID? {
    switch self {
    case .blocked(let id), .waiting(let id, _), .deadlocked(let id): id
    case .running, .sleeping, .idle, .held, .unknown, .ended: nil
    }
  }

  /// The state without its primitive: what a cell is drawn from.
  public var look: Look {
    switch self {
    case .running: .running
    case .sleeping: .sleeping
    case .blocked: .lock
    case .waiting(_, .condition): .condition
    case .waiting(_, .event): .event
    case .waiting(_, .countingSemaphore), .waiting(_, .boundedSemaphore): .semaphore
    case .waiting(_, .lock), .waiting(_, .recursiveLock): .lock
    case .waiting(_, .thread): .joining
    case .idle: .idle
    case .held: .held
    case .deadlocked: .deadlocked
    case .unknown: .unknown
    case .ended: .absent
    }
  }
}

/// What a stretch of a lane looks like; in order of severity, the mildest first.
public enum Look: UInt8, CaseIterable, Comparable, Sendable {
  /// Not started, or ended.
  case absent
  case running
  case idle
  case sleeping
  case joining
  case semaphore
  case event
  case condition
  case lock
  case held
  case unknown
  case deadlocked

  public static func < (a: Look, b: Look) -> Bool { a.rawValue < b.rawValue }
}
