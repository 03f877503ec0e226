import Findings
import Frames
import LaneModel
import Phrases
import SyncEvents

extension FindingRows {
  /// How it could get stuck: a column a thread, from top to bottom first everybody's first lock and then the second; and how near
  /// it came.
  mutating func add(_ inversion: Inversion) {
    add(Phrase("    " + book.nearest(inversion.nearest), .dim))
    let room = width - 4
    let column = room / max(1, inversion.steps.count) - 2
    guard column >= 24 else { return addList(inversion) }
    func line(_ texts: [String?], _ tone: Tone = .plain) {
      var phrase = Phrase("    ", .dim)
      for text in texts {
        let cut = DisplayWidth.cut(
          DisplayWidth.clean(text ?? ""), to: column, ellipsis: book.ellipsis)
        phrase.add(cut + String(repeating: " ", count: column - DisplayWidth.of(cut) + 2), tone)
      }
      rows.append(Row(phrase: phrase))
    }
    line(inversion.steps.map { book.called(model.name(of: $0.thread)) }, .bright)
    for (index, step) in inversion.steps.enumerated() {
      line(inversion.steps.indices.map { $0 == index ? text(step.first) : nil })
    }
    for (index, step) in inversion.steps.enumerated() {
      line(inversion.steps.indices.map { $0 == index ? text(step.second) : nil })
    }
  }

  private mutating func addList(_ inversion: Inversion) {
    for step in inversion.steps {
      let name = book.called(model.name(of: step.thread))
      add(Phrase("    \(name)\(book.colon)\(text(step.first)) \(book.arrow) \(text(step.second))"))
    }
  }

  private func text(_ taking: LockOrder.Taking) -> String {
    let place = taking.site.flatMap(model.site).map { book.inFile("\($0.file):\($0.line)") } ?? ""
    return book.acquires(model.name(of: taking.lock)) + place
  }
}
