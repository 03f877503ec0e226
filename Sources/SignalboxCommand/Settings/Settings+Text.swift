import Findings
import LaneView
import Phrases
import SyncEvents

extension Settings {
  /// As the file has them: every setting and every key.
  var text: String {
    let fields = Name.allCases.map { "  \(JSONText.quoted($0.rawValue)): \(text(of: $0))" }
    return "{\n" + fields.joined(separator: ",\n") + "\n}\n"
  }

  private func text(of name: Name) -> String {
    switch name {
    case .language: JSONText.quoted(language?.rawValue ?? "auto")
    case .theme: JSONText.quoted(theme.rawValue)
    case .mouse: "\(mouse)"
    case .ascii: "\(isASCII)"
    case .history: JSONText.quoted(ByteCount.text(history))
    case .speed: Int(exactly: speed).map(String.init) ?? "\(speed)"
    case .thresholds: thresholdsText
    case .keys: keysText
    }
  }

  private var thresholdsText: String {
    let lines = FindingThresholds.kinds.map { kind in
      let text = thresholds.text(of: kind) ?? ""
      return
        "    \(JSONText.quoted(kind.word)): \(kind == .longHold ? JSONText.quoted(text) : text)"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n  }"
  }

  /// A deed without a key is there, too.
  private var keysText: String {
    let own = Dictionary(uniqueKeysWithValues: keys.entries.map { ($0.deed, $0.keys) })
    let lines = KeyTable.standard.entries.map { entry in
      let keys = (own[entry.deed] ?? []).map(JSONText.quoted).joined(separator: ", ")
      return "    \(JSONText.quoted(entry.deed)): [\(keys)]"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n  }"
  }
}
