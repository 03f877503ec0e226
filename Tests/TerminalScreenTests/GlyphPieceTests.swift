import Testing

@testable import TerminalScreen

@Suite struct GlyphPieceTests {
  /// Columns as a C library may count them: 👍 two, 🪢 unknown, ❤ one, marks none.
  func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "\u{301}", "\u{FE0F}", "\u{200D}": 0
    case "中", "👍", "👩", "👧", "🏽": 2
    case "🪢": -1
    default: 1
    }
  }

  func pieces(_ glyph: Character, _ columns: Int) -> [String] {
    GlyphPiece.pieces(of: glyph, columns: columns, width: width).map { piece in
      String(String.UnicodeScalarView(piece.scalars.compactMap(Unicode.Scalar.init)))
    }
  }

  @Test func glyphsThatBothCountAlikeStayWhole() {
    #expect(pieces("a", 1) == ["a"])
    #expect(pieces("中", 2) == ["中"])
    #expect(pieces("e\u{301}", 1) == ["e\u{301}"])
  }

  @Test func narrowGlyphsAreFilledWithBlanks() {
    #expect(pieces("❤️", 2) == ["❤", " "])
  }

  @Test func unknownAndTooWideGlyphsBecomeAQuestionMark() {
    #expect(pieces("🪢", 2) == ["?", " "])
    #expect(pieces("中", 1) == ["?"])
  }

  @Test func ofJoinedEmojiTheFirstIsDrawn() {
    #expect(pieces("👩‍👧", 2) == ["👩"])
    #expect(pieces("👍🏽", 2) == ["👍"])
  }

  @Test func twoSpacingCharactersTakeACellEach() {
    #expect(pieces("🇨🇳", 2) == ["🇨", "🇳"])
    #expect(pieces("กำ", 2) == ["ก", "ำ"])
  }

  @Test func piecesFillTheCellExactly() {
    for glyph: Character in ["a", "中", "❤️", "🪢", "👩‍👧", "🇨🇳", "กำ", "\u{301}", "e\u{301}\u{301}"] {
      for columns in 0...2 {
        let pieces = GlyphPiece.pieces(of: glyph, columns: columns, width: width)
        #expect(pieces.reduce(0) { $0 + $1.columns } == columns, "\(glyph) in \(columns)")
      }
    }
  }
}
