import Frames
import LaneModel
import Phrases

extension Painter {
  mutating func drawContention() {
    let places = ContentionPlaces(size)
    let table = ContentionTable(viewer, model, width: places.width)
    drawHeader(margin: places.margin)
    drawTabs(table, places)
    let selected = table.selected(viewer)
    if table.rows.isEmpty {
      let lines = wrapped(Phrase(book.nothingContended), width: places.width)
      draw(lines, rows: places.rows, x: places.left, width: places.width)
    } else {
      drawHeadings(table, places)
      let window = Self.window(table.rows.count, rows: places.rows.count, around: selected)
      for (y, place) in zip(places.rows, window) {
        draw(table.rows[place], of: table, y: y, places, isSelected: place == selected)
      }
      drawDetail(table.rows[selected], places)
      let below = table.rows.count - window.upperBound
      if below > 0 {
        writeRight(
          book.moreBelow(below), end: size.width - places.margin, y: places.message, Style(.dim))
      }
    }
    drawMessage(y: places.message, margin: places.margin)
    drawFooter(y: size.height - 1, margin: places.margin)
  }

  /// Which tables there are; at the right how this one is sorted, and that some of it was worked out.
  private mutating func drawTabs(_ table: ContentionTable, _ places: ContentionPlaces) {
    var x = places.left
    for tab in contentionTabs(table, places) {
      let isShown = tab.subject == table.columns.subject
      let style = isShown ? Style(.bright, bold: true) : Style(.dim)
      x = write(tab.text, x: tab.columns.lowerBound, y: places.tabs, style) + 3
    }
    let end = size.width - places.margin
    var notes = [book.sorted(by: table.sort, ofThreads: table.columns.subject == .threads)]
    // The table is of all that was, whatever moment the lanes are looked at.
    if viewer.time.cursor != nil { notes.insert(book.nowColumn, at: 0) }
    if table.isEstimated { notes.insert(book.estimatedNote, at: 0) }
    if model.forgottenContention > 0, table.columns.subject == .primitives {
      notes.insert(book.forgottenPrimitives(model.forgottenContention), at: 0)
    }
    func text() -> String { notes.joined(separator: book.listComma) }
    while !notes.isEmpty, end - DisplayWidth.of(text()) < x { notes.removeFirst() }
    writeRight(text(), end: end, y: places.tabs, Style(.dim))
  }

  /// The names of the tables, and where they stand.
  func contentionTabs(
    _ table: ContentionTable, _ places: ContentionPlaces
  ) -> [(subject: ContentionSubject, text: String, columns: Range<Int>)] {
    var x = places.left
    return ContentionSubject.allCases.map { subject in
      let count = table.count(of: subject)
      let text = subject == .primitives ? book.primitivesTab(count) : book.threadsTab(count)
      defer { x += DisplayWidth.of(text) + 3 }
      return (subject, text, x..<x + DisplayWidth.of(text))
    }
  }

  private mutating func drawHeadings(_ table: ContentionTable, _ places: ContentionPlaces) {
    for column in table.columns.all {
      let text = book.heading(column.column, ofThreads: table.columns.subject == .threads)
      let isSorted = column.column == table.sort
      let style = isSorted ? Style(.bright, bold: true) : headingStyle(column.column)
      let shown = isSorted ? "\(glyphs.sorted)\(text)" : text
      put(shown, in: column, y: places.headings, places, style)
    }
  }

  private func headingStyle(_ column: ContentionColumn) -> Style {
    if case .state(let state) = column { state.tableLook.style } else { Style(.dim) }
  }

  private mutating func draw(
    _ row: ContentionRow, of table: ContentionTable, y: Int, _ places: ContentionPlaces,
    isSelected: Bool
  ) {
    if isSelected {
      frame.put(glyphs.marker, x: places.margin, y: y, Style(.bright, bold: true))
    }
    for column in table.columns.all {
      let (text, isNothing) = table.cell(row, column.column)
      if isNothing {
        put(String(glyphs.dot), in: column, y: y, places, Style(.faint))
      } else {
        put(text, in: column, y: y, places, style(row, column.column, isSelected: isSelected))
      }
    }
  }

  private func style(
    _ row: ContentionRow, _ column: ContentionColumn, isSelected: Bool
  ) -> Style {
    switch (column, row) {
    case (.name, _) where isSelected: Style(.bright, bold: true)
    case (.name, .primitive(let it)): Style(it.kind.ink)
    case (.name, .thread(let it)): Style(ink(of: it.id))
    case (.kind, _), (.charged, _), (.waitMedian, _), (.waitTail, _), (.holdMedian, _),
      (.holdTail, _):
      Style(.subdued)
    // Who made others wait is what one looks for.
    case (.blamed, _): Style(.bright)
    default: Style(.plain)
    }
  }

  /// Numbers end where their column ends, texts begin where it begins.
  private mutating func put(
    _ text: String, in column: ContentionColumns.Column, y: Int, _ places: ContentionPlaces,
    _ style: Style
  ) {
    let (begin, end) = (
      places.left + column.place.lowerBound, places.left + column.place.upperBound
    )
    if column.isText {
      write(text, x: begin, y: y, style, width: column.place.count)
    } else {
      writeRight(text, end: end, y: y, style, width: column.place.count)
    }
  }

  private mutating func drawDetail(_ row: ContentionRow, _ places: ContentionPlaces) {
    let name =
      switch row {
      case .primitive(let it): it.name
      case .thread(let it): book.called(it.name)
      }
    if let rule = places.rule {
      drawRule(name, y: rule, places.margin..<size.width - places.margin)
    }
    let phrases = ContentionDetail(model: model, book: book).phrases(row)
    let lines = phrases.flatMap { wrapped($0, width: places.width) }
    draw(lines, rows: places.detail, x: places.left, width: places.width)
  }
}

extension ContentionTable {
  /// How many rows a table has; this one, or the other.
  func count(of subject: ContentionSubject) -> Int {
    if subject == columns.subject { return rows.count }
    return subject == .threads ? model.lanes.count : model.primitiveContention().count
  }
}
