/// One column of one row.
public struct Cell: Hashable, Sendable {
  /// What is drawn here; a space in the right half of a wide glyph.
  public var glyph: Character
  public var style: Style
  /// The columns of the glyph: 1, or 2 for a wide one whose right half is the next cell, or 0 for
  /// that right half.
  public var width: Int

  public init(glyph: Character, style: Style, width: Int = 1) {
    self.glyph = glyph
    self.style = style
    self.width = width
  }
}
