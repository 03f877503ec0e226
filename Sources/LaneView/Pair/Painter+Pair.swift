import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// The lanes of the other recording, below those of the first, each cell below the one of the moment that belongs to it.
  mutating func drawCompanion(_ pane: Layout.Pane, _ screen: LaneScreen) {
    guard let other = viewer.subject.recording?.other, let beside else { return }
    let times = viewer.time.window(screen.columns.timeline.count, at: model.now)
    let chosen = viewer.lane(in: model)?.name
    let mirrored = viewer.looking(beside: model, at: beside, other, chosen: chosen)
    var painter = Painter(mirrored, beside, size)
    painter.window = times.shifted(by: other.offset, at: viewer.time.cursor ?? model.now)
    swap(&painter.frame, &frame)
    painter.drawCompanion(pane, columns: screen.columns, heading: heading(of: other), chosen)
    swap(&painter.frame, &frame)
  }

  private func heading(of other: Subject.Recording.Other) -> String {
    "\(other.name)   \(book.clock(other.position))   "
      + (other.isByEvent ? book.alignedByEvent : book.alignedByTime)
  }

  private mutating func drawCompanion(
    _ pane: Layout.Pane, columns: Columns, heading: String, _ chosen: String?
  ) {
    drawRule(heading, y: pane.rule, pane.columns)
    var screen = LaneScreen(viewer, model, size)
    screen.columns = columns
    let rows = LaneRows(model, viewer.arrangement, viewer.moments(in: model))
    let index = chosen.flatMap { name in model.lanes.firstIndex { $0.name == name } }
    let row = index.flatMap(rows.row)
    let sight = Self.window(rows.count, rows: pane.rows.count, around: row)
    let marks = LaneMarks(viewer, model)
    for (y, place) in zip(pane.rows, sight) {
      guard case .lane(let index) = rows[place] else { continue }
      draw(model.lanes[index], isChosen: place == row, marks, y: y, screen)
    }
    let hidden = rows.count - sight.count
    if hidden > 0 {
      writeRight(
        " \(book.more(hidden)) ", end: pane.columns.upperBound - 1, y: pane.rule, Style(.dim))
    }
  }

  /// How long was waited for each primitive in either, until the moments that are shown.
  mutating func drawDifference(_ pane: Layout.Pane, _ margin: Int) {
    drawRule(book.differencePane, y: pane.rule, pane.columns)
    guard let beside, let other = viewer.subject.recording?.other else { return }
    let (x, width) = (margin + 2, pane.end - margin - 2)
    let table =
      other.isFirst
      ? DifferenceTable(beside, present, book, width: width)
      : DifferenceTable(present, beside, book, width: width)
    guard let first = pane.rows.first, !table.cells.isEmpty else {
      draw([Phrase(book.nothingContended, .dim)], rows: pane.rows, x: x, width: width)
      return
    }
    for (column, text) in table.placed(table.columns.map(\.heading), ellipsis: book.ellipsis) {
      write(text, x: x + column, y: first, Style(.dim))
    }
    for (y, row) in zip(pane.rows.dropFirst(), table.cells.indices) {
      let cells = table.cells[row]
      let texts = cells.map { $0 ?? String(glyphs.dot) }
      for (index, part) in table.placed(texts, ellipsis: book.ellipsis).enumerated() {
        write(
          part.text, x: x + part.x, y: y, style(index, table.difference.rows[row], cells[index]))
      }
    }
    let hidden = table.cells.count - (pane.rows.count - 1)
    if hidden > 0 {
      writeRight(
        " \(book.more(hidden)) ", end: pane.columns.upperBound - 1, y: pane.rule, Style(.dim))
    }
  }

  private func style(_ column: Int, _ row: Difference.Row, _ text: String?) -> Style {
    switch column {
    case _ where text == nil: Style(.faint)
    case 0: Style(row.kind.ink)
    case 3: Style(.bright, bold: true)
    default: Style(.plain)
    }
  }
}

extension TimeWindow {
  /// The same columns by another clock; a moment stays in its column.
  fileprivate func shifted(by offset: Int64, at time: Instant) -> TimeWindow {
    let buckets = (time + offset).bucket(zoom).subtracting(time.bucket(zoom))
    return TimeWindow(
      zoom: zoom, first: first.adding(buckets), count: count, newest: newest.adding(buckets))
  }
}

extension Viewer {
  /// The same looks at the other recording: of the same thread, by its own clock, in the same order.
  fileprivate func looking(
    beside model: LaneModel, at other: LaneModel, _ recording: Subject.Recording.Other,
    chosen: String?
  ) -> Viewer {
    var mirrored = self
    mirrored.frozen = nil
    mirrored.selectedPrimitive = nil
    mirrored.watchedLane = nil
    mirrored.selectedLane =
      selectedLane == nil ? nil : other.firstLane { $0.name == chosen }?.id
    mirrored.time = time.shifted(by: recording.offset)
    mirrored.arrangement = Arrangement()
    mirrored.arrangement.sort = arrangement.sort
    mirrored.arrangement.filter = arrangement.filter
    mirrored.arrangement.opensEnded = true
    return mirrored
  }
}
