import ArgumentParser
import Glibc
import Phrases
import SyncEvents

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signalbox",
    abstract: "See threads synchronise: one lane a thread, live, and keys that move them.",
    version: "signalbox 0.1.0",
    subcommands: [MenuCommand.self, RunCommand.self, LessonsCommand.self, EventsCommand.self],
    defaultSubcommand: MenuCommand.self)

  static let words = ["menu", "run", "lessons", "events"]
}

struct MenuCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "menu", abstract: "Open the menu of lessons.",
    discussion: "Where there is no terminal it tells the lesson on semaphores in text.")

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let appearance = try appearance.checked()
    if TerminalLoop.isPossible {
      try TerminalLoop.run(nil, appearance)
    } else {
      try TextLoop(.semaphore, appearance, TextOptions()).run()
    }
  }
}

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "List the lessons.")

  @Option(help: "en or zh; default from the locale.") var lang: String?
  @Option(help: "text or json.") var format = "text"

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang))
    switch format {
    case "text":
      var text = ""
      for id in LessonID.allCases {
        let card = book.card(id)
        text +=
          "\(padded(card.number, 4))\(padded(id.rawValue, 12))\(card.title): \(card.subtitle)\n"
        text += "                \(card.attempt)\n"
      }
      try Output.write(text, book.language)
    case "json": try Output.write(LessonList.json + "\n", book.language)
    default:
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "json"])
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print the schema of the JSON lines.")

  func run() throws { try Output.write(JSONSchema.text + "\n", .en) }
}

/// The word that is spelled most like it.
func nearestWord(_ word: String, _ all: [String]) -> String? { nearest(word, all) { $0 } }
