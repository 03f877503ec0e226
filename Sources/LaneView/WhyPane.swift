import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  mutating func drawWhy(_ pane: Layout.Pane, _ margin: Int) {
    drawRule(book.whyPane, y: pane.rule, margin: margin)
    guard let phrase = whyPhrase() else { return }
    let width = size.width - 2 * margin - 2
    let lines = wrapped(phrase, width: width)
    for (y, line) in zip(pane.rows, lines) {
      // What has no row is cut off visibly in the last one.
      let isCut = y == pane.rows.upperBound - 1 && lines.count > pane.rows.count
      let shown = isCut ? joined(lines.dropFirst(pane.rows.count - 1)) : line
      write(shown, x: margin + 2, y: y, width: width)
    }
  }

  /// The sentence about the lane that is selected.
  func whyPhrase() -> Phrase? {
    viewer.lane(in: model).map { book.sentence(WhyTeller(viewer, model).why($0)) }
  }

  private func joined(_ lines: ArraySlice<Phrase>) -> Phrase {
    var all = Phrase()
    for line in lines {
      for segment in line.segments { all.add(segment.text, segment.tone) }
      all.add(" ")
    }
    return all
  }
}
