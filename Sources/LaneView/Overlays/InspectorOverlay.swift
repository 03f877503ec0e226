import Frames
import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// Opens the list of the changes of the cell under the cursor; without one, of the newest, which stays until it is closed.
  mutating func inspect(_ model: LaneModel) -> Status.TimeInability? {
    guard let lane = lane(in: model) else { return .noLane }
    selectedLane = lane.id
    if time.cursor == nil {
      time.look(at: model.now, in: timeWindow(model))
      time.inspectsLive = true
    }
    overlay = .inspector(top: 0)
    return nil
  }

  mutating func closeInspector() {
    overlay = .none
    if time.inspectsLive { time.goLive() }
  }

  /// The rows that the list has on a screen; a low one has no blank row to spare.
  static func inspectorRows(_ size: Size) -> Range<Int> {
    let top = size.height < 16 ? 1 : 2
    return top..<max(top, size.height - 2)
  }
  var inspectorPage: Int { max(1, Self.inspectorRows(screen).count) }

  mutating func scrollInspector(_ model: LaneModel, _ move: (Int) -> Int) {
    guard case .inspector(let top) = overlay else { return }
    let painter = Painter(self, model, screen)
    guard let it = painter.inspection else { return }
    let columns = ChangeColumns(it, book, width: Self.helpWidth(screen))
    let last = max(0, painter.lines(of: it, columns).count - inspectorPage)
    overlay = .inspector(top: min(max(0, move(min(top, last))), last))
  }
}

extension Painter {
  mutating func drawInspector(from top: Int) {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    drawFooter(y: size.height - 1, margin: margin)
    guard let it = inspection else { return }
    let columns = ChangeColumns(it, book, width: Viewer.helpWidth(size))
    let lines = lines(of: it, columns)
    let rows = Viewer.inspectorRows(size)
    let first = min(top, max(0, lines.count - rows.count))
    for (y, line) in zip(rows, lines.dropFirst(first)) {
      draw(line, x: margin + 1, y: y, columns)
    }
    drawMessage(y: size.height - 2, margin: margin)
    let below = lines.count - first - rows.count
    if below > 0 {
      writeRight(book.moreBelow(below), end: size.width - margin, y: size.height - 2, Style(.dim))
    }
  }

  private mutating func draw(_ line: InspectionLine, x: Int, y: Int, _ columns: ChangeColumns) {
    switch line {
    case .blank: break
    case .heading(let text): write(text, x: x, y: y, Style(.bright, bold: true))
    case .text(let phrase): write(phrase, x: x, y: y, width: columns.width)
    case .total(let share): draw(share, x: x, y: y, width: columns.width)
    case .change(let stretch, let isBefore, let beside):
      draw(stretch, isBefore: isBefore, x: x, y: y, columns)
      if let beside {
        write(beside, x: x + columns.details, y: y, width: columns.width - columns.details)
      }
    }
  }

  /// The letter, the word, how long, which share, and a bar of the share.
  private mutating func draw(_ share: StateShares.Share, x: Int, y: Int, width: Int) {
    frame.put(share.look.letter, x: x, y: y, share.look.letterStyle)
    write(book.word(share.word), x: x + 2, y: y, Style(.plain), width: 12)
    writeRight(book.exact(share.time), end: x + 25, y: y, Style(.plain))
    writeRight(book.percent(share.share), end: x + 31, y: y, Style(.subdued))
    let bar = max(0, min(40, width - 33))
    let filled = max(1, Int((Double(bar) * share.share).rounded()))
    for step in 0..<min(bar, filled) {
      frame.put(glyphs.track(share.look), x: x + 33 + step, y: y, share.look.style)
    }
  }

  /// What began before the cell is dim: it is not one of its changes.
  private mutating func draw(
    _ stretch: Stretch, isBefore: Bool, x: Int, y: Int, _ columns: ChangeColumns
  ) {
    let look = stretch.state.look
    write(
      book.clock(stretch.since, decimals: columns.decimals), x: x, y: y,
      Style(isBefore ? .dim : .subdued))
    frame.put(
      look == .absent ? glyphs.dot : look.letter, x: x + columns.letter, y: y,
      look == .absent ? Style(.faint) : look.letterStyle)
    write(
      words(of: stretch.state), x: x + columns.words.lowerBound, y: y, Style(.plain),
      width: columns.words.count)
    guard stretch.state != .ended else { return }
    let length = (stretch.until ?? model.now) - stretch.since
    writeRight(book.exact(length), end: x + columns.durationEnd, y: y, Style(.plain))
  }
}
