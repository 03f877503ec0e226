/// A page for man, written part by part.
struct Roff {
  private(set) var text = ""

  init(_ title: String, section: Int, version: String) {
    line(".TH \(title.uppercased()) \(section) \"\" \"\(version)\" \"User Commands\"")
  }

  mutating func section(_ title: String) { line(".SH \(Self.escaped(title.uppercased()))") }
  mutating func subsection(_ title: String) { line(".SS \(Self.escaped(title))") }
  mutating func paragraph(_ text: String) {
    line(".PP")
    line(Self.protected(text))
  }

  /// A term in bold, and what it means.
  mutating func item(_ term: String, _ meaning: String) {
    line(".TP")
    line("\\fB\(Self.escaped(term))\\fR")
    line(meaning.isEmpty ? "\\&" : Self.protected(meaning))
  }

  /// Lines that stay as they are.
  mutating func block(_ lines: [String]) {
    line(".PP")
    line(".nf")
    for text in lines { line(Self.protected(text)) }
    line(".fi")
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  /// A point or a quote at the beginning of a line would be a request.
  private static func protected(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// What may be typed must come out as it was: a hyphen is otherwise a dash for some printers.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      case "'": out += "\\(aq"
      case "`": out += "\\(ga"
      case "^": out += "\\(ha"
      case "~": out += "\\(ti"
      case _ where scalar.isASCII: out.unicodeScalars.append(scalar)
      default:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        out += "\\[u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "]"
      }
    }
  }
}
