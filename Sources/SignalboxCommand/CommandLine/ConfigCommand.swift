import ArgumentParser
import Phrases

/// Where the settings are, and what holds.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.config, named: "config")

  @Flag(name: .customLong("default"), help: ArgumentHelp(.defaults)) var defaults = false
  @Option(help: ArgumentHelp(.lang)) var lang: String?

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang))
    if defaults { return try Output.write(Settings().text, book.language) }
    if let complaint = SettingsFile.complaint(book) { complain(complaint) }
    let heading = book.settings(in: SettingsFile.path)
    try Output.write(heading + "\n" + SettingsFile.loaded.settings.text, book.language)
    if SettingsFile.loaded.fault != nil { throw ExitStatus(value: 1) }
  }
}
