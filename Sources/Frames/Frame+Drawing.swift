extension Frame {
  /// Writes a text from column `x` of row `y` to the right, over at most `width` columns.
  ///
  /// What lies outside the frame or beyond `width` is left out; so are control characters and marks
  /// that combine with nothing. A wide glyph that would be cut in two becomes a blank.
  ///
  /// - Returns: The columns from `x` to the end of what was written, counting those that lie left
  ///   of the frame, so that the next text goes to `x` plus that. It does not depend on `y`.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, _ style: Style, width: Int = .max
  ) -> Int {
    let end = min(size.width, Self.sum(x, max(0, width)))
    let style = PackedCell.StyleBits(style)
    var column = x
    if DisplayWidth.isPlainASCII(text) {
      for byte in text.utf8 {
        guard column < end else { break }
        set(PackedCell(scalar: UInt32(byte), width: 1, style), column, y)
        column += 1
      }
      return column - x
    }
    for glyph in DisplayWidth.clean(text) {
      guard column < end else { break }
      let columns = DisplayWidth.of(glyph)
      if columns == 0 { continue }
      if columns == 2, column == end - 1 {
        set(" ", column, y, style)
        column += 1
      } else {
        place(glyph, columns, column, y, style)
        column += columns
      }
    }
    return column - x
  }

  /// Writes one glyph. A control character or a lone combining mark becomes a blank.
  public mutating func put(_ glyph: Character, x: Int, y: Int, _ style: Style) {
    let style = PackedCell.StyleBits(style)
    if let scalar = glyph.onlyScalar, DisplayWidth.isPlain(scalar) {
      return set(PackedCell(scalar: scalar.value, width: 1, style), x, y)
    }
    guard let glyph = DisplayWidth.drawable(glyph) else { return set(" ", x, y, style) }
    let columns = DisplayWidth.of(glyph)
    guard x < size.width else { return }
    if columns == 2, x == size.width - 1 { return set(" ", x, y, style) }
    place(glyph, columns, x, y, style)
  }

  /// Fills a rectangle with one glyph; with a wide one, an odd column at the right stays blank.
  public mutating func fill(
    x: Int, y: Int, width: Int, height: Int, _ glyph: Character, _ style: Style
  ) {
    let glyph = DisplayWidth.drawable(glyph) ?? " "
    let style = PackedCell.StyleBits(style)
    let columns = DisplayWidth.of(glyph)
    let right = min(size.width, Self.sum(x, max(0, width)))
    let bottom = min(size.height, Self.sum(y, max(0, height)))
    // A wide glyph keeps its phase at the left edge: whole glyphs are counted from `x`, also when
    // that is outside.
    let left = x >= 0 ? x : columns == 2 && x % 2 != 0 ? -1 : 0
    guard left < right, max(0, y) < bottom else { return }
    for row in max(0, y)..<bottom {
      for column in stride(from: left, to: right, by: columns) {
        if columns > right - column {
          set(" ", column, row, style)
        } else {
          place(glyph, columns, column, row, style)
        }
      }
    }
  }

  /// Puts a glyph that does not cross the right edge; the left edge may cut a wide one.
  private mutating func place(
    _ glyph: Character, _ columns: Int, _ x: Int, _ y: Int, _ style: PackedCell.StyleBits
  ) {
    guard columns == 2 else { return set(glyph, x, y, style) }
    guard x >= 0 else { return set(" ", x + 1, y, style) }
    set(pack(glyph, 2, style), x, y)
    setRightHalf(x + 1, y, style)
  }

  private mutating func set(
    _ glyph: Character, _ x: Int, _ y: Int, _ style: PackedCell.StyleBits
  ) {
    set(pack(glyph, 1, style), x, y)
  }

  /// Sets one cell, and blanks the other half of a wide glyph that it cuts in two.
  private mutating func set(_ cell: PackedCell, _ x: Int, _ y: Int) {
    guard let index = index(x, y) else { return }
    let former = packed[index].width
    if former != 1 { halve(former == 0 ? index - 1 : index + 1) }
    packed[index] = cell
  }

  private mutating func setRightHalf(_ x: Int, _ y: Int, _ style: PackedCell.StyleBits) {
    guard let index = index(x, y) else { return }
    if packed[index].width == 2 { halve(index + 1) }
    packed[index] = PackedCell(scalar: 0x20, width: 0, style)
  }

  private mutating func halve(_ index: Int) { packed[index] = packed[index].blanked }

  /// A sum that stays at the largest integer.
  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }
}
