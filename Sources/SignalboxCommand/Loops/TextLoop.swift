import Frames
import Glibc
import LaneModel
import LaneView
import Lessons
import Phrases
import SyncEvents

/// How a lesson is told in text.
struct TextOptions {
  enum Format: String { case text, jsonl }
  /// One frame, instead of the telling.
  struct Still {
    var at: Int64
    var size: Size
  }
  var format = Format.text
  var isBare = false
  var isCured = false
  /// It ends so many nanoseconds after the last command, or after the start; nil is ten seconds.
  var limit: Int64?
  var still: Still?
}

/// A lesson without a terminal: commands from standard input, one sentence or one JSON object a change.
final class TextLoop {
  private var session: LessonSession
  private let appearance: Appearance
  private let options: TextOptions
  private var teller: Teller
  private var input = ScriptInput()
  private var script = Script()
  /// Commands begin once the threads have come as far as they come by themselves.
  private var hasSettled = false
  private var begin = Instant.zero
  private var lastCommand = Instant.zero
  private var waitsUntil = Instant.zero

  /// Commands do not wait longer than this for the threads to settle.
  private static let settling: Int64 = 5_000_000_000
  /// So long a command that waits is waited for before the lesson is ended.
  private static let courtesy: Int64 = 1_000_000_000
  private static let plenty = 64
  private static let usualLimit: Int64 = 10_000_000_000
  /// So long a person who could send something is waited for.
  private static let shyness: Int64 = 3_000_000_000

  init(_ id: LessonID, _ appearance: Appearance, _ options: TextOptions) throws {
    self.appearance = appearance
    self.options = options
    let lesson = LessonOptions(
      speed: appearance.speed, isBare: options.isBare, isCured: options.isCured,
      language: appearance.language)
    session = try LessonSession(id, lesson, appearance)
    teller = Teller(options.still == nil ? options.format : nil, appearance)
  }

  func run() throws {
    Interruption.install()
    if let complaint = SettingsFile.complaint(Phrasebook(appearance.language)) {
      complain(complaint)
    }
    do {
      try teller.open()
      while try turn() {}
      if let still = options.still { try printFrame(still) }
      if !session.run.allEnded { try teller.remark({ $0.endsTheLesson }, at: session.now) }
    } catch {
      _ = session.end()
      throw error
    }
    let allEnded = session.end()
    if Interruption.signal == nil || !session.isSwamped {
      try teller.tell(session.tick(), session.model)
    }
    guard allEnded else { throw ThreadsLeft() }
    if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
  }

  /// One turn of the loop. False: it is over.
  private func turn() throws -> Bool {
    try readScript()
    try teller.tell(session.tick(), session.model)
    if let still = options.still, session.now.nanoseconds >= still.at { return false }
    guard Interruption.signal == nil, try carryOut() else { return false }
    return !isOver
  }

  /// Takes in more of the script, unless there is plenty to do already.
  private func readScript() throws {
    guard script.count < Self.plenty else {
      poll(nil, 0, 5)
      return
    }
    let new = try input.read(within: 5)
    for (line, item) in new { try check(item, line) }
    script.add(new)
    if script.author == .nobody, options.still == nil, !appearance.isReadOnly,
      input.hasEnded || session.now - begin > Self.shyness,
      script.demonstrate(
        session.run.id, isBare: session.options.isBare,
        isCured: session.options.isCured)
    {
      try teller.remark({ $0.playsByItself }, at: session.now)
    }
  }

  /// A command that is for something this lesson does not have is a mistake in the script.
  private func check(_ item: ScriptLine, _ line: Int) throws {
    guard case .instruction(let instruction) = item else { return }
    guard !appearance.isReadOnly || instruction.command == .quit else {
      throw UsageProblem.onlyWatching(line: line, instruction.command.word)
    }
    guard session.run.id.commands.contains(instruction.command.word) else {
      throw UsageProblem.notInLesson(line: line, instruction.command.word, session.run.id)
    }
  }

  /// Carries out what is due. False: the script says quit.
  private func carryOut() throws -> Bool {
    guard !script.isEmpty else { return true }
    let now = session.now
    if !hasSettled {
      hasSettled = session.isSettled || now - begin > Self.settling
    }
    // Nobody has to settle for the end.
    if case .instruction(let instruction) = script.next, instruction.command == .quit {
      hasSettled = true
    }
    while hasSettled, now >= waitsUntil, let next = script.next, isTurn(of: next, now) {
      if !isDemonstrated { lastCommand = now }
      switch script.take() {
      case nil: return true
      case .wait(let length): waitsUntil = now + length
      case .instruction(let instruction):
        switch instruction.command {
        case .quit: return false
        case .restart: try restart { _ in }
        case .bare: try restart { $0.isBare.toggle() }
        case .cure: try restart { $0.isCured.toggle() }
        default: session.run.submit(instruction)
        }
      }
    }
    return true
  }

  /// Not too many commands at once; and what ends the lesson lets those before it be carried out, if they can be.
  private func isTurn(of item: ScriptLine, _ now: Instant) -> Bool {
    guard case .instruction(let instruction) = item else { return true }
    switch instruction.command {
    case .quit, .restart, .bare, .cure:
      return session.run.isIdle || now - lastCommand > Self.courtesy
    default: return session.run.unfinishedCommands < Self.plenty
    }
  }

  private func restart(_ change: (inout LessonOptions) -> Void) throws {
    let id = session.run.id
    var options = session.options
    change(&options)
    try teller.remark(
      { [options] in $0.beginsAnew(id, isBare: options.isBare, isCured: options.isCured) },
      at: session.now)
    let allEnded = session.end()
    try teller.tell(session.tick(), session.model)
    guard allEnded else { throw ThreadsLeft() }
    options.speed = session.run.speed
    session = try LessonSession(id, options, appearance, zero: session.zero)
    teller.begin()
    hasSettled = false
    begin = session.now
  }

  /// A limit that somebody has set is not put off by what nobody has asked for.
  private var isDemonstrated: Bool { script.author == .demonstration && options.limit != nil }

  private var isOver: Bool {
    guard options.still == nil else { return false }
    let limit = options.limit ?? Self.usualLimit
    if isDemonstrated, session.now - lastCommand > limit { return true }
    guard script.isEmpty, session.now >= waitsUntil else { return false }
    if input.hasEnded, session.run.allEnded, session.run.isQuiet, session.model.allEnded {
      return true
    }
    return session.now - max(lastCommand, isDemonstrated ? .zero : waitsUntil) > limit
  }

  private func printFrame(_ still: TextOptions.Still) throws {
    let abilities = Abilities(colours: .none, hasBlocks: !appearance.isASCII)
    var viewer = Viewer(lesson: session.run.id, language: appearance.language, abilities: abilities)
    viewer.speed = session.run.speed
    viewer.keys = appearance.keys
    viewer.isReadOnly = appearance.isReadOnly
    viewer.isBare = session.options.isBare
    viewer.isCured = session.options.isCured
    try Output.write(
      viewer.frame(session.model, size: still.size).text + "\n", appearance.language)
  }
}
