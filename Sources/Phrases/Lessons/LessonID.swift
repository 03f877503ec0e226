public import SyncEvents

/// A lesson, by the word that opens it; in the order of the course.
public enum LessonID: String, CaseIterable, Hashable, Sendable {
  case containers, lock, rlock, semaphore, condition
  case waitFor = "wait-for"
  case event, local
  case localDict = "local-dict"
  case localObject = "local-object"
  case pool, queue

  /// The section of the course that it is.
  public var number: String {
    switch self {
    case .containers: "1"
    case .lock: "2"
    case .rlock: "3"
    case .semaphore: "4"
    case .condition: "5"
    case .waitFor: "5b"
    case .event: "6"
    case .local: "7"
    case .localDict: "8"
    case .localObject: "9"
    case .pool: "10"
    case .queue: "11"
    }
  }

  /// The key that opens it in the menu.
  public var key: Character {
    switch self {
    case .containers: "t"
    case .lock: "l"
    case .rlock: "r"
    case .semaphore: "s"
    case .condition: "c"
    case .waitFor: "w"
    case .event: "e"
    case .local: "v"
    case .localDict: "d"
    case .localObject: "o"
    case .pool: "p"
    case .queue: "u"
    }
  }

  /// How many threads a batch of it has; for those that have no batches, how many there are as a rule.
  public var batch: Int {
    switch self {
    case .semaphore: 20
    case .pool, .queue: 5
    default: 10
    }
  }

  /// What a person can ask of it, its own commands first.
  public var commands: [Command.Word] {
    let own: [Command.Word] =
      switch self {
      case .lock: [.bare, .lockTwice, .release]
      case .containers, .rlock, .local, .localDict, .localObject: []
      case .semaphore: [.size]
      case .condition: [.notify]
      case .waitFor: [.satisfy, .notify]
      case .event: [.flip, .set, .clear]
      case .pool: [.workers, .bare]
      case .queue: [.put, .producers, .consumers, .capacity]
      }
    let more: [Command.Word] = self == .queue ? [] : [.more]
    return own + more + [.restart, .speed, .hold, .go, .step, .quit]
  }
}
