public import SyncEvents

/// A lesson, by the word that opens it.
public enum LessonID: String, CaseIterable, Hashable, Sendable {
  case lock, rlock, semaphore, condition
  case waitFor = "wait-for"
  case event

  /// The section of the course that it is.
  public var number: String {
    switch self {
    case .lock: "2"
    case .rlock: "3"
    case .semaphore: "4"
    case .condition: "5"
    case .waitFor: "5b"
    case .event: "6"
    }
  }

  /// The key that opens it in the menu.
  public var key: Character {
    switch self {
    case .lock: "l"
    case .rlock: "r"
    case .semaphore: "s"
    case .condition: "c"
    case .waitFor: "w"
    case .event: "e"
    }
  }

  /// How many threads a batch of it has.
  public var batch: Int { self == .semaphore ? 20 : 10 }

  /// What a person can ask of it, its own commands first.
  public var commands: [Command.Word] {
    let own: [Command.Word] =
      switch self {
      case .lock: [.bare, .lockTwice, .release]
      case .rlock: []
      case .semaphore: [.size]
      case .condition: [.notify]
      case .waitFor: [.satisfy, .notify]
      case .event: [.flip, .set, .clear]
      }
    return own + [.more, .restart, .speed, .hold, .go, .step, .quit]
  }
}
