import ArgumentParser
import EventRecording
import LaneModel
import LaneView
import Phrases
import SyncEvents

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.replay, named: "replay")

  @Argument(help: ArgumentHelp(.recording), completion: .file()) var file: String
  @Argument(help: ArgumentHelp(.otherRecording), completion: .file()) var other: String?
  @OptionGroup var appearance: AppearanceOptions
  @Flag(help: ArgumentHelp(.headless)) var headless = false
  @Option(help: ArgumentHelp(.format), completion: .list(["text", "jsonl"])) var format = "text"

  func run() throws {
    let appearance = try appearance.checked()
    let book = Phrasebook(appearance.language)
    guard let format = TextOptions.Format(rawValue: format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "jsonl"])
    }
    do {
      if !headless, format == .text, TerminalLoop.isPossible {
        let session = try ReplaySession([file] + (other.map { [$0] } ?? []), appearance)
        try TerminalLoop.run(.program { session }, appearance)
      } else if let other {
        guard format == .text else { throw UsageProblem.oneOfPair }
        try compare(file, other, appearance)
      } else {
        try tell(OpenedRecording(file), format, appearance)
      }
    } catch let problem as ReplaySession.FileProblem {
      complain(RecordCommand.words(problem.error, problem.path, book))
      throw ExitStatus(value: 4)
    } catch let error as RecordingError {
      complain(RecordCommand.words(error, file, book))
      throw ExitStatus(value: 4)
    }
  }

  /// What differs between all of one and all of the other.
  private func compare(_ first: String, _ second: String, _ appearance: Appearance) throws {
    let book = Phrasebook(appearance.language, ascii: appearance.isASCII)
    var models: [LaneModel] = []
    for path in [first, second] {
      do {
        let file = try ReplayedFile(path, appearance, historyBudget: appearance.history / 2)
        _ = file.player.move(to: file.reader.end)
        if let trouble = file.player.takeTrouble() { throw trouble }
        models.append(file.player.model)
      } catch let error as RecordingError {
        throw ReplaySession.FileProblem(path: path, error: error)
      }
    }
    let table = DifferenceReport.lines(models[0], models[1], book, width: 100)
    let lines = ["A \(first)", "B \(second)", ""] + table
    try Output.write(lines.joined(separator: "\n") + "\n", book.language)
  }

  /// All of it, as fast as it goes.
  private func tell(
    _ opened: OpenedRecording, _ format: TextOptions.Format, _ appearance: Appearance
  ) throws {
    let reader = opened.reader
    Interruption.install()
    var teller = Teller(format, appearance)
    var model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    try teller.open()
    model = try reader.opening(model)
    if model.now > .zero { try teller.tell(model.opening, model) }
    for chunk in reader.chunks {
      for look in try reader.looks(of: chunk) {
        model.apply(look.batch, now: look.now)
        try teller.tell(look.batch, model)
        if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
      }
    }
    try opened.complain(Phrasebook(appearance.language))
  }
}
