import ArgumentParser
import Attachment
import EventRing
import Phrases
import SyncEvents

struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.attach, named: "attach")

  @Argument(help: ArgumentHelp(.pid)) var pid: String?
  @OptionGroup var appearance: AppearanceOptions
  @Flag(help: ArgumentHelp(.headless)) var headless = false
  @Option(help: ArgumentHelp(.format), completion: .list(["text", "jsonl"])) var format = "text"
  @Option(name: .customLong("for"), help: ArgumentHelp(.end)) var limit: String?

  func run() throws {
    let appearance = try appearance.checked()
    guard let format = TextOptions.Format(rawValue: format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "jsonl"])
    }
    let limit = try duration()
    let program = try chosen()
    let book = Phrasebook(appearance.language)
    func begin() throws -> AttachedSession {
      do { return try AttachedSession(program, appearance) } catch let error as ReaderError {
        complain(book.sentence(error.inWords))
        throw ExitStatus(value: 1)
      }
    }
    if headless || format == .jsonl || !TerminalLoop.isPossible {
      try ProgramTextLoop(begin(), appearance, format, limit: limit).run()
    } else {
      try TerminalLoop.run(.program(begin), appearance, limit: limit)
    }
  }

  private func duration() throws -> Int64? {
    guard let limit else { return nil }
    guard let length = Nanoseconds.parse(limit) else {
      throw UsageProblem.badDuration(option: "--for", limit)
    }
    return length
  }

  /// The one that was named, or the only one; one that runs before one that has ended.
  private func chosen() throws -> PublishedProgram {
    let all = PublishedFolder.programs()
    guard let pid else {
      let running = all.filter { $0.life != .ended && $0.trouble == nil }
      let candidates = running.isEmpty ? all : running
      guard candidates.count < 2 else {
        throw UsageProblem.severalPrograms(candidates.prefix(8).map { "\($0.pid)" })
      }
      guard let only = candidates.first else { throw UsageProblem.noSuchProgram(nil) }
      return only
    }
    return try PublishedProgram.chosen(pid)
  }
}
