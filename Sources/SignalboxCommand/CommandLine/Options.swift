import ArgumentParser
import Findings
import Glibc
import LaneView
import Lessons
import Phrases
import SyncEvents
import TerminalScreen

/// How it looks, as typed.
struct AppearanceOptions: ParsableArguments {
  @Option(help: ArgumentHelp(.lang), completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?
  @Option(help: ArgumentHelp(.color), completion: .list(["auto", "always", "never"]))
  var color = "auto"
  @Option(help: ArgumentHelp(.theme), completion: .list(ThemeName.allCases.map(\.rawValue)))
  var theme: String?
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(.ascii)) var ascii: Bool?
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(.mouse)) var mouse: Bool?
  @Option(help: ArgumentHelp(.history)) var history: String?
  @Flag(help: ArgumentHelp(.readOnly)) var readonly = false

  /// The options, and the settings where there is none.
  ///
  /// - Parameter speed: the lesson's, as typed.
  func checked(speed: String? = nil) throws -> Appearance {
    let colours: [String: ColourChoice] = ["auto": .auto, "always": .always, "never": .never]
    guard let colour = colours[color] else {
      throw UsageProblem.badChoice(
        option: "--color", color, choices: ["auto", "always", "never"])
    }
    let settings = SettingsFile.loaded.settings
    return Appearance(
      language: try LanguageChoice.language(lang), colour: colour,
      theme: try theme.map(checkedTheme) ?? settings.theme, isASCII: ascii ?? settings.isASCII,
      mouse: mouse ?? settings.mouse, speed: try speed.map(checkedSpeed) ?? settings.speed,
      history: try history.map(checkedHistory) ?? settings.history, isReadOnly: readonly,
      thresholds: settings.thresholds, keys: settings.keys)
  }

  private func checkedTheme(_ word: String) throws -> ThemeName {
    guard let theme = ThemeName(rawValue: word) else {
      throw UsageProblem.badChoice(
        option: "--theme", word, choices: ThemeName.allCases.map(\.rawValue))
    }
    return theme
  }
  private func checkedSpeed(_ text: String) throws -> Double {
    guard let factor = try? ScriptLine.parseSpeed(text) else { throw UsageProblem.badSpeed(text) }
    return factor
  }
  private func checkedHistory(_ text: String) throws -> Int {
    guard let size = HistorySize.parse(text) else { throw UsageProblem.badHistory(text) }
    return size
  }
}

/// How it looks and what it may do, checked.
struct Appearance {
  var language: Language
  var colour: ColourChoice
  var theme: ThemeName
  var isASCII: Bool
  var mouse: Bool
  var speed: Double
  /// Bytes.
  var history: Int
  /// Nothing is done to threads and primitives.
  var isReadOnly: Bool
  var thresholds: FindingThresholds
  var keys: KeyTable
}

enum LanguageChoice {
  /// The one asked for, or that of the settings, or the locale's.
  static func language(_ word: String?) throws -> Language {
    guard let word else { return SettingsFile.loaded.settings.language ?? ofLocale }
    guard let language = Language(rawValue: word) else {
      throw UsageProblem.badChoice(
        option: "--lang", word, choices: Language.allCases.map(\.rawValue))
    }
    return language
  }

  /// For a complaint about the arguments themselves.
  static func book(_ arguments: [String]) -> Phrasebook {
    // The manual is in English.
    if arguments.first == "manual" { return Phrasebook(.en, ascii: true) }
    let at = arguments.firstIndex(of: "--lang")
    let word =
      at.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
      ?? arguments.first { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    return Phrasebook((try? language(word)) ?? (try? language(nil)) ?? ofLocale)
  }

  private static var ofLocale: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .zh : .en
    }
    return .en
  }
}
