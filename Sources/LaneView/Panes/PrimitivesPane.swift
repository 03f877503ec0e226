import Findings
import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// One row a primitive: its name, what it is, its picture, who waits, and what was last done to it. With a cursor what is known
  /// of then, and dim behind it how it is now: how it was nobody has written down.
  mutating func drawPrimitives(_ screen: LaneScreen) {
    let (layout, columns) = (screen.layout, screen.columns)
    let all = screen.primitives.inOrder
    let chosen = screen.primitives.chosen(viewer)?.id
    let kindWidth = all.map { DisplayWidth.of(book.word($0.kind)) }.max() ?? 0
    // What was last done is worth more than what kind it is.
    let showsKind = size.width >= 100
    let first = columns.letter + (showsKind ? 2 + kindWidth + 2 : 0)
    let picture = PrimitivePicture(
      model, book, glyphs, room: size.width - layout.margin - first, screen.primitives,
      screen.widths)
    for (y, primitive) in zip(layout.primitives, all[primitiveWindow(screen)]) {
      if primitive.id == chosen {
        let isSelected = viewer.selectedPrimitive == chosen
        let style = isSelected ? Style(.bright, bold: true) : Style(.dim)
        frame.put(glyphs.marker, x: columns.marker, y: y, style)
      }
      let style = primitive.id == chosen ? Style(.bright, bold: true) : Style(.plain)
      write(primitive.name, x: columns.name.lowerBound, y: y, style, width: columns.name.count)
      if showsKind {
        write(book.word(primitive.kind), x: columns.letter + 2, y: y, Style(.dim))
      }
      let end = size.width - layout.margin
      if viewer.time.cursor == nil {
        let x = draw(picture.parts(of: primitive), x: first, y: y, end: end)
        drawFinding(about: primitive, x: x, y: y, margin: layout.margin)
      } else {
        let past = PrimitivePast(
          primitive: primitive, waiters: screen.waiters[primitive.id] ?? [], moments: screen.moments
        )
        draw(past, picture, x: first, y: y, end: end)
      }
    }
  }

  private mutating func draw(
    _ past: PrimitivePast, _ picture: PrimitivePicture, x: Int, y: Int, end: Int
  ) {
    // Below each other as far as that goes, so that one can see what is of then.
    let after = draw(picture.parts(of: past), x: x, y: y, end: end)
    let label = max(after, x + (end - x) * 2 / 5)
    let least = DisplayWidth.of(book.nowLabel) + 8
    guard label + least <= end else { return }
    let now = write(book.nowLabel, x: label, y: y, Style(.dim))
    let dim = picture.parts(of: past.primitive).map(\.dim)
    _ = draw(dim, x: now + 1, y: y, end: end)
  }

  /// Which of the primitives are in sight.
  func primitiveWindow(_ screen: LaneScreen) -> Range<Int> {
    let all = screen.primitives.inOrder
    let chosen = screen.primitives.chosen(viewer)?.id
    return Self.window(
      all.count, rows: screen.layout.primitives.count, around: all.firstIndex { $0.id == chosen })
  }

  /// What is wrong with it; or else what was last done to it.
  private mutating func drawFinding(about primitive: PrimitiveState, x: Int, y: Int, margin: Int) {
    let room = size.width - margin - x - 2
    let finding = model.findings.first {
      $0.isRing && $0.links.contains { $0.primitive == primitive.id }
    }
    if let finding {
      let text = "\(glyphs.track(.deadlocked)) \(book.deadlock(certain: finding.grade == .certain))"
      write(text, x: x + 2, y: y, Style(.deadlocked, bold: true), width: room)
    } else if let last = primitive.lastAction {
      let time = model.now - last.time
      let texts = ActionForm.allCases.compactMap { book.lastAction(last, time, $0) }
      if let text = texts.first(where: { DisplayWidth.of($0) <= room }) {
        write(text, x: x + 2, y: y, Style(.dim), width: room)
      }
    }
  }
}
