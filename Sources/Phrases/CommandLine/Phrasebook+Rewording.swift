// The argument parser speaks English, and in a manner of its own.
extension Phrasebook {
  /// Its help, or one of its complaints, in the words of this program.
  ///
  /// A complaint becomes a sentence like those of `UsageProblem`. Help in English stays as it is.
  public func reworded(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.map(rewordedLine).joined(separator: "\n")
  }

  private func rewordedLine(_ line: String) -> String {
    for wording in Wording.complaints {
      if let said = wording.applied(to: line, language) { return said }
    }
    return Wording.help.reduce(line) { $1.applied(to: $0, language) ?? $0 }
  }
}

/// What the parser says, with a `*` for each of its own words, and what is said instead, with `1`, `2`, … in their places.
private struct Wording {
  let original: [Substring]
  /// Nil where the original stays.
  let english: String?
  let chinese: String

  init(_ original: String, _ english: String?, _ chinese: String) {
    self.original = original.split(separator: "*", omittingEmptySubsequences: false)
    self.english = english
    self.chinese = chinese
  }

  /// Whole lines. Where two would fit, the first counts.
  static let complaints: [Wording] = [
    Wording(
      "Unknown option '*'. Did you mean '*'?", "no option is called 1; did you mean 2?",
      "没有 1 这个选项；是不是 2？"),
    Wording("Unknown option '*'", "no option is called 1", "没有 1 这个选项"),
    Wording("Invalid option: *", "1 is not an option", "1 不是选项"),
    Wording("Missing value for '* <*>'", "1 needs a value: 1 <2>", "1 后面要有值：1 <2>"),
    Wording("Missing value for '*'", "1 needs a value", "1 后面要有值"),
    Wording(
      "The option '*' does not take any value, but '*' was specified.",
      "1 takes no value; 2 is too much", "1 不带值；多了 2"),
    Wording("Missing expected argument '*'", "1 is missing", "缺少 1"),
    Wording("Unexpected argument '*'", "1 is too much", "多了 1"),
    Wording("* unexpected arguments: '*'", "1 arguments are too many: '2'", "多了 1 个参数：'2'"),
    Wording("The value '*' is invalid for '* <*>'*", "2 1: not a possible <3>4", "2 1：不能用作 <3>4"),
    Wording("The value '*' is invalid for '*'*", "1: not a possible 2", "1：不能用作 2"),
    Wording(
      "Can't generate completion scripts for '*'.", "there is no completion script for the shell 1",
      "没有给 1 这个 shell 的补全脚本"),
    Wording(
      "Can't autodetect a supported shell.",
      "--generate-completion-script needs a value: the name of a shell",
      "--generate-completion-script 后面要有 shell 的名字"),
  ]

  /// Parts of lines.
  static let help: [Wording] = [
    Wording("OVERVIEW: *", nil, "概述：1"),
    Wording("USAGE: *", nil, "用法：1"),
    Wording("ARGUMENTS:", nil, "参数："),
    Wording("OPTIONS:", nil, "选项："),
    Wording("SUBCOMMANDS:", nil, "子命令："),
    Wording("*Show the version.", nil, "1显示版本。"),
    Wording("*Show help information.", nil, "1显示帮助。"),
    Wording("*Show subcommand help information.", nil, "1显示子命令的帮助。"),
    Wording("*<subcommand>*", nil, "1<子命令>2"),
    Wording("*<subcommands>*", nil, "1<子命令>2"),
    Wording("* (default)*", nil, "1（默认）2"),
    Wording("* (default: *)", nil, "1（默认 2）"),
    Wording("  See '*' for detailed help.", nil, "  详细说明见 1。"),
  ]

  /// Nil where it is about something else.
  func applied(to line: String, _ language: Language) -> String? {
    guard let said = language == .en ? english : chinese, let words = words(of: line) else {
      return nil
    }
    return said.reduce(into: "") { text, sign in
      if let number = sign.wholeNumberValue, words.indices.contains(number - 1) {
        text += words[number - 1]
      } else {
        text.append(sign)
      }
    }
  }

  /// What stands in the places of the `*`.
  private func words(of line: String) -> [Substring]? {
    var rest = line[...]
    guard let first = original.first, rest.hasPrefix(first) else { return nil }
    rest = rest.dropFirst(first.count)
    guard original.count > 1 else { return rest.isEmpty ? [] : nil }
    var words: [Substring] = []
    for piece in original[1..<(original.count - 1)] {
      guard let range = rest.firstRange(of: piece) else { return nil }
      words.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    guard let last = original.last, rest.hasSuffix(last) else { return nil }
    return words + [rest.dropLast(last.count)]
  }
}
