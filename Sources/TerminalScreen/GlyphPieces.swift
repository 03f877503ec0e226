import Frames

/// What goes into one cell of ncurses: a spacing character and the marks on it.
struct GlyphPiece: Hashable {
  var scalars: [UInt32]
  var columns: Int
}

extension GlyphPiece {
  /// Cuts a glyph into pieces that fill the columns of its cell exactly, as the terminal's library
  /// counts columns.
  ///
  /// Frames count by their own table, so the two may differ, about new emoji for one. What the
  /// library does not know becomes a question mark, what it takes to be too narrow is filled with
  /// blanks, and of emoji that are joined into one the first is drawn: no row is ever shifted.
  static func pieces(
    of glyph: Character, columns: Int, width: (Unicode.Scalar) -> Int
  ) -> [GlyphPiece] {
    var pieces: [GlyphPiece] = []
    var left = columns
    scan: for scalar in glyph.unicodeScalars {
      let columns = width(scalar)
      switch columns {
      case 0:
        if isJoiner(scalar) { break scan }
        if isSelector(scalar) || pieces.isEmpty { continue }
        pieces[pieces.count - 1].scalars.append(scalar.value)
      case 1...max(1, left) where left > 0:
        pieces.append(GlyphPiece(scalars: [scalar.value], columns: columns))
        left -= columns
      default:
        if pieces.isEmpty, left > 0 {
          pieces.append(GlyphPiece(scalars: [questionMark], columns: 1))
          left -= 1
        }
        break scan
      }
    }
    for _ in 0..<max(0, left) { pieces.append(GlyphPiece(scalars: [blank], columns: 1)) }
    return pieces
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{200D}" }
  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{FE00}"..."\u{FE0F}").contains(scalar)
  }
  private static let questionMark: UInt32 = 0x3F
  private static let blank: UInt32 = 0x20
}
