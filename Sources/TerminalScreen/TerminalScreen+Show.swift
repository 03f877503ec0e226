import CNcurses
import CTerminal
public import Frames

extension TerminalScreen {
  /// Brings a frame to the terminal. What it does not cover is blank; what lies outside is left
  /// out.
  public func show(_ frame: Frame) {
    guard terminal_guard_begin_drawing() else { return }
    defer { terminal_guard_end_drawing() }
    let former = shown?.size == frame.size ? shown?.cells : nil
    if former == nil { werase(cn_standard_screen()) }
    for y in 0..<min(size.height, frame.size.height) {
      for x in 0..<min(size.width, frame.size.width) {
        let index = y * frame.size.width + x
        let cell = frame.cells[index]
        if let former, former[index] == cell { continue }
        draw(cell, x: x, y: y)
      }
    }
    // Where the cursor cannot be hidden, it rests in a corner.
    wmove(cn_standard_screen(), Int32(size.height - 1), 0)
    wrefresh(cn_standard_screen())
    shown = frame
  }

  private func draw(_ cell: Cell, x: Int, y: Int) {
    guard cell.width > 0, x + cell.width <= size.width else { return }
    // A blank that shows no ink is the terminal's own, which ncurses can write many of at once.
    let isInvisible = cell.glyph == " " && cell.style.ground == .plain
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

extension Character {
  /// Its scalar, if it consists of one: nearly every glyph does.
  fileprivate var onlyScalar: Unicode.Scalar? {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return nil }
    return scalars.index(after: scalars.startIndex) == scalars.endIndex ? first : nil
  }
}
