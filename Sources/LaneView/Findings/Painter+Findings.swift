import Frames
import LaneModel
import Phrases

extension Painter {
  /// What is or was wrong, with the selected one and what it rests on in sight.
  mutating func drawFindings(_ pane: Layout.Pane, _ margin: Int) {
    drawRule(book.findingsPane, y: pane.rule, pane.columns)
    let (x, width) = (margin + 2, pane.end - margin - 2)
    let list = FindingRows(viewer, model, book, width: width)
    guard let selected = list.selected else {
      draw(
        wrapped(Phrase(book.nothingFound, .dim), width: width), rows: pane.rows, x: x, width: width)
      return
    }
    let last = max(0, list.rows.count - pane.rows.count)
    // The whole of it if there is room, and else its beginning.
    let end = min(list.selectedRows.upperBound, list.selectedRows.lowerBound + pane.rows.count)
    let top = min(last, max(0, end - pane.rows.count))
    for (y, row) in zip(pane.rows, list.rows[top...]) {
      if row.number == selected.number {
        frame.put(glyphs.marker, x: margin, y: y, Style(.bright, bold: true))
      }
      write(row.phrase, x: x, y: y, width: width)
    }
    let hidden = list.rows.count - pane.rows.count
    if hidden > 0 {
      writeRight(
        " \(book.more(hidden)) ", end: pane.columns.upperBound - 1, y: pane.rule, Style(.dim))
    }
  }
}
