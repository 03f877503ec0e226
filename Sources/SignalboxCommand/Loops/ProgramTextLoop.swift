import LaneModel
import LaneView
import Phrases
import SyncEvents

/// Somebody's own program in text: one sentence or one JSON object a change, and commands from standard input.
final class ProgramTextLoop {
  private let session: any Session
  private let appearance: Appearance
  private let limit: Int64?
  private let format: TextOptions.Format
  private var teller: Teller
  private var input = ScriptInput()
  private var script = Script()
  private var waitsUntil = Instant.zero
  private let begin: Instant
  /// Much has happened since the last time, and is overwritten soon.
  private var isBusy = false

  /// - Parameter limit: it ends after so many nanoseconds; nil is when the program does.
  init(
    _ session: any Session, _ appearance: Appearance, _ format: TextOptions.Format, limit: Int64?
  ) {
    (self.session, self.appearance, self.limit, self.format) = (session, appearance, limit, format)
    teller = Teller(format, appearance)
    begin = session.now
  }

  func run() throws {
    Interruption.install()
    defer { _ = session.end() }
    try teller.open()
    if let program {
      try teller.remark({ $0.attached(program.name, program.pid, program.control) }, at: begin)
    }
    while try turn() {}
    try teller.tell(session.tick(), session.model)
    if life == .ended { try teller.remark({ $0.programHasEnded }, at: session.now) }
    if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
  }

  private var program: Subject.Program? {
    if case .program(let program) = session.subject { program } else { nil }
  }
  private var life: Subject.Program.Life { program?.life ?? .ended }

  /// False: it is over.
  private func turn() throws -> Bool {
    let hasEnded = life == .ended
    let new = try input.read(within: isBusy ? 1 : 5)
    for (line, item) in new {
      if appearance.isReadOnly, case .instruction(let instruction) = item,
        instruction.command != .quit
      {
        throw UsageProblem.onlyWatching(line: line, instruction.command.word)
      }
    }
    script.add(new)
    let batch = session.tick()
    isBusy = batch.events.count > 500
    try teller.tell(batch, session.model)
    for status in session.takeNews() { try tell(status) }
    guard Interruption.signal == nil, !hasEnded, try carryOut() else { return false }
    return limit.map { session.now - begin < $0 } ?? true
  }

  /// What the program's own events do not tell.
  private func tell(_ status: Status) throws {
    if case .refused(_, let reason) = status, reason != .notAllowed, reason != .notInThisLesson,
      session.model.level?.isRecording ?? true
    {
      return
    }
    let book = Phrasebook(appearance.language, ascii: appearance.isASCII)
    if format == .text {
      try teller.remark({ $0.sentence(status) }, at: session.now)
    } else {
      complain(book.sentence(status))
    }
  }

  /// One command after the other. False: the script says quit.
  private func carryOut() throws -> Bool {
    let isReady = (session as? AttachedSession).map { $0.isReady && $0.isIdle } ?? true
    guard isReady, session.now >= waitsUntil else { return true }
    switch script.take() {
    case nil: break
    case .wait(let length): waitsUntil = session.now + length
    case .instruction(let instruction):
      guard instruction.command != .quit else { return false }
      if case .program(let program) = session.subject, program.control == .none {
        try tell(.refused(command: instruction.text, .notAllowed))
      } else {
        session.submit(instruction)
      }
    }
    return true
  }
}
