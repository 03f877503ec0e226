import CNcurses
import CTerminal
public import Frames

extension TerminalScreen {
  /// Brings a frame to the terminal. What it does not cover is blank; what lies outside is left
  /// out.
  public func show(_ frame: Frame) {
    guard terminal_guard_begin_drawing() else { return }
    defer { terminal_guard_end_drawing() }
    if shown?.size != frame.size { werase(cn_standard_screen()) }
    frame.forEachChange(from: shown) { x, y, cell in
      if x < size.width, y < size.height { draw(cell, x: x, y: y) }
    }
    // Where the cursor cannot be hidden, it rests in a corner.
    wmove(cn_standard_screen(), Int32(size.height - 1), 0)
    connection.drawAtOnce { wrefresh(cn_standard_screen()) }
    shown = frame
  }

  private func draw(_ cell: Cell, x: Int, y: Int) {
    guard cell.width > 0, x + cell.width <= size.width else { return }
    // A blank that shows no ink is the terminal's own, which ncurses can write many of at once.
    let isInvisible = cell.glyph == " " && cell.style.ground == .plain && !pairs.isPainted
    let drawn = isInvisible ? .own : pairs[cell.style]
    if let scalar = cell.glyph.onlyScalar, terminal_width(scalar.value) == cell.width {
      var value = scalar.value
      cn_put(Int32(y), Int32(x), &value, 1, drawn.attributes, drawn.pair)
      return
    }
    var column = x
    let width = { (scalar: Unicode.Scalar) in Int(terminal_width(scalar.value)) }
    for piece in GlyphPiece.pieces(of: cell.glyph, columns: cell.width, width: width) {
      cn_put(
        Int32(y), Int32(column), piece.scalars, piece.scalars.count, drawn.attributes, drawn.pair)
      column += piece.columns
    }
  }
}
