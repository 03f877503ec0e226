import ArgumentParser
import Findings
import Glibc
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// Judges a program, or what one has recorded. Exit code 0: nothing found; 3: found; 4: the program failed, or could not be read.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.check, named: "check")

  @Argument(help: ArgumentHelp(.file), completion: .file()) var file: String?
  @Argument(parsing: .postTerminator, help: ArgumentHelp(.program)) var program: [String] = []
  @Option(help: ArgumentHelp(.listFormat), completion: .list(["text", "json"]))
  var format = "text"
  @Option(help: ArgumentHelp(.failOn), completion: .list(["certain", "likely", "possible"]))
  var failOn = "possible"
  @Option(help: ArgumentHelp(.maxWait)) var maxWait: String?
  @Option(help: ArgumentHelp(.maxHold)) var maxHold: String?
  @Option(help: ArgumentHelp(.timeout)) var timeout: String?
  @Option(help: ArgumentHelp(.threshold)) var threshold: [String] = []
  @Option(help: ArgumentHelp(.flight), completion: .file()) var flight: String?
  @Option(help: ArgumentHelp(.lang), completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?
  @Flag(help: ArgumentHelp(.ascii)) var ascii = false

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang), ascii: ascii)
    guard ["text", "json"].contains(format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "json"])
    }
    let limits = CheckLimits(
      least: try grade(), maxWait: try length("--max-wait", maxWait),
      maxHold: try length("--max-hold", maxHold), timeout: try length("--timeout", timeout))
    guard (file == nil) != program.isEmpty else { throw UsageProblem.fileOrProgram }
    var input = CheckInput(try thresholds(), keepsLast: flight != nil)
    let trouble: CheckTrouble?
    if let file {
      trouble = input.read(file)
    } else {
      trouble = try CheckedProgram(program, limits).run(&input)
    }
    input.finish()
    let verdict = Verdict(input.model, limits)
    try report(verdict, input, trouble, book)
    if let flight, !input.flight.isEmpty { try write(input.flight, to: flight, book) }
    if !verdict.isEmpty { throw ExitStatus(value: 3) }
    if trouble != nil { throw ExitStatus(value: 4) }
  }

  private func report(
    _ verdict: Verdict, _ input: CheckInput, _ trouble: CheckTrouble?, _ book: Phrasebook
  ) throws {
    if format == "json" {
      try Output.write(verdict.json(input.model, trouble, book), book.language)
    } else {
      var lines = verdict.lines(input.model, book)
      // That nothing was found in what could not be judged says nothing.
      if trouble != nil, verdict.isEmpty { lines.removeLast() }
      if !lines.isEmpty {
        try Output.write(lines.joined(separator: "\n") + "\n", book.language)
      }
    }
    if let trouble { complain(book.sentence(trouble)) }
    if input.unknownCount > 0 { complain(book.unknownLines(input.unknownCount)) }
  }

  private func write(_ lines: [String], to path: String, _ book: Phrasebook) throws {
    let text = lines.joined(separator: "\n") + "\n"
    guard let descriptor = fopen(path, "w") else {
      complain("\(path): \(book.systemError(errno, String(cString: strerror(errno))))")
      throw ExitStatus(value: 4)
    }
    fputs(text, descriptor)
    fclose(descriptor)
  }

  private func thresholds() throws -> FindingThresholds {
    var thresholds = FindingThresholds()
    for text in threshold {
      let parts = text.split(separator: "=", maxSplits: 1)
      let kind = FindingThresholds.kinds.first { $0.word == parts.first ?? "" }
      guard let kind, parts.count == 2, thresholds.set(kind, to: String(parts[1])) else {
        throw UsageProblem.badThreshold(text, names: FindingThresholds.kinds.map(\.word))
      }
    }
    return thresholds
  }

  private func grade() throws -> Grade {
    switch failOn {
    case "certain": .certain
    case "likely": .likely
    case "possible": .possible
    default:
      throw UsageProblem.badChoice(
        option: "--fail-on", failOn, choices: ["certain", "likely", "possible"])
    }
  }

  private func length(_ option: String, _ text: String?) throws -> Int64? {
    guard let text else { return nil }
    guard let length = Nanoseconds.parse(text) else {
      throw UsageProblem.badDuration(option: option, text)
    }
    return length
  }
}

/// What is found, and how long is waited for it.
struct CheckLimits {
  var least: Grade
  var maxWait: Int64?
  var maxHold: Int64?
  var timeout: Int64?
}
