import ArgumentParser
import LaneView
import Phrases

/// The tables of contention of what a program has recorded.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.report, named: "report")

  @Argument(help: ArgumentHelp(.file), completion: .file()) var file: String
  @Option(help: ArgumentHelp(.lang), completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?
  @Flag(help: ArgumentHelp(.ascii)) var ascii = false

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang), ascii: ascii)
    var input = CheckInput(keepsLast: false)
    let trouble = input.read(file)
    input.finish()
    if !input.isEmpty {
      let lines = ContentionReport.lines(input.model, book, width: 100)
      try Output.write(lines.joined(separator: "\n") + "\n", book.language)
    }
    if let trouble {
      complain(book.sentence(trouble))
      throw ExitStatus(value: 4)
    }
  }
}
