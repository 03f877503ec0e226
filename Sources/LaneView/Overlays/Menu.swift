import Frames
import Phrases

extension Painter {
  /// The lessons: number, key, title, what it is; and what to try with the one under the cursor, or with all of them.
  mutating func drawMenu() {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    let lessons = LessonID.allCases
    let cards = lessons.map(book.card)
    let caps = lessons.compactMap { viewer.keys.cap(of: .chooseLesson($0), at: .menu, book) }
    let columns = MenuColumns(cards, caps, size, margin: margin)
    let bottom = size.height - 2
    let places = MenuRows(viewer.choice, size)
    let (step, top, rows) = (places.step, places.top, places.window.count)
    for (row, index) in places.window.enumerated() {
      let y = top + row * step
      switch MenuRows.entries[index] {
      case .heading(let group):
        drawRule(book.heading(group) ?? "", y: y + step / 2, margin..<size.width - margin)
      case .lesson(let lesson):
        let card = book.card(lesson)
        draw(card, of: lesson, y: y, columns)
        guard step > 1 else { continue }
        write(
          card.attempt, x: columns.title, y: y + 1, Style(.dim), width: columns.attemptWidth)
      }
    }
    drawChoice(
      rows: top + rows * step..<max(top + rows * step, bottom), margin: margin,
      showsAttempt: step == 1)
    drawMessage(y: bottom, margin: margin)
    drawFooter(y: size.height - 1, margin: margin)
  }

  /// What to try, unless it stands there already, and what it shows, as far as there is room.
  private mutating func drawChoice(rows: Range<Int>, margin: Int, showsAttempt: Bool) {
    let card = book.card(viewer.choice)
    let width = min(size.width - 2 * margin - 2, 96)
    let attempt = wrapped(Phrase(card.attempt, .plain), width: width)
    let explanation = wrapped(Phrase(card.explanation, .dim), width: width)
    var y = rows.lowerBound
    if rows.count > attempt.count + 1 {
      drawRule(card.title, y: y, margin..<size.width - margin)
      y += 1
    }
    let room = rows.upperBound - y
    let hasRoom = room > (showsAttempt ? attempt.count : 0) + explanation.count
    let lines =
      !showsAttempt
      ? explanation : hasRoom ? attempt + [Phrase()] + explanation : attempt
    // The row of the messages is free most of the time.
    let isTight = lines.count > room && viewer.message == nil
    draw(lines, rows: y..<rows.upperBound + (isTight ? 1 : 0), x: margin + 2, width: width)
  }

  private mutating func draw(
    _ card: LessonCard, of lesson: LessonID, y: Int, _ columns: MenuColumns
  ) {
    let isChosen = lesson == viewer.choice
    if isChosen { frame.put(glyphs.marker, x: columns.marker, y: y, Style(.bright, bold: true)) }
    write(card.number, x: columns.number, y: y, Style(.dim))
    if let cap = viewer.keys.cap(of: .chooseLesson(lesson), at: .menu, book) {
      _ = drawCap(cap, x: columns.key, y: y)
    }
    write(
      card.title, x: columns.title, y: y, isChosen ? Style(.bright, bold: true) : Style(.plain),
      width: columns.titleWidth)
    if columns.end - columns.subtitle >= DisplayWidth.of(card.subtitle) {
      write(card.subtitle, x: columns.subtitle, y: y, Style(.dim))
    }
  }
}

/// Which lessons are in sight, and in which rows of the screen: the groups one below the other.
struct MenuRows {
  let window: Range<Int>
  let top: Int
  /// So many rows a lesson has.
  let step: Int

  /// What stands in the list.
  enum Entry: Hashable {
    case lesson(LessonID)
    /// What the lessons below have in common.
    case heading(LessonID.Group)
  }
  static let entries = LessonID.Group.allCases.flatMap { group in
    (group == .course ? [] : [Entry.heading(group)])
      + LessonID.allCases.filter { $0.group == group }.map(Entry.lesson)
  }

  init(_ choice: LessonID, _ size: Size) {
    let count = Self.entries.count
    let bottom = size.height - 2
    step = bottom >= 3 * count + 6 ? 3 : bottom >= 2 * count + 6 ? 2 : 1
    top = bottom >= step * count + 5 ? 2 : 1
    // Of what to try two rows at least are in sight.
    let rows = max(1, min(count, (bottom - top - 2) / step))
    window = Painter.window(count, rows: rows, around: Self.entries.firstIndex(of: .lesson(choice)))
  }

  func lesson(atY y: Int) -> LessonID? {
    guard y >= top, (y - top) / step < window.count else { return nil }
    guard case .lesson(let lesson) = Self.entries[window.lowerBound + (y - top) / step] else {
      return nil
    }
    return lesson
  }
}

/// Where the parts of a lesson's row stand.
private struct MenuColumns {
  let marker: Int
  let number: Int
  let key: Int
  let title: Int
  let titleWidth: Int
  let subtitle: Int
  let end: Int
  var attemptWidth: Int { end - title }

  init(_ cards: [LessonCard], _ caps: [String], _ size: Size, margin: Int) {
    marker = margin
    number = margin + 2
    key = number + (cards.map { DisplayWidth.of($0.number) }.max() ?? 0) + 1
    title = key + (caps.map(DisplayWidth.of).max() ?? 0) + 3
    end = size.width - margin
    titleWidth = min(cards.map { DisplayWidth.of($0.title) }.max() ?? 0, end - title)
    subtitle = title + titleWidth + 3
  }
}
