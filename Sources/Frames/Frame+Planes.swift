extension Frame {
  /// The glyphs as text: one line a row, without trailing blanks.
  public var text: String { plane { $0.width == 0 ? nil : $0.glyph } }

  /// The frame as three texts that lie on each other, column by column: what is drawn, `Ink.letter`
  /// and `Ground.letter`.
  ///
  /// The ink of a blank that shows none is left blank. Trailing blanks are trimmed. Boldness is not
  /// in the planes.
  public var planes: (glyphs: String, inks: String, grounds: String) {
    (
      text,
      plane {
        let showsInk = $0.glyph != " " || $0.width == 0 || $0.style.ground == .inverse
        return showsInk ? $0.style.ink.letter : " "
      },
      plane { $0.style.ground.letter }
    )
  }

  private func plane(_ letter: (Cell) -> Character?) -> String {
    let cells = cells
    return (0..<size.height).map { y in
      var line = cells[y * size.width..<(y + 1) * size.width].compactMap(letter)
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}
