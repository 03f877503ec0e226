/// What a mark or a text means. A theme turns it into colour, once, when the frame is shown.
public enum Ink: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case plain
  /// Names of quiet lanes.
  case subdued
  /// Labels and units.
  case dim
  /// What is hardly there, such as the dot of an ended lane.
  case faint
  /// What is selected or alive. Always bold.
  case bright
  /// Lines that part one pane from another.
  case rule

  // What a lane is doing, or what holds it.
  case running
  case sleeping
  case lock
  case condition
  case event
  case semaphore
  case queue
  /// Waiting for other threads: joining, at a barrier, awaiting a future.
  case others
  case idle
  case held
  /// Always bold.
  case deadlocked
  /// Events were lost, or the program was stopped.
  case unknown

  /// The lamp of an event that is set.
  case lampGreen
  /// The lamp of an event that is clear.
  case lampRed
  /// The person at the keyboard.
  case you
  /// The name of a key, on `Ground.keycap`.
  case keycap
  /// A sentence about something that went wrong. Always bold.
  case error

  /// The letter that stands for this ink in `Frame.planes`. States of a lane have the letter that
  /// the lane itself shows, everything else is in lower case.
  public var letter: Character {
    switch self {
    case .plain: "p"
    case .subdued: "s"
    case .dim: "d"
    case .faint: "f"
    case .bright: "b"
    case .rule: "r"
    case .running: "R"
    case .sleeping: "Z"
    case .lock: "L"
    case .condition: "C"
    case .event: "E"
    case .semaphore: "S"
    case .queue: "Q"
    case .others: "J"
    case .idle: "I"
    case .held: "H"
    case .deadlocked: "X"
    case .unknown: "?"
    case .lampGreen: "g"
    case .lampRed: "o"
    case .you: "y"
    case .keycap: "k"
    case .error: "e"
    }
  }
}
