import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// The title at the left; at the right whether this is now, and the time.
  mutating func drawHeader(margin: Int) {
    var left = write(book.programName, x: margin, y: 0, Style(.bright, bold: true))
    guard let lesson = viewer.lesson else {
      write(book.programLine, x: left + 2, y: 0, Style(.dim), width: size.width - left - 2 - margin)
      return
    }
    let right = drawClock(margin: margin, left: left + 2)
    let card = book.card(lesson)
    func room() -> Int { right - 2 - left }
    guard room() > DisplayWidth.of(card.number) + 4 else { return }
    left = write(card.number, x: left + 2, y: 0, Style(.dim), width: room())
    left = write(card.title, x: left + 1, y: 0, Style(.plain), width: room() - 1)
    let bare = book.bare(in: lesson)
    if viewer.isBare, room() > DisplayWidth.of(bare) + 2 {
      left = write(bare, x: left + 2, y: 0, Style(.error, bold: true))
    }
    if viewer.isHolding, room() > DisplayWidth.of(book.holding) + 2 {
      left = write(book.holding, x: left + 2, y: 0, Style(.you))
    }
    // Half a subtitle says nothing.
    if DisplayWidth.of(card.subtitle) + 2 <= room() {
      write(card.subtitle, x: left + 2, y: 0, Style(.dim))
    }
  }

  /// Right-aligned; what has no room is left out, the last first. Gives the column where it begins.
  private mutating func drawClock(margin: Int, left: Int) -> Int {
    var parts: [(text: String, style: Style)] = [
      viewer.frozen == nil
        ? ("\(glyphs.lampOn) \(book.live)", Style(.running))
        : ("\(glyphs.track(.held)) \(book.paused(present.now - model.now))", Style(.you))
    ]
    parts.append((book.clock(model.now), Style(.dim)))
    if model.lost > 0 { parts.append((book.lost(model.lost), Style(.error, bold: true))) }
    parts.append((book.cell(1 << Int64(viewer.zoom)), Style(.dim)))
    parts.append((book.pace(viewer.speed), Style(.dim)))
    let gap = 3
    // The title needs some room too.
    let room = size.width - margin - left - 12
    func width() -> Int { parts.reduce(-gap) { $0 + gap + DisplayWidth.of($1.text) } }
    while parts.count > 1 && width() > room { parts.removeLast() }
    let begin = size.width - margin - width()
    var column = begin
    for part in parts { column = write(part.text, x: column, y: 0, part.style) + gap }
    return begin
  }
}
