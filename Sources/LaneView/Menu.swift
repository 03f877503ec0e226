import Frames
import Phrases

extension Painter {
  /// The lessons: number, title, what it is; and what to try with the one under the cursor.
  mutating func drawMenu() {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    let cards = LessonID.allCases.map { (lesson: $0, card: book.card($0)) }
    let titleWidth = min(
      cards.map { DisplayWidth.of($0.card.title) }.max() ?? 0, size.width / 2)
    let isRoomy = size.height >= 2 * cards.count + 8
    var y = isRoomy ? 2 : 1
    for (lesson, card) in cards {
      draw(card, of: lesson, y: y, margin: margin, titleWidth: titleWidth)
      y += isRoomy ? 2 : 1
    }
    drawChoice(rows: y..<max(y, size.height - 2), margin: margin)
    drawMessage(y: size.height - 2, margin: margin)
    drawFooter(y: size.height - 1, margin: margin)
  }

  /// What to try, and what it shows, as far as there is room.
  private mutating func drawChoice(rows: Range<Int>, margin: Int) {
    let card = book.card(viewer.choice)
    let width = min(size.width - 2 * margin - 2, 96)
    var y = rows.lowerBound
    if rows.count > 4 {
      drawRule(card.title, y: y, margin: margin)
      y += 1
    }
    let attempt = wrapped(Phrase(card.attempt, .plain), width: width)
    let explanation = wrapped(Phrase(card.explanation, .dim), width: width)
    let hasRoom = rows.upperBound - y > attempt.count + explanation.count
    let lines = hasRoom ? attempt + [Phrase()] + explanation : attempt
    // The row of the messages is free most of the time.
    let isTight = lines.count > rows.upperBound - y && viewer.message == nil
    draw(lines, rows: y..<rows.upperBound + (isTight ? 1 : 0), x: margin + 2, width: width)
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
