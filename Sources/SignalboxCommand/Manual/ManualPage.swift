import ArgumentParser
import LaneView
import Phrases

/// The manual page: the help of every command, the keys, the settings, and what else one may have to look up.
enum ManualPage {
  static let book = Phrasebook(.en, ascii: true)

  static var text: String {
    var page = Roff("signalbox", section: 1, version: RootCommand.configuration.version)
    page.section("Name")
    page.paragraph("signalbox - \(book.programLine)")
    page.section("Synopsis")
    page.block(commands.map { HelpText($0).usage })
    page.section("Description")
    page.paragraph(RootCommand.configuration.abstract)
    page.paragraph(RootCommand.configuration.discussion)
    for command in commands { add(HelpText(command), to: &page) }
    page.section("Keys")
    for (keys, text) in KeyTable.standard.explained(book) { page.item(keys, text) }
    page.section("Settings")
    page.paragraph(ConfigCommand.configuration.discussion)
    page.block(Settings().text.split(separator: "\n").map(String.init))
    page.section("Environment")
    for (name, meaning) in environment { page.item(name, meaning) }
    page.section("Files")
    for (name, meaning) in files { page.item(name, meaning) }
    page.section("Exit status")
    for (code, meaning) in codes { page.item(code, meaning) }
    return page.text
  }

  private static var commands: [any ParsableCommand.Type] {
    RootCommand.configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  private static func add(_ help: HelpText, to page: inout Roff) {
    page.section(help.title)
    page.paragraph(help.overview)
    for paragraph in help.paragraphs {
      if paragraph.allSatisfy({ $0.hasPrefix("  ") }) {
        page.block(paragraph)
      } else {
        page.paragraph(paragraph.joined(separator: " "))
      }
    }
    for (name, meaning) in help.entries { page.item(name, meaning) }
  }

  private static let environment = [
    ("NO_COLOR", "If it is not empty, nothing is drawn in colour."),
    ("CLICOLOR_FORCE", "If it is neither empty nor 0, colour is used wherever there is any."),
    ("COLORTERM", "truecolor or 24bit: the terminal has every colour."),
    ("LC_ALL, LC_CTYPE, LANG", "Without UTF-8 in them the screen is drawn in ASCII."),
    ("LC_ALL, LC_MESSAGES, LANG", "If the value begins with zh, the program speaks Chinese."),
    ("SIGNALBOX", "1: a program that uses the library can be looked at by other processes."),
    (
      "SIGNALBOX_EVENTS",
      "A file that such a program writes its events to as JSON lines, for signalbox check and report."
    ),
    (
      "SIGNALBOX_CONTROL",
      "What viewers may do to such a program: none, primitives or all."
    ),
    (
      "SIGNALBOX_DIR",
      "The folder in which such a program publishes itself, and ps and attach look."
    ),
    ("SIGNALBOX_RING", "How many events each of its threads keeps."),
  ]

  private static let files = [
    (
      "$XDG_CONFIG_HOME/signalbox/config.json",
      "The settings; else ~/.config/signalbox/config.json."
    ),
    (
      "signalbox-YYYYMMDD-HHMMSS.txt, .svg",
      "A screen that was saved, in the current directory, or else in $XDG_DATA_HOME/signalbox or "
        + "~/.local/share/signalbox."
    ),
    (
      "$XDG_STATE_HOME/signalbox/greeted",
      "The program has been used before; else in ~/.local/state/signalbox."
    ),
  ]

  private static let codes = [
    ("0", "It went well."),
    ("1", "The output could not be written, or a lesson's threads did not end."),
    ("2", "The program was called wrongly, or a line of a script is wrong."),
    ("128 + n", "It was ended by signal n."),
  ]
}
