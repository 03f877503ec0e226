/// A picture made of cells: what the terminal is to show, by meaning rather than by colour.
///
/// Every drawing verb clips, so a view may draw beyond any edge. A wide glyph is always whole:
/// where one of its halves falls off an edge or is overwritten, what is left of it becomes a blank.
public struct Frame: Hashable, Sendable {
  public let size: Size
  /// Row by row, `size.width` cells each.
  public internal(set) var cells: [Cell]

  /// A blank frame. A negative width or height counts as none.
  public init(_ size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    self.cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  /// The cell in that column and row, or nil outside.
  public subscript(x: Int, y: Int) -> Cell? {
    guard let index = index(x, y) else { return nil }
    return cells[index]
  }

  func index(_ x: Int, _ y: Int) -> Int? {
    guard x >= 0, x < size.width, y >= 0, y < size.height else { return nil }
    return y * size.width + x
  }
}
