import ArgumentParser
import Frames
import LaneView
import Phrases

extension CommandConfiguration {
  /// A command with the texts of its help.
  init(
    _ topic: HelpTopic, named name: String, version: String = "",
    isShown: Bool = true, subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    let book = HelpPage.book
    self.init(
      commandName: name, abstract: book.abstract(topic), usage: book.usage(topic),
      discussion: book.discussion(topic), version: version, shouldDisplay: isShown,
      subcommands: subcommands, defaultSubcommand: defaultSubcommand)
  }
}

extension ArgumentHelp {
  init(_ option: HelpOption) {
    let (book, name) = (HelpPage.book, HelpPage.book.valueName(option))
    self.init("\(book.help(option))", valueName: name.isEmpty ? nil : name)
  }
}

/// The help of the argument parser in the person's language, laid out by columns.
enum HelpPage {
  /// Known before the arguments are read: the help is made of it.
  static let book = LanguageChoice.book(Array(CommandLine.arguments.dropFirst()))

  /// So wide that the parser breaks no line: it counts characters, and a Chinese one takes two columns.
  static let unbroken = 100_000
  private static let width = 80
  /// Where the explanations stand.
  private static let column = 26

  /// - Parameter text: what the parser has made; anything but a page of help stays as it is.
  static func laidOut(_ text: String) -> String {
    guard text.hasPrefix("OVERVIEW: ") else { return text }
    let lines = book.reworded(text).split(separator: "\n", omittingEmptySubsequences: false)
    let page = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
    return page.flatMap(self.lines).joined(separator: "\n")
  }

  private static func lines(of line: Substring) -> [String] {
    let text = line.drop { $0 == " " }
    let indent = line.count - text.count
    guard indent > 0, let gap = text.firstRange(of: "  ") else {
      return broken(String(text), indent: indent)
    }
    let label = String(repeating: " ", count: indent) + text[..<gap.lowerBound]
    let explanation = text[gap.upperBound...].drop { $0 == " " }
    let beside = broken(String(explanation), indent: column)
    let room = column - DisplayWidth.of(label)
    guard room > 1, let first = beside.first else { return [label] + beside }
    return [label + String(repeating: " ", count: room) + first.drop { $0 == " " }]
      + beside.dropFirst()
  }

  private static func broken(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return wrapped(Phrase(text), width: width - indent).map {
      $0.text.isEmpty ? "" : margin + $0.text
    }
  }
}
