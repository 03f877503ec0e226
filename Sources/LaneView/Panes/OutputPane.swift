import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// What the program printed, the newest last; with a cursor what it had printed by then.
  mutating func drawOutput(_ pane: Layout.Pane, _ margin: Int) {
    if viewer.subject.program?.hasTerminal == true { return drawTerminal(pane, margin) }
    let oldest = model.mayHaveForgottenOutput ? model.output.first?.time : nil
    drawRule(heading(book.programPane, oldest: oldest), y: pane.rule, pane.columns)
    let lines = model.output.filter { isTold($0.time) }.suffix(pane.rows.count)
    let names = lines.map { book.called(model.name(of: $0.thread)) }
    let nameWidth = min(names.map { DisplayWidth.of($0) }.max() ?? 0, pane.end / 3)
    for (y, (line, name)) in zip(pane.rows, zip(lines, names)) {
      let x = margin + 2
      write(name, x: x, y: y, Style(quietInk(of: line.thread)), width: nameWidth)
      let text = x + nameWidth + 2
      write(line.text, x: text, y: y, Style(.plain), width: pane.end - text)
    }
  }
}

extension Painter {
  /// The program's own terminal: its last lines, and where it writes next if the keys go there.
  private mutating func drawTerminal(_ pane: Layout.Pane, _ margin: Int) {
    let title = viewer.isTyping ? book.typingPane : book.programPane
    drawRule(title, y: pane.rule, pane.columns)
    let x = margin + 2
    let lines = viewer.terminal.lines(pane.rows.count)
    for (y, line) in zip(pane.rows, lines) {
      let end = write(line, x: x, y: y, Style(.plain), width: pane.end - x)
      guard viewer.isTyping, y == pane.rows.lowerBound + lines.count - 1 else { continue }
      let cursor = min(x + viewer.terminal.column, max(end, pane.end - 1))
      frame.put(" ", x: cursor, y: y, Style(.you, on: .inverse))
    }
  }
}
