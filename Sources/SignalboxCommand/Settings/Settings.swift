import Findings
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// What a person has settled once and for all; the options of the command line win over it.
struct Settings: Hashable {
  var language: Language?
  var theme = ThemeName.auto
  var mouse = true
  var isASCII = false
  /// How much the history of the lanes may take, in bytes.
  var history = LaneModel.usualBudget
  var speed = 1.0
  /// From when on a lesson's findings tell of what only costs time.
  var thresholds = FindingThresholds()
  var keys = KeyTable.standard

  /// The names of the settings, in the order in which they are printed.
  enum Name: String, CaseIterable {
    case language, theme, mouse, ascii, history, speed, thresholds, keys
  }
}

/// How much history may be asked for: less would show nothing, and more is a slip.
enum HistorySize {
  static let possible = 1 << 20...1 << 40

  static func parse(_ text: String) -> Int? {
    ByteCount.parse(text).flatMap { possible.contains($0) ? $0 : nil }
  }
}
