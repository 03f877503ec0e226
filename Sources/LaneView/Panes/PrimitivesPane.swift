import Findings
import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// One row a primitive: its name, what it is, its picture, who waits, and what was last done to it.
  mutating func drawPrimitives(_ layout: Layout, _ columns: Columns) {
    let all = model.primitivesInOrder
    let chosen = viewer.primitive(in: model)?.id
    let window = primitiveWindow(layout)
    let kindWidth = all.map { DisplayWidth.of(book.word($0.kind)) }.max() ?? 0
    // What was last done is worth more than what kind it is.
    let showsKind = size.width >= 100
    let first = columns.letter + (showsKind ? 2 + kindWidth + 2 : 0)
    let picture = PrimitivePicture(
      model, book, glyphs, room: size.width - layout.margin - first, viewer.arrangement.widths)
    for (y, primitive) in zip(layout.primitives, all[window]) {
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
      let x = draw(picture.parts(of: primitive), x: first, y: y, end: end)
      drawFinding(about: primitive, x: x, y: y, margin: layout.margin)
    }
  }

  /// Which of the primitives are in sight.
  func primitiveWindow(_ layout: Layout) -> Range<Int> {
    let all = model.primitivesInOrder
    let chosen = viewer.primitive(in: model)?.id
    return Self.window(
      all.count, rows: layout.primitives.count, around: all.firstIndex { $0.id == chosen })
  }

  /// What is wrong with it; or else what was last done to it.
  private mutating func drawFinding(about primitive: PrimitiveState, x: Int, y: Int, margin: Int) {
    let room = size.width - margin - x - 2
    let finding = model.findings.first { $0.ring.contains { $0.primitive == primitive.id } }
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

extension LaneModel {
  /// A condition stands before its lock, whichever was declared first. A result is there only for those who wait for it.
  var primitivesInOrder: [PrimitiveState] {
    let all = primitives.filter { $0.kind != .future || !$0.waiters.isEmpty }
    guard all.contains(where: { $0.kind == .condition }) else { return all }
    let conditions = Dictionary(grouping: all.filter { $0.kind == .condition }) {
      $0.declaration.lock
    }
    var seen: Set<PrimitiveID> = []
    return all.flatMap { primitive in
      primitive.kind == .condition
        ? [primitive] : (conditions[primitive.id] ?? []) + [primitive]
    }.filter { seen.insert($0.id).inserted }
  }
}
