public import SyncEvents

/// A lesson, by the word that opens it; in the order of the course, and then what goes wrong.
public enum LessonID: String, CaseIterable, Hashable, Sendable {
  case containers, lock, rlock, semaphore, condition
  case waitFor = "wait-for"
  case event, local
  case localDict = "local-dict"
  case localObject = "local-object"
  case pool, queue
  case deadlock, philosophers
  case lostNotify = "lost-notify"
  case poolDeadlock = "pool-deadlock"
  case starvation
  case ownerGone = "owner-gone"

  /// Lessons that stand together in the menu.
  public enum Group: String, CaseIterable, Sendable {
    /// The sections of the course.
    case course
    /// What goes wrong, and its cure.
    case wrong
  }
  public var group: Group {
    switch self {
    case .containers, .lock, .rlock, .semaphore, .condition, .waitFor, .event, .local, .localDict,
      .localObject, .pool, .queue:
      .course
    case .deadlock, .philosophers, .lostNotify, .poolDeadlock, .starvation, .ownerGone: .wrong
    }
  }

  /// The section of the course that it is; what goes wrong is counted on from there.
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
    case .deadlock: "12"
    case .philosophers: "13"
    case .lostNotify: "14"
    case .poolDeadlock: "15"
    case .starvation: "16"
    case .ownerGone: "17"
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
    case .deadlock: "a"
    case .philosophers: "f"
    case .lostNotify: "n"
    case .poolDeadlock: "m"
    case .starvation: "h"
    case .ownerGone: "g"
    }
  }

  /// How many threads a batch of it has; for those that have no batches, how many there are as a rule.
  public var batch: Int {
    switch self {
    case .semaphore: 20
    case .pool, .queue, .philosophers: 5
    case .deadlock, .lostNotify, .poolDeadlock: 2
    case .starvation, .ownerGone: 4
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
      case .deadlock, .philosophers, .starvation, .ownerGone: [.cure, .release]
      case .lostNotify: [.cure, .notify]
      case .poolDeadlock: [.cure, .workers]
      }
    let more: [Command.Word] = self == .queue ? [] : [.more]
    return own + more + [.restart, .speed, .hold, .go, .step, .quit]
  }
}

extension Command.Word {
  /// What one lesson or another has.
  public static var ofLessons: [Command.Word] {
    let all = Set(LessonID.allCases.flatMap(\.commands))
    return allCases.filter(all.contains)
  }
}
