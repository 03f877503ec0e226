/// The part of a cell that a glyph fills, in the units of a picture: a block's eighths, or a line.
struct CellPart: Equatable {
  /// Of 24 across.
  var columns: Range<Int> = 0..<24
  /// Of 48 down.
  var rows: Range<Int> = 0..<48

  /// Whether it goes from one side of its cell to the other, so that neighbours become one shape.
  var isWhole: Bool { columns == 0..<24 }

  init(columns: Range<Int> = 0..<24, rows: Range<Int> = 0..<48) {
    self.columns = columns
    self.rows = rows
  }

  /// Nil for a glyph that is a letter or a sign.
  init?(of glyph: Character) {
    guard let scalar = glyph.onlyScalar else { return nil }
    let value = Int(scalar.value)
    switch scalar {
    case "▁"..."█": self.init(rows: 48 - 6 * (value - 0x2580)..<48)
    case "▉"..."▏": self.init(columns: 0..<3 * (0x2590 - value))
    case "▀": self.init(rows: 0..<24)
    case "▐": self.init(columns: 12..<24)
    case "─": self.init(rows: 23..<26)
    case "│": self.init(columns: 11..<14)
    default: return nil
    }
  }
}
