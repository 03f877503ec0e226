import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  mutating func drawWhy(_ pane: Layout.Pane, _ margin: Int) {
    drawRule(book.whyPane, y: pane.rule, pane.columns)
    let width = pane.end - margin - 2
    var lines: [Phrase] = []
    for isShort in [false, true] where lines.isEmpty || lines.count > pane.rows.count {
      guard let phrase = whyPhrase(isShort: isShort) else { return }
      lines = wrapped(phrase, width: width)
    }
    draw(lines, rows: pane.rows, x: margin + 2, width: width)
  }

  /// The sentence about the lane that is selected.
  func whyPhrase(isShort: Bool = false) -> Phrase? {
    viewer.lane(in: model).map {
      pastPhrase(of: $0, isShort: isShort)
        ?? book.sentence(WhyTeller(viewer, model).why($0), isShort: isShort)
    }
  }
}
