import ArgumentParser
import Frames
import Glibc
import Phrases
import SyncEvents

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a lesson.",
    discussion: """
      The lessons: \(LessonID.allCases.map(\.rawValue).joined(separator: ", ")).

      In a terminal it opens the screen. Otherwise, or with --headless, it prints one sentence a change and reads commands \
      from standard input, one a line, each with an optional `on NAME`: notify 3, notify all, set, clear, flip, size 5, \
      size +1, release, more, restart, bare, lock-twice, satisfy, speed 2, hold, go, step worker-3, quit; and wait 500ms \
      between them.
      """)

  @Argument(help: "Which lesson: its name or its number.") var lesson: String
  @OptionGroup var appearance: AppearanceOptions
  @Flag(help: "Tell it in text, and read commands from standard input.") var headless = false
  @Flag(help: "Without the protection that the lesson is about.") var bare = false
  @Option(help: "text, or jsonl: events as JSON lines (see signalbox events).") var format = "text"
  @Option(name: .customLong("for"), help: "In text: ends so long after the last command.")
  var limit = "10s"
  @Flag(help: "Play the commands, and print the frame as text.") var printFrame = false
  @Option(help: "The moment of the frame.") var at = "2s"
  @Option(help: "The size of the frame: columns x rows.") var size = "100x30"

  func run() throws {
    let word = lesson.lowercased()
    guard let id = LessonID.allCases.first(where: { $0.rawValue == word || $0.number == word })
    else {
      throw UsageProblem.unknownLesson(
        lesson, nearest: nearest(lesson, LessonID.allCases) { $0.rawValue })
    }
    let appearance = try appearance.checked()
    let options = try textOptions()
    if headless || printFrame || format == "jsonl" || !TerminalLoop.isPossible {
      try TextLoop(id, appearance, options).run()
    } else {
      try TerminalLoop.run(id, appearance, isBare: bare)
    }
  }

  private func textOptions() throws -> TextOptions {
    guard let format = TextOptions.Format(rawValue: format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "jsonl"])
    }
    let still = TextOptions.Still(at: try duration("--at", at), size: try frameSize())
    return TextOptions(
      format: format, isBare: bare, limit: try duration("--for", limit),
      still: printFrame ? still : nil)
  }

  private func duration(_ option: String, _ text: String) throws -> Int64 {
    guard let length = Nanoseconds.parse(text) else {
      throw UsageProblem.badDuration(option: option, text)
    }
    return length
  }

  private func frameSize() throws -> Size {
    let parts = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else { throw UsageProblem.badSize(size) }
    return Size(width: width, height: height)
  }
}
