import Frames
import Phrases

extension Painter {
  /// The lessons: number, title, what it is; what to try with the one under the cursor.
  mutating func drawMenu() {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    let cards = LessonID.allCases.map { (lesson: $0, card: book.card($0)) }
    let titleWidth = min(
      cards.map { DisplayWidth.of($0.card.title) }.max() ?? 0, size.width / 2)
    // The sentence below may take the rest.
    let text = wrapped(
      Phrase(book.card(viewer.choice).attempt, .plain), width: size.width - 2 * margin - 2)
    let spacing = size.height >= 2 * cards.count + text.count + 6 ? 2 : 1
    let top = size.height >= cards.count + 7 ? 2 : 1
    var y = top
    for (lesson, card) in cards {
      draw(card, of: lesson, y: y, margin: margin, titleWidth: titleWidth)
      y += spacing
    }
    let rows = y..<max(y, size.height - 1)
    var line = rows.lowerBound
    if rows.count > text.count + 1 {
      drawRule(book.card(viewer.choice).title, y: line + (spacing == 2 ? 0 : 1), margin: margin)
      line += spacing == 2 ? 1 : 2
    }
    for (offset, phrase) in text.enumerated() where line + offset < size.height - 1 {
      write(phrase, x: margin + 2, y: line + offset, width: size.width - 2 * margin - 2)
    }
    drawFooter(y: size.height - 1, margin: margin)
  }

  private mutating func draw(
    _ card: LessonCard, of lesson: LessonID, y: Int, margin: Int, titleWidth: Int
  ) {
    let isChosen = lesson == viewer.choice
    if isChosen { frame.put(glyphs.marker, x: margin, y: y, Style(.bright, bold: true)) }
    write(card.number, x: margin + 2, y: y, Style(.dim))
    let title = margin + 6
    write(
      card.title, x: title, y: y, isChosen ? Style(.bright, bold: true) : Style(.plain),
      width: titleWidth)
    let subtitle = title + titleWidth + 3
    if size.width - margin - subtitle >= DisplayWidth.of(card.subtitle) {
      write(card.subtitle, x: subtitle, y: y, Style(.dim))
    }
  }
}
