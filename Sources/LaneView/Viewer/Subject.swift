public import Phrases
public import SyncEvents

/// What is on the screen.
public enum Subject: Hashable, Sendable {
  /// The lessons, to choose from.
  case menu
  case lesson(LessonID)
  /// Somebody's own program.
  case program(Program)
  case recording(Recording)

  public struct Program: Hashable, Sendable {
    public enum Life: Hashable, Sendable {
      case running
      /// By a signal or a debugger.
      case stopped
      case ended
    }
    public var name: String
    public var pid: Int32
    /// What it lets viewers do to it.
    public var control: ControlScope
    public var life: Life
    /// It runs in a terminal of its own, which is to be seen.
    public var hasTerminal: Bool

    public init(
      name: String, pid: Int32, control: ControlScope = .none, life: Life = .running,
      hasTerminal: Bool = false
    ) {
      self.name = name
      self.pid = pid
      self.control = control
      self.life = life
      self.hasTerminal = hasTerminal
    }
  }

  var lesson: LessonID? {
    if case .lesson(let lesson) = self { lesson } else { nil }
  }
  var program: Program? {
    if case .program(let program) = self { program } else { nil }
  }
}

extension Binding {
  /// It may do something to this.
  func applies(to subject: Subject) -> Bool {
    if word == .record { return subject.recording == nil }
    if word.isOfPair { return subject.recording?.other != nil }
    if word == .listing || word == .hideListing { return subject.lesson != nil }
    if word == .keyboard { return subject.program?.hasTerminal == true }
    guard !commands.isEmpty else { return true }
    switch subject {
    case .menu: return true
    case .lesson(let lesson): return commands.contains(where: lesson.commands.contains)
    // Nothing can be done any more to what has happened.
    case .recording: return word == .pace
    case .program(let program):
      return program.life != .ended && commands.contains(where: program.control.commands.contains)
    }
  }

  /// Why it does not apply.
  func inability(in subject: Subject) -> Status.Inability {
    if word.isOfPair { return .onlyOfPair(word) }
    if word == .listing || word == .hideListing { return .notInThisProgram(word) }
    if subject.recording != nil { return .notInRecording(word) }
    guard let program = subject.program else { return .notInThisLesson(word) }
    guard let scope = commands.compactMap(\.scope).min() else { return .notInThisProgram(word) }
    return program.life == .ended ? .programEnded : .notAllowed(word, scope)
  }
}

extension KeyWord {
  /// It does something only where two recordings are side by side.
  fileprivate var isOfPair: Bool { self == .difference || self == .align || self == .exchange }
}
