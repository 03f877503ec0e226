import ArgumentParser
import Frames
import Glibc
import Phrases
import SyncEvents

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.run, named: "run")

  @Argument(help: ArgumentHelp(.lesson), completion: .list(LessonID.allCases.map(\.rawValue)))
  var lesson: String
  @OptionGroup var appearance: AppearanceOptions
  @Option(help: ArgumentHelp(.speed)) var speed: String?
  @Flag(help: ArgumentHelp(.headless)) var headless = false
  @Flag(help: ArgumentHelp(.bare)) var bare = false
  @Flag(help: ArgumentHelp(.cure)) var cure = false
  @Option(help: ArgumentHelp(.format), completion: .list(["text", "jsonl"])) var format = "text"
  @Option(name: .customLong("for"), help: ArgumentHelp(.limit)) var limit: String?
  @Flag(help: ArgumentHelp(.printFrame)) var printFrame = false
  @Option(help: ArgumentHelp(.at)) var at = "2s"
  @Option(help: ArgumentHelp(.size)) var size = "100x30"

  @Option(help: ArgumentHelp(.recordTo), completion: .file()) var record: String?

  func run() throws {
    let word = lesson.lowercased()
    guard let id = LessonID.allCases.first(where: { $0.rawValue == word || $0.number == word })
    else {
      throw UsageProblem.unknownLesson(
        lesson, nearest: nearest(lesson, LessonID.allCases) { $0.rawValue })
    }
    let appearance = try appearance.checked(speed: speed)
    let options = try textOptions()
    let book = Phrasebook(appearance.language)
    let recording = try record.map { try begin(to: $0, id, book) }
    defer { if let recording { end(recording, book) } }
    if headless || printFrame || format == "jsonl" || !TerminalLoop.isPossible {
      try TextLoop(id, appearance, options).run()
    } else {
      try TerminalLoop.run(
        .lesson(id, isBare: bare, isCured: cure), appearance, limit: options.limit)
    }
  }

  private func begin(
    to path: String, _ id: LessonID, _ book: Phrasebook
  ) throws -> BackgroundRecording {
    do {
      let recording = try BackgroundRecording(.own, to: path, program: id.rawValue)
      try recording.begin()
      return recording
    } catch {
      complain(RecordCommand.words(error, path, book))
      throw ExitStatus(value: 4)
    }
  }

  private func end(_ recording: BackgroundRecording, _ book: Phrasebook) {
    let outcome = recording.stop()
    complain(book.recorded(outcome.events, outcome.bytes, lost: outcome.lost, in: recording.path))
    if let failure = outcome.failure {
      complain(RecordCommand.words(failure, recording.path, book))
    }
  }

  private func textOptions() throws -> TextOptions {
    guard let format = TextOptions.Format(rawValue: format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "jsonl"])
    }
    let still = TextOptions.Still(at: try duration("--at", at), size: try Self.frameSize(size))
    return TextOptions(
      format: format, isBare: bare, isCured: cure,
      limit: try limit.map { try duration("--for", $0) },
      still: printFrame ? still : nil)
  }

  private func duration(_ option: String, _ text: String) throws -> Int64 {
    guard let length = Nanoseconds.parse(text) else {
      throw UsageProblem.badDuration(option: option, text)
    }
    return length
  }

  static func frameSize(_ size: String) throws -> Size {
    let parts = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else { throw UsageProblem.badSize(size) }
    return Size(width: width, height: height)
  }
}
