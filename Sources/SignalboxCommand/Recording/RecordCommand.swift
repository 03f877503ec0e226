import ArgumentParser
import Attachment
import EventRecording
import EventRing
import Glibc
import Phrases
import SyncEvents

/// Records a program that it starts, or one that runs, until that ends or somebody says so.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.record, named: "record")

  @Option(name: .shortAndLong, help: ArgumentHelp(.output), completion: .file())
  var output: String
  @Option(help: ArgumentHelp(.pid)) var pid: String?
  @Argument(parsing: .postTerminator, help: ArgumentHelp(.program)) var program: [String] = []
  @Option(name: .customLong("for"), help: ArgumentHelp(.end)) var limit: String?
  @Option(name: .customLong("last"), help: ArgumentHelp(.last)) var last: String?
  @Option(help: ArgumentHelp(.lang), completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang))
    guard (pid == nil) != program.isEmpty else { throw UsageProblem.pidOrProgram }
    let limit = try limit.map { text in
      guard let length = Nanoseconds.parse(text) else {
        throw UsageProblem.badDuration(option: "--for", text)
      }
      return Duration.nanoseconds(length)
    }
    let kept = try last.map { text throws -> Int64 in
      guard let length = Nanoseconds.parse(text), length > 0 else {
        throw UsageProblem.badDuration(option: "--last", text)
      }
      return length
    }
    let end = limit.map { ContinuousClock.now + $0 }
    Interruption.install()
    if let pid {
      try follow(try PublishedProgram.chosen(pid), nil, until: end, kept, book)
    } else {
      let child = try StartedProgram(
        program, adding: [("SIGNALBOX", "1"), PublishedFolder.keeping])
      defer { PublishedFolder.removeLeft() }
      guard let published = child.published(until: end) else {
        if let signal = Interruption.signal { child.pass(on: signal) }
        let status = child.wait()
        complain(book.sentence(.noEvents(program[0], StartedProgram.end(status))))
        throw ExitStatus(value: 4)
      }
      try follow(published, child, until: end, kept, book)
    }
  }

  private func follow(
    _ program: PublishedProgram, _ child: StartedProgram?, until end: ContinuousClock.Instant?,
    _ kept: Int64?, _ book: Phrasebook
  ) throws {
    let recording: BackgroundRecording
    do {
      recording = try open(program, kept)
      try recording.begin()
    } catch {
      complain(Self.words(error, output, book))
      if let child {
        child.pass(on: SIGTERM)
        _ = child.wait()
      }
      throw ExitStatus(value: 4)
    }
    while !recording.state.isOver, Interruption.signal == nil, end.map({ .now < $0 }) ?? true {
      usleep(10_000)
    }
    // The program has got the signal itself, from the terminal; and it is worth recording how it ends.
    if let child, !recording.state.isOver {
      if let signal = Interruption.signal, !Self.isFromTerminal(signal) { child.pass(on: signal) }
      while Interruption.signal != nil, !recording.state.isOver, child.isRunning { usleep(5000) }
    }
    let outcome = recording.stop()
    complain(book.recorded(outcome.events, outcome.bytes, lost: outcome.lost, in: output))
    let status = child.map { $0.wait() } ?? 0
    if let failure = outcome.failure {
      complain(Self.words(failure, output, book))
      throw ExitStatus(value: 4)
    }
    if status != 0 { throw ExitStatus(value: StartedProgram.exitCode(status)) }
  }

  private func open(_ program: PublishedProgram, _ kept: Int64?) throws -> BackgroundRecording {
    do {
      return try BackgroundRecording(
        .mapping(program.path), to: output, program: program.name, keeping: kept)
    } catch ReaderError.noSuchFile {
      // It has ended since it was found.
      guard let left = PublishedFolder.left().first(where: { $0.pid == program.pid }) else {
        throw ReaderError.noSuchFile(program.path)
      }
      return try BackgroundRecording(
        .mapping(left.path), to: output, program: left.name, keeping: kept)
    }
  }

  /// Ctrl-C in a terminal goes to the program, too; a second one would end it at once.
  private static func isFromTerminal(_ signal: Int32) -> Bool {
    [SIGINT, SIGQUIT].contains(signal) && isatty(STDIN_FILENO) == 1
      && tcgetpgrp(STDIN_FILENO) == getpgrp()
  }

  static func words(_ error: any Error, _ path: String, _ book: Phrasebook) -> String {
    switch error {
    case let error as RecordingError: "\(path): \(book.sentence(error.inWords))"
    case let error as ReaderError: book.sentence(error.inWords)
    default: "\(path): \(error)"
    }
  }
}

extension PublishedProgram {
  /// The one of that number that can be looked at.
  static func chosen(_ pid: String) throws -> PublishedProgram {
    guard let program = PublishedFolder.programs().first(where: { "\($0.pid)" == pid }) else {
      throw UsageProblem.noSuchProgram(pid)
    }
    return program
  }
}

extension RecordingError {
  /// As it is told to a person.
  var inWords: RecordingTrouble {
    switch self {
    case .notARecording: .notARecording
    case .version(let version): .version(version)
    case .truncated: .truncated
    case .damaged(let what): .damaged(what)
    case .system(let code, let words): .system(code, words)
    }
  }
}
