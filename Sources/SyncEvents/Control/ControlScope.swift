/// What a published program lets viewers do to it.
public enum ControlScope: UInt8, CaseIterable, Comparable, Sendable {
  /// They may look.
  case none
  /// What is done to one primitive: notify, set, clear, flip, release, and the sizes of semaphores, queues and pools.
  case primitives
  /// Also what touches every thread: holding and stepping them, and the level of recording.
  case all

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  public var word: String {
    switch self {
    case .none: "none"
    case .primitives: "primitives"
    case .all: "all"
    }
  }

  /// What can be asked of a program that allows so much.
  public var commands: [Command.Word] {
    Command.Word.allCases.filter { $0.scope.map { $0 <= self } ?? false }
  }
}

extension Command.Word {
  /// What a program must allow for this to be done to it; nil: only lessons have such a thing.
  public var scope: ControlScope? {
    switch self {
    case .notify, .set, .clear, .flip, .size, .release, .capacity, .workers: .primitives
    case .hold, .go, .step, .level: .all
    case .more, .restart, .bare, .cure, .lockTwice, .satisfy, .put, .producers, .consumers, .speed,
      .quit:
      nil
    }
  }
}
