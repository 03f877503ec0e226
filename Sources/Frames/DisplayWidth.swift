/// How many columns a text takes in a terminal.
///
/// East Asian wide and fullwidth characters and emoji take two, marks that combine with what
/// precedes them none, everything else one. What Unicode calls *ambiguous* (`▇`, `→`, `·`) takes
/// one. The C library is not asked: it answers by the locale of the process, and a frame has to be
/// the same everywhere.
public enum DisplayWidth {
  public static func of(_ text: String) -> Int {
    if isPlainASCII(text) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// 0, 1 or 2. A cluster of several spacing characters counts as two at most, as no cell is wider.
  public static func of(_ glyph: Character) -> Int {
    var width = 0
    for scalar in glyph.unicodeScalars {
      if scalar == zeroWidthJoiner, width > 0 { break }
      // An emoji that is drawn as text by default is drawn as a picture when this selector follows.
      if scalar == emojiSelector, width == 1 { return 2 }
      width += of(scalar)
      if width >= 2 { return 2 }
    }
    return width
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x300: isControl(scalar) ? 0 : 1
    // Lines and blocks, which most of a frame consists of, need no search.
    case 0x2500...0x259F: 1
    default: isZeroWidth(scalar) ? 0 : isWide(scalar) ? 2 : 1
    }
  }

  /// Cuts a text to so many columns; if something was cut, the last of them is the ellipsis.
  public static func cut(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard of(text) > width else { return text }
    let mark = of(ellipsis) <= width ? ellipsis : ""
    return prefix(of: text, columns: width - of(mark)) + mark
  }

  private static func prefix(of text: String, columns: Int) -> String {
    var result = ""
    var left = columns
    for glyph in text {
      left -= of(glyph)
      guard left >= 0 else { break }
      result.append(glyph)
    }
    return result
  }

  /// The text without characters that would steer the terminal or turn the direction of writing:
  /// control characters (escape among them), line separators, bidirectional formatting.
  public static func clean(_ text: String) -> String {
    if isPlainASCII(text) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.lazy.filter { !isControl($0) })
    return String(scalars)
  }

  /// What is left of a glyph after cleaning, or nil if that takes no column.
  static func drawable(_ glyph: Character) -> Character? {
    let isClean = glyph.unicodeScalars.allSatisfy { !isControl($0) }
    guard let first = isClean ? glyph : clean(String(glyph)).first else { return nil }
    return of(first) > 0 ? first : nil
  }

  static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
  /// Takes one column, whatever stands around it, and needs no looking up: ASCII, lines and blocks.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    (0x20...0x7E).contains(scalar.value) || (0x2500...0x259F).contains(scalar.value)
  }

  private static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
  private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
}
