import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// The headings of the columns, and the times of the cells.
  mutating func drawAxis(_ heading: String, y: Int, _ columns: Columns) {
    let room = columns.timeline.lowerBound - columns.name.lowerBound - 6
    let headingEnd = write(heading, x: columns.name.lowerBound, y: y, Style(.dim), width: room)
    drawMoment(x: max(columns.letter, headingEnd + 1), y: y, columns)
    if let values = columns.values {
      let heading = viewer.time.cursor == nil ? book.valueColumn : book.valueNow
      write(heading, x: values.lowerBound, y: y, Style(.dim), width: values.count)
    }
    let times = viewer.time.window(columns.timeline.count, at: model.now)
    if viewer.time.cursor == nil {
      drawAges(y: y, columns.timeline)
    } else {
      drawRuler(y: y, columns.timeline, times)
    }
    drawBookmarks(times, y: y, columns.timeline)
    if let span = viewer.time.span { drawSpan(times.columns(of: span), y: y, columns.timeline) }
    if let cursor = viewer.time.cursor {
      frame.put(
        glyphs.cursor, x: columns.timeline.lowerBound + times.column(of: cursor), y: y,
        Style(.you, bold: true))
    }
  }

  /// Above the states: that they are the present's, or the moment whose they are.
  private mutating func drawMoment(x: Int, y: Int, _ columns: Columns) {
    guard let cursor = viewer.time.cursor else {
      write(book.nowColumn, x: x, y: y, Style(.dim))
      return
    }
    let room = (columns.values?.lowerBound ?? columns.timeline.lowerBound) - x - 1
    let clock = book.clock(cursor, decimals: clockDecimals)
    let text = [book.at(clock), clock, book.clock(cursor)].first { DisplayWidth.of($0) <= room }
    if let text { write(text, x: x, y: y, Style(.you)) }
  }

  /// So long before now.
  private mutating func drawAges(y: Int, _ timeline: Range<Int>) {
    let now = timeline.upperBound - DisplayWidth.of(book.nowColumn)
    let labels = TimeAxis.labels(width: timeline.count, zoom: viewer.zoom, gap: 14)
    for label in labels {
      let text = book.ago(axis: label.ago)
      let column = timeline.lowerBound + label.column
      if column + DisplayWidth.of(text) + 2 <= now { write(text, x: column, y: y, Style(.dim)) }
    }
    if now > timeline.lowerBound { write(book.nowColumn, x: now, y: y, Style(.dim)) }
  }

  /// The window stands still, so its times are the source's own: they stand still too. A label under the cursor is left out.
  private mutating func drawRuler(y: Int, _ timeline: Range<Int>, _ window: TimeWindow) {
    let cursor = viewer.time.cursor.map(window.column) ?? -1
    let marks = TimeAxis.ruler(window, from: .zero, to: model.now)
    for mark in marks {
      let text = book.clock(mark.time, decimals: mark.decimals)
      let columns = mark.column..<mark.column + DisplayWidth.of(text)
      guard columns.upperBound <= timeline.count, !columns.contains(cursor) else { continue }
      write(text, x: timeline.lowerBound + mark.column, y: y, Style(.dim))
    }
  }

  private mutating func drawBookmarks(_ window: TimeWindow, y: Int, _ timeline: Range<Int>) {
    for mark in viewer.bookmarks.times {
      let column = window.column(of: mark)
      guard (0..<timeline.count).contains(column) else { continue }
      frame.put(glyphs.bookmark, x: timeline.lowerBound + column, y: y, Style(.you, bold: true))
    }
  }

  /// Between brackets, over the labels.
  private mutating func drawSpan(_ span: Range<Int>, y: Int, _ timeline: Range<Int>) {
    guard !span.isEmpty else { return }
    for column in span {
      let glyph: Character =
        column == span.lowerBound ? "[" : column == span.upperBound - 1 ? "]" : glyphs.rule
      frame.put(glyph, x: timeline.lowerBound + column, y: y, Style(.you))
    }
  }

  /// Without a cursor the newest cell, in which now lies, is at the right edge.
  mutating func drawTimeline(of lane: Lane, y: Int, _ columns: Range<Int>) {
    let window = window ?? viewer.time.window(columns.count, at: model.now)
    let cells = model.cells(of: lane, k: window.zoom, first: window.first, count: window.count)
    drawTimeline(cells, window, y: y, columns)
  }

  mutating func drawTimeline(
    _ cells: [LaneCell], _ window: TimeWindow, y: Int, _ columns: Range<Int>
  ) {
    let timeline = Timeline(viewer.abilities, viewer.time.mode)
    let span = viewer.time.span.map(window.columns)
    let cursor = viewer.time.cursor.map(window.column)
    for (column, mark) in timeline.marks(cells).enumerated() {
      var mark = column == cursor ? timeline.cursorMark(cells[column]) : mark
      // A tint tells what was in the cell, and stays.
      if mark.style.ground == .plain, span?.contains(column) == true { mark.style.ground = .keycap }
      frame.put(mark.glyph, x: columns.lowerBound + column, y: y, mark.style)
    }
  }
}
