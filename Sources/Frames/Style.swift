/// What lies behind a glyph.
public enum Ground: Hashable, Sendable {
  /// The terminal's own background.
  case plain
  /// The face of a key in the footer.
  case keycap
  /// A dark tint of that ink's colour: the worst state of a cell that covers several.
  case tint(Ink)
  /// Ink and background change places.
  case inverse

  /// The letter that stands for this ground in `Frame.planes`: a blank for the plain one, the ink's
  /// own letter for a tint.
  public var letter: Character {
    switch self {
    case .plain: " "
    case .keycap: "#"
    case .inverse: "%"
    case .tint(let ink): ink.letter
    }
  }
}

/// How a glyph is to look, in terms of what it means.
public struct Style: Hashable, Sendable {
  public var ink: Ink
  public var ground: Ground
  public var isBold: Bool

  public init(_ ink: Ink = .plain, on ground: Ground = .plain, bold: Bool = false) {
    self.ink = ink
    self.ground = ground
    self.isBold = bold
  }
}
