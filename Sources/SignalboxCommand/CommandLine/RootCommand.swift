import ArgumentParser
import Glibc
import Phrases
import SyncEvents

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .program, named: "signalbox", version: "signalbox 0.1.0",
    subcommands: [
      MenuCommand.self, RunCommand.self, WatchCommand.self, PsCommand.self, AttachCommand.self,
      RecordCommand.self, ReplayCommand.self, ExportCommand.self,
      CheckCommand.self, ReportCommand.self, LessonsCommand.self,
      EventsCommand.self,
      ConfigCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: MenuCommand.self)

  static var words: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }
}

struct MenuCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.menu, named: "menu")

  @OptionGroup var appearance: AppearanceOptions
  @Option(help: ArgumentHelp(.speed)) var speed: String?

  func run() throws {
    let appearance = try appearance.checked(speed: speed)
    if TerminalLoop.isPossible {
      try TerminalLoop.run(.menu, appearance)
    } else {
      try TextLoop(.semaphore, appearance, TextOptions()).run()
    }
  }
}

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.lessons, named: "lessons")

  @Option(help: ArgumentHelp(.lang)) var lang: String?
  @Option(help: ArgumentHelp(.listFormat)) var format = "text"

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang))
    switch format {
    case "text":
      let text = LessonID.allCases.map { LessonList.text($0, book) }.joined()
      try Output.write(text, book.language)
    case "json": try Output.write(LessonList.json + "\n", book.language)
    default:
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "json"])
    }
  }
}

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.events, named: "events")

  @Option(help: ArgumentHelp(.lang)) var lang: String?

  func run() throws {
    try Output.write(JSONSchema.text + "\n", LanguageChoice.language(lang))
  }
}

/// The word that is spelled most like it.
func nearestWord(_ word: String, _ all: [String]) -> String? { nearest(word, all) { $0 } }
