import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  mutating func drawPanel(_ pane: Layout.Pane, _ margin: Int) {
    switch viewer.panel {
    case .graph: drawGraph(pane, margin)
    case .findings: drawFindings(pane, margin)
    case .difference: drawDifference(pane, margin)
    case nil: break
    }
  }

  /// Who waits for what, with the line of the selected lane in sight.
  private mutating func drawGraph(_ pane: Layout.Pane, _ margin: Int) {
    // How it was at the cursor nobody has written down.
    let heading =
      viewer.time.cursor == nil ? book.graphPane : "\(book.graphPane) \(book.nowLabel)"
    drawRule(heading, y: pane.rule, pane.columns)
    let (x, width) = (margin + 2, pane.end - margin - 2)
    let graph = GraphRows(model, book, glyphs, width: width)
    guard !graph.rows.isEmpty else {
      draw(
        wrapped(Phrase(book.nothingWaitedFor, .dim), width: width), rows: pane.rows, x: x,
        width: width)
      return
    }
    let chosen = viewer.lane(in: model).flatMap { graph.row(of: $0.id) }
    let window = Self.window(graph.rows.count, rows: pane.rows.count, around: chosen)
    for (y, row) in zip(pane.rows, window) {
      if row == chosen { frame.put(glyphs.marker, x: margin, y: y, Style(.dim)) }
      write(graph.rows[row].phrase, x: x, y: y, width: width)
    }
    let hidden = graph.rows.count - window.count
    if hidden > 0 {
      writeRight(
        " \(book.more(hidden)) ", end: pane.columns.upperBound - 1, y: pane.rule, Style(.dim))
    }
  }
}
