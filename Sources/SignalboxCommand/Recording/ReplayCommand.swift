import ArgumentParser
import EventRecording
import LaneModel
import Phrases
import SyncEvents

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.replay, named: "replay")

  @Argument(help: ArgumentHelp(.recording), completion: .file()) var file: String
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
      if headless || format == .jsonl || !TerminalLoop.isPossible {
        try tell(RecordingReader(file), format, appearance)
      } else {
        let session = try ReplaySession(file, appearance)
        try TerminalLoop.run(.program { session }, appearance)
      }
    } catch let error as RecordingError {
      complain(RecordCommand.words(error, file, book))
      throw ExitStatus(value: 4)
    }
  }

  /// All of it, as fast as it goes.
  private func tell(
    _ reader: RecordingReader, _ format: TextOptions.Format, _ appearance: Appearance
  ) throws {
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
    if !reader.isComplete { complain(Phrasebook(appearance.language).sentence(.recordingIsCut)) }
  }
}
