/// The part of its cell that a block or a line fills, in shares of the cell: fonts differ in that.
struct BlockShape: Hashable {
  var left = 0.0
  var top = 0.0
  var width = 1.0
  var height = 1.0

  /// It goes from side to side, so a row of them is one shape.
  var isWide: Bool { left == 0 && width == 1 }

  /// Nil for what a font draws.
  init?(_ glyph: Character) {
    guard let scalar = glyph.onlyScalar?.value else { return nil }
    switch scalar {
    case 0x2581...0x2588:  // ▁ to █, from below
      height = Double(scalar - 0x2580) / 8
      top = 1 - height
    case 0x2589...0x258F:  // ▉ to ▏, from the left
      width = Double(0x2590 - scalar) / 8
    case 0x2580: height = 0.5  // ▀
    case 0x2500: (top, height) = (0.47, 0.06)  // ─
    case 0x2502: (left, width) = (0.44, 0.12)  // │
    default: return nil
    }
  }
}
