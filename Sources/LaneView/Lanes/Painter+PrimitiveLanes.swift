import Frames
import LaneModel
import Phrases
import SyncEvents

// The lanes turned round: one a primitive, with those who have it and those who wait for it inside.
extension Painter {
  mutating func drawPrimitiveLanes(_ primitives: [PrimitiveState], _ screen: LaneScreen) {
    let columns = screen.columns
    let chosen = viewer.primitive(in: model)?.id
    guard !primitives.isEmpty else {
      let text =
        viewer.arrangement.filter.text.isEmpty
        ? book.noPrimitives : book.noLane(with: viewer.arrangement.filter.text)
      write(text, x: columns.name.lowerBound, y: screen.layout.lanes.lowerBound, Style(.dim))
      return
    }
    if let y = screen.layout.axis {
      write(book.primitiveColumn, x: columns.name.lowerBound, y: y, Style(.dim))
      write(book.holderColumn, x: columns.letter, y: y, Style(.dim))
    }
    for (y, index) in zip(screen.layout.lanes, screen.sight) {
      let primitive = primitives[index]
      let isChosen = primitive.id == chosen
      let isSelected = isChosen && viewer.selectedPrimitive == chosen
      drawMarker(isChosen: isChosen, isSelected: isSelected, y: y, columns)
      write(
        primitive.name, x: columns.name.lowerBound, y: y,
        isSelected ? Style(.bright, bold: true) : Style(.plain), width: columns.name.count)
      draw(insideOf: primitive, x: columns.letter, y: y, end: screen.layout.laneEnd)
    }
  }

  private mutating func draw(insideOf primitive: PrimitiveState, x: Int, y: Int, end: Int) {
    var x = x
    for (index, holder) in holders(of: primitive).enumerated() {
      guard let next = draw(holder, isHolder: true, x: x, y: y, end: end) else {
        return drawRest(primitive.holders.count - index, x: x, y: y, end: end)
      }
      x = next
    }
    let waiters = primitive.waiters
    if holders(of: primitive).isEmpty, waiters.isEmpty {
      frame.put(glyphs.dot, x: x, y: y, Style(.faint))
      return
    }
    for (index, waiter) in waiters.enumerated() {
      guard let next = draw(waiter, isHolder: false, x: x, y: y, end: end) else {
        return drawRest(waiters.count - index, x: x, y: y, end: end)
      }
      x = next
    }
  }

  /// Of a pool those who run its tasks.
  private func holders(of primitive: PrimitiveState) -> [ThreadID] {
    primitive.kind == .pool ? primitive.running.map(\.thread) : primitive.holders
  }

  /// A holder is a bar of its state, a waiter a letter. Nil where it has no room, with what is left out named behind it.
  private mutating func draw(
    _ thread: ThreadID, isHolder: Bool, x: Int, y: Int, end: Int
  ) -> Int? {
    guard let lane = model.lane(thread) else { return x }
    let look = look(of: lane)
    let name = name(of: lane)
    let width = (isHolder ? 4 : 2) + DisplayWidth.of(name)
    let rest = 6
    guard x + width + rest <= end else { return nil }
    var column = x
    if isHolder {
      for _ in 0..<3 {
        frame.put(glyphs.track(look), x: column, y: y, look.style)
        column += 1
      }
    } else {
      frame.put(look.letter, x: column, y: y, look.letterStyle)
      column += 1
    }
    let style = thread == viewer.selectedLane ? Style(.bright, bold: true) : Style(.subdued)
    return write(name, x: column + 1, y: y, isHolder ? Style(.plain) : style) + 2
  }

  private mutating func drawRest(_ count: Int, x: Int, y: Int, end: Int) {
    if count > 0 { write(book.more(count), x: x, y: y, Style(.dim), width: end - x) }
  }
}
