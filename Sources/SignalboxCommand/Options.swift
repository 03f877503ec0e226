import ArgumentParser
import Glibc
import Lessons
import Phrases
import SyncEvents
import TerminalScreen

/// How it looks, as typed.
struct AppearanceOptions: ParsableArguments {
  @Option(help: ArgumentHelp(.lang)) var lang: String?
  @Option(help: ArgumentHelp(.color)) var color = "auto"
  @Flag(help: ArgumentHelp(.ascii)) var ascii = false
  @Option(help: ArgumentHelp(.speed)) var speed = "1"

  func checked() throws -> Appearance {
    let colours: [String: ColourChoice] = ["auto": .auto, "always": .always, "never": .never]
    guard let colour = colours[color] else {
      throw UsageProblem.badChoice(
        option: "--color", color, choices: ["auto", "always", "never"])
    }
    guard let factor = try? ScriptLine.parseSpeed(speed) else { throw UsageProblem.badSpeed(speed) }
    return Appearance(
      language: try LanguageChoice.language(lang), colour: colour, isASCII: ascii, speed: factor)
  }
}

/// How it looks, checked.
struct Appearance {
  var language: Language
  var colour: ColourChoice
  var isASCII: Bool
  var speed: Double
}

enum LanguageChoice {
  /// The one asked for, or the locale's.
  static func language(_ word: String?) throws -> Language {
    guard let word else { return ofLocale }
    guard let language = Language(rawValue: word) else {
      throw UsageProblem.badChoice(
        option: "--lang", word, choices: Language.allCases.map(\.rawValue))
    }
    return language
  }

  /// For a complaint about the arguments themselves.
  static func book(_ arguments: [String]) -> Phrasebook {
    let at = arguments.firstIndex(of: "--lang")
    let word =
      at.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
      ?? arguments.first { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    return Phrasebook((try? language(word)) ?? ofLocale)
  }

  private static var ofLocale: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .zh : .en
    }
    return .en
  }
}
