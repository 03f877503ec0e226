/// A picture made of cells: what the terminal is to show, by meaning rather than by colour.
///
/// Every drawing verb clips, so a view may draw beyond any edge. A wide glyph is always whole:
/// where one of its halves falls off an edge or is overwritten, what is left of it becomes a blank.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// Row by row, `size.width` cells each.
  var packed: [PackedCell]
  /// The glyphs that are not one scalar. Those that were overwritten stay.
  private var clusters: [Character] = []

  /// A blank frame. A negative width or height counts as none.
  public init(_ size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    packed = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  /// The cell in that column and row, or nil outside.
  public subscript(x: Int, y: Int) -> Cell? { index(x, y).map { cell(packed[$0]) } }

  /// All of them, row by row, `size.width` cells each. A copy, made anew each time.
  public var cells: [Cell] { packed.map(cell) }

  /// Calls `body` for every cell that is not as it was in another frame of the same size, row by row; for every cell, if
  /// there is none.
  public func forEachChange(from former: Frame?, _ body: (_ x: Int, _ y: Int, Cell) -> Void) {
    let former = former?.size == size ? former : nil
    let areComparable = clusters.isEmpty && former?.clusters.isEmpty ?? true
    var index = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        defer { index += 1 }
        let new = packed[index]
        if let former {
          let old = former.packed[index]
          if areComparable || !new.isCluster && !old.isCluster {
            if new == old { continue }
          } else if cell(new) == former.cell(old) {
            continue
          }
        }
        body(x, y, cell(new))
      }
    }
  }

  func index(_ x: Int, _ y: Int) -> Int? {
    guard x >= 0, x < size.width, y >= 0, y < size.height else { return nil }
    return y * size.width + x
  }

  func cell(_ packed: PackedCell) -> Cell {
    Cell(glyph: glyph(packed), style: packed.style, width: packed.width)
  }
  private func glyph(_ packed: PackedCell) -> Character {
    if packed.isCluster { return clusters[packed.code] }
    return Unicode.Scalar(UInt32(packed.code)).map { Character($0) } ?? " "
  }

  /// A glyph as it is kept.
  mutating func pack(
    _ glyph: Character, _ width: Int, _ style: PackedCell.StyleBits
  ) -> PackedCell {
    if let scalar = glyph.onlyScalar {
      return PackedCell(scalar: scalar.value, width: width, style)
    }
    clusters.append(glyph)
    return PackedCell(cluster: clusters.count - 1, width: width, style)
  }

  /// Two frames are equal if they show the same.
  public static func == (a: Frame, b: Frame) -> Bool {
    guard a.size == b.size else { return false }
    if a.clusters == b.clusters { return a.packed == b.packed }
    return zip(a.packed, b.packed).allSatisfy { a.cell($0) == b.cell($1) }
  }
}

extension Character {
  /// Its scalar, if it consists of one: nearly every glyph does.
  public var onlyScalar: Unicode.Scalar? {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return nil }
    return scalars.index(after: scalars.startIndex) == scalars.endIndex ? first : nil
  }
}
