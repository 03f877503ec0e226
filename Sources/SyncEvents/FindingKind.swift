/// What may be wrong with threads that wait.
public enum FindingKind: UInt8, CaseIterable, Sendable {
  /// A plain lock taken twice by one thread.
  case selfDeadlock = 1
  /// Threads that wait for each other in a ring.
  case deadlock
  /// Every live thread waits, none of them until a time is up.
  case stall
  /// Every worker of a pool waits for a task that only these workers could run.
  case poolDeadlock
  /// A notify woke nobody; then a thread came to wait, and nobody is left who ever notified.
  case lostNotify
  /// A thread ended with a lock in its hands that somebody waits for.
  case ownerGone
  /// Locks are taken in one order here and in another there, so that threads may come to wait for each other in a ring.
  case lockOrderInversion
  /// A thread waits much longer than others that came after it and have had their turn.
  case starvation
  /// A lock that threads queue for time after time: each holds it only briefly, and most of their time is waiting.
  case convoy
  /// Many are woken for what only few of them can have.
  case thunderingHerd
  /// A lock is held long while others wait for it.
  case longHold

  /// The name in JSON lines.
  public var word: String {
    switch self {
    case .selfDeadlock: "selfDeadlock"
    case .deadlock: "deadlock"
    case .stall: "stall"
    case .poolDeadlock: "poolDeadlock"
    case .lostNotify: "lostNotify"
    case .ownerGone: "ownerGone"
    case .lockOrderInversion: "lockOrderInversion"
    case .starvation: "starvation"
    case .convoy: "convoy"
    case .thunderingHerd: "thunderingHerd"
    case .longHold: "longHold"
    }
  }
}

/// How sure a finding is.
public enum Grade: UInt8, CaseIterable, Comparable, Sendable {
  /// Nothing is wrong, but it costs time.
  case note = 1
  /// Nothing got stuck, but it could.
  case possible
  /// It is stuck unless somebody does what nobody has done so far, or whom nobody knows does something.
  case likely
  /// It is stuck: nobody who could end it is left.
  case certain

  public static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }

  public var word: String {
    switch self {
    case .note: "note"
    case .possible: "possible"
    case .likely: "likely"
    case .certain: "certain"
    }
  }
}
