import Attachment
import EventRing
import Glibc
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TerminalScreen

/// A program that was started to be watched: in a terminal of its own, and attached to as soon as it, or what it starts, has
/// published itself.
final class WatchedSession: TerminalSession {
  private let pseudo: PseudoTerminal
  private let name: String
  private let appearance: Appearance
  private var attached: AttachedSession?
  private(set) var terminal = TerminalText()
  private var nextLook = ContinuousClock.now
  private let began = ContinuousClock.now
  private let empty: LaneModel
  private var news: [Status] = []
  private var hasToldEnd = false

  /// - Throws: an `ExitStatus`, after a sentence on standard error.
  init(_ arguments: [String], control: ControlScope?, _ appearance: Appearance) throws {
    self.appearance = appearance
    empty = LaneModel(historyBudget: appearance.history)
    name = arguments[0].split(separator: "/").last.map(String.init) ?? arguments[0]
    var variables = [("SIGNALBOX", "1"), ("TERM", "dumb"), PublishedFolder.keeping]
    if let control { variables.append(("SIGNALBOX_CONTROL", control.word)) }
    do throws(PseudoTerminal.Fault) {
      pseudo = try PseudoTerminal(arguments, adding: variables)
    } catch {
      throw ProgramNotStarted(name: arguments[0], errno: error.errno)
    }
  }

  var subject: Subject {
    guard let attached, case .program(var program) = attached.subject else {
      return .program(
        Subject.Program(
          name: name, pid: pseudo.process, life: pseudo.status == nil ? .running : .ended,
          hasTerminal: true))
    }
    program.hasTerminal = true
    return .program(program)
  }
  var model: LaneModel { attached?.model ?? empty }
  var now: Instant {
    attached?.now ?? .zero
  }

  func tick() -> Batch {
    pseudo.look()
    let output = pseudo.output()
    if !output.isEmpty { terminal.add(output) }
    if attached == nil { look() }
    let batch = attached?.tick() ?? Batch()
    if let status = pseudo.status, !hasToldEnd, attached?.hasEnded ?? true {
      hasToldEnd = true
      news.append(.programEnded(StartedProgram.end(status), wasSeen: attached != nil))
    }
    return batch
  }

  /// A program that it starts has its session.
  private func look() {
    let hasEnded = pseudo.status != nil
    guard .now > nextLook || hasEnded && !hasToldEnd else { return }
    nextLook = .now + .milliseconds(50)
    let living = PublishedFolder.living { [process = pseudo.process] pid in
      pid == process || getsid(pid) == process
    }
    let found =
      living ?? (hasEnded ? PublishedFolder.left().first { $0.trouble == nil } : nil)
    guard let found else { return }
    attached = try? AttachedSession(found, appearance, hasTerminal: true)
  }

  func markGap(since last: Instant) { attached?.markGap(since: last) }
  func submit(_ instruction: Instruction) { attached?.submit(instruction) }
  func withdraw() { attached?.withdraw() }
  var queuedCommands: Int { attached?.queuedCommands ?? 0 }
  func takeNews() -> [Status] {
    defer { news = [] }
    return (attached?.takeNews() ?? []) + news
  }

  func resize(columns: Int, rows: Int) { pseudo.resize(columns: columns, rows: rows) }
  func type(_ bytes: [UInt8]) { pseudo.type(bytes) }

  var recordable: (source: BackgroundRecording.Source, program: String)? { attached?.recordable }

  func end() -> Bool {
    _ = attached?.end()
    pseudo.end()
    PublishedFolder.removeLeft()
    return true
  }
}

/// What was to be watched could not be started.
struct ProgramNotStarted: Error {
  var name: String
  /// The system's error number.
  var errno: Int32
}
