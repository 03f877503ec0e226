import Findings
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
    if lines.count < pane.rows.count, let blame = blamePhrase() {
      lines += wrapped(blame, width: width)
    }
    draw(lines, rows: pane.rows, x: margin + 2, width: width)
  }

  /// What others have waited for because of that lane, or else because of whom it waits for in the end; nothing while the past
  /// is looked at.
  private func blamePhrase() -> Phrase? {
    guard viewer.time.cursor == nil, viewer.time.span == nil, let lane = viewer.lane(in: model)
    else { return nil }
    let holder = model.chain(from: lane.id)?.steps.last?.holders.first
    for thread in [lane.id, holder].compactMap(\.self) {
      let charges = model.blame(of: thread)
      guard charges.total >= Self.leastBlame else { continue }
      return ContentionDetail(model: model, book: book).blame(
        of: thread, charges, isAbout: model.lane(thread)?.hasEstimatedWaits ?? true)
    }
    return nil
  }
  /// Less is not worth a sentence: 10 ms.
  private static let leastBlame: Int64 = 10_000_000

  /// The sentence about the lane that is selected.
  func whyPhrase(isShort: Bool = false) -> Phrase? {
    viewer.lane(in: model).map {
      pastPhrase(of: $0, isShort: isShort)
        ?? book.sentence(WhyTeller(viewer, model).why($0), isShort: isShort)
    }
  }
}
