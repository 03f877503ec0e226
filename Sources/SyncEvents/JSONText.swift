/// JSON text without a library: the pure targets have none.
public enum JSONText {
  /// A string as JSON writes it.
  public static func quoted(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

/// One flat JSON object, built field by field in the order in which they are added.
struct JSONObject {
  private(set) var text = "{"

  mutating func add(_ key: String, _ value: String) {
    begin(key)
    text += JSONText.quoted(value)
  }
  mutating func add(_ key: String, _ value: some BinaryInteger) {
    begin(key)
    text += String(value)
  }
  mutating func add(_ key: String, _ value: Bool) {
    begin(key)
    text += value ? "true" : "false"
  }
  var closed: String { text + "}" }

  private mutating func begin(_ key: String) {
    if text.utf8.count > 1 { text += "," }
    text += JSONText.quoted(key) + ":"
  }
}
