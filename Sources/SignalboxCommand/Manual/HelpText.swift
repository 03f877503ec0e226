import ArgumentParser

/// The help of one command, as the argument parser prints it, taken apart.
struct HelpText {
  let title: String
  private(set) var overview = ""
  private(set) var usage = ""
  /// What stands below the overview: the lines of each paragraph.
  private(set) var paragraphs: [[String]] = []
  /// Arguments and options, and what they mean.
  private(set) var entries: [(name: String, meaning: String)] = []

  init(_ command: any ParsableCommand.Type) {
    title = command.configuration.commandName ?? ""
    let text = RootCommand.helpMessage(for: command, columns: HelpPage.unbroken)
    var isList = false
    var isEnded = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let words = Self.words(line, after: "OVERVIEW: ") {
        overview = words
      } else if let words = Self.words(line, after: "USAGE: ") {
        usage = words
        isList = true
      } else if line.hasSuffix(":"), line == line.uppercased(), !line.hasPrefix(" ") {
        isList = true
      } else if isList {
        addEntry(line)
      } else if line.isEmpty {
        isEnded = true
      } else {
        if isEnded { paragraphs.append([]) }
        paragraphs[paragraphs.count - 1].append(String(line))
        isEnded = false
      }
    }
  }

  private static func words(_ line: Substring, after heading: String) -> String? {
    line.hasPrefix(heading) ? String(line.dropFirst(heading.count)) : nil
  }

  private mutating func addEntry(_ line: Substring) {
    let text = line.drop { $0 == " " }
    guard !text.isEmpty else { return }
    guard let gap = text.firstRange(of: "  ") else {
      entries.append((String(text), ""))
      return
    }
    let meaning = text[gap.upperBound...].drop { $0 == " " }
    entries.append((String(text[..<gap.lowerBound]), String(meaning)))
  }
}
