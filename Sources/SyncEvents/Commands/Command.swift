/// What a person, or a script, asks for.
public enum Command: Hashable, Sendable {
  case notify(Int)
  case notifyAll
  case set, clear, flip
  case size(Amount)
  case release
  case more, restart, bare, cure
  case lockTwice, satisfy
  /// The person puts an item.
  case put
  case capacity(Amount)
  case workers(Amount), producers(Amount), consumers(Amount)
  case speed(Double)
  case hold, go
  case step(String)
  /// How much is recorded from now on.
  case level(RecordingLevel)
  case quit

  /// A new size: so many, or so many more.
  public enum Amount: Hashable, Sendable {
    case to(Int)
    case by(Int)
  }
}

extension Command.Amount {
  /// The size that it asks for.
  ///
  /// - Throws: `outOfRange`.
  public func size(from current: Int, in range: ClosedRange<Int>) throws(Refusal) -> Int {
    let (size, overflows) =
      switch self {
      case .to(let size): (size, false)
      case .by(let more): current.addingReportingOverflow(more)
      }
    guard !overflows, range.contains(size) else { throw .outOfRange }
    return size
  }
}

/// A command, and the primitive it is for; nil is the only one of its kind.
public struct Instruction: Hashable, Sendable {
  public var command: Command
  public var target: String?
  public init(_ command: Command, on target: String? = nil) {
    self.command = command
    self.target = target
  }
}

extension Command {
  /// The word that asks for it in a script.
  public enum Word: String, CaseIterable, Sendable {
    case notify, set, clear, flip, size, release, more, restart, bare, cure
    case lockTwice = "lock-twice"
    case satisfy, put, capacity, workers, producers, consumers, speed, hold, go, step, level, quit
  }

  public var word: Word {
    switch self {
    case .notify, .notifyAll: .notify
    case .set: .set
    case .clear: .clear
    case .flip: .flip
    case .size: .size
    case .release: .release
    case .more: .more
    case .restart: .restart
    case .bare: .bare
    case .cure: .cure
    case .lockTwice: .lockTwice
    case .satisfy: .satisfy
    case .put: .put
    case .capacity: .capacity
    case .workers: .workers
    case .producers: .producers
    case .consumers: .consumers
    case .speed: .speed
    case .hold: .hold
    case .go: .go
    case .step: .step
    case .level: .level
    case .quit: .quit
    }
  }

  /// It acts on one primitive, so it may be followed by `on NAME`.
  public var takesTarget: Bool {
    switch self {
    case .notify, .notifyAll, .set, .clear, .flip, .size, .release, .capacity, .workers: true
    case .more, .restart, .bare, .cure, .lockTwice, .satisfy, .put, .producers, .consumers, .speed,
      .hold, .go, .step, .level, .quit:
      false
    }
  }

  /// It may have to wait for what the watched threads do; the others overtake it.
  public var needsUserLock: Bool {
    switch self {
    case .notify, .notifyAll, .satisfy, .put: true
    case .set, .clear, .flip, .size, .release, .capacity, .workers, .producers, .consumers, .more,
      .restart, .bare, .cure, .lockTwice, .speed, .hold, .go, .step, .level, .quit:
      false
    }
  }
}
