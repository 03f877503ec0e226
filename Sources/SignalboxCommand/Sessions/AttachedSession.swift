import Attachment
import EventRing
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// A program of its own process: read through its mapping, and asked through its control socket.
final class AttachedSession: Session {
  private let program: PublishedProgram
  private let reader: RingReader
  private let name: String
  private let isReadOnly: Bool
  private(set) var model: LaneModel
  private var client: ControlClient?
  private var nextTry = ContinuousClock.now
  private var nextPing = ContinuousClock.now
  private var news: [Status] = []
  private var hasToldLoss = false
  private let hasTerminal: Bool

  /// - Throws: a `ReaderError`.
  init(
    _ program: PublishedProgram, _ appearance: Appearance, hasTerminal: Bool = false
  ) throws {
    self.program = program
    self.hasTerminal = hasTerminal
    isReadOnly = appearance.isReadOnly
    reader = try RingReader(path: program.path)
    name = reader.program
    model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    connect()
  }

  var subject: Subject {
    .program(
      Subject.Program(
        name: name.isEmpty ? "?" : name, pid: reader.pid, control: client?.scope ?? .none,
        life: Subject.Program.Life(PublishedProgram.Life(reader.source)), hasTerminal: hasTerminal))
  }
  var now: Instant { reader.now }
  var hasEnded: Bool { reader.source == .gone }
  /// Why it can be read no more, although it may still be there.
  var trouble: ReaderError? { reader.trouble }

  func tick() -> Batch {
    let batch = reader.read()
    model.apply(batch, now: reader.now)
    attend()
    return batch
  }

  func markGap(since last: Instant) { reader.requestSnapshot() }

  // MARK: control

  private func connect() {
    nextTry = .now + .seconds(2)
    guard !isReadOnly, reader.control > .none, !hasEnded else { return }
    do throws(ControlLoss) {
      client = try ControlClient(program.controlPath)
    } catch {
      tell(error)
    }
  }

  private func attend() {
    if client == nil, .now > nextTry { connect() }
    guard let client else { return }
    for (instruction, result) in client.news() {
      switch result {
      case .done: break
      case .refused(let reason): news.append(.refused(command: instruction.text, reason))
      case .invalid(let problem): news.append(.invalid(command: instruction.text, problem))
      }
    }
    if let loss = client.loss {
      self.client = nil
      if !hasEnded { tell(loss) }
    } else if .now > nextPing {
      nextPing = .now + .seconds(1)
      client.ping()
    }
  }

  /// Once: it is tried again all the time.
  private func tell(_ loss: ControlLoss) {
    guard !hasToldLoss else { return }
    hasToldLoss = true
    news.append(.noControl(loss))
  }

  func submit(_ instruction: Instruction) { client?.submit(instruction) }
  func withdraw() { client?.withdraw() }
  var queuedCommands: Int { max(0, (client?.pending ?? 0) - 1) }
  /// Nothing that was asked for is still to be done.
  var isIdle: Bool { client?.pending ?? 0 == 0 }
  /// It is known what may be asked for.
  var isReady: Bool { client == nil || client?.scope != nil }

  func takeNews() -> [Status] {
    defer { news = [] }
    return news
  }

  var recordable: (source: BackgroundRecording.Source, program: String)? {
    (.mapping(program.path), name)
  }

  func end() -> Bool {
    client?.close()
    return true
  }
}

extension Subject.Program.Life {
  init(_ life: PublishedProgram.Life) {
    self =
      switch life {
      case .running: .running
      case .stopped: .stopped
      case .ended: .ended
      }
  }
}
