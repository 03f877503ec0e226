import Frames
import LaneModel
import Phrases
import SyncEvents

// The lanes turned round: one a primitive, with those who have it and those who wait for it inside, or below it where there is
// room.
extension Painter {
  mutating func drawPrimitiveLanes(_ lanes: PrimitiveLanes, _ screen: LaneScreen) {
    let columns = screen.columns
    guard !lanes.all.isEmpty else { return drawNoPrimitive(screen) }
    if let y = screen.layout.axis { drawPrimitiveAxis(lanes, y: y, columns) }
    let chosen = screen.primitives.chosen(viewer)?.id
    for (y, line) in zip(screen.layout.lanes, lanes.lines) {
      switch line {
      case .head(let index, let isOpen):
        let entry = lanes.all[index]
        drawHead(entry.primitive, isChosen: entry.primitive.id == chosen, y: y, columns)
        if isOpen {
          drawSummary(entry, y: y, screen)
        } else {
          draw(entry.people[...], of: entry.primitive, y: y, screen)
        }
      case .person(let index, let person):
        draw(lanes.all[index].people[person], y: y, screen)
      case .rest(let index, let first):
        let entry = lanes.all[index]
        draw(entry.people[first...], of: entry.primitive, y: y, screen)
      case .blank: break
      }
    }
  }

  private mutating func drawNoPrimitive(_ screen: LaneScreen) {
    let filter = viewer.arrangement.filter
    let look = filter.look.map { book.noLaneLooks(Legend.word(for: $0)) }
    let text = filter.isEmpty ? book.noPrimitives : look ?? book.noLane(with: filter.text)
    write(
      text, x: screen.columns.name.lowerBound, y: screen.layout.lanes.lowerBound, Style(.dim))
  }

  private mutating func drawPrimitiveAxis(_ lanes: PrimitiveLanes, y: Int, _ columns: Columns) {
    if lanes.hasTimelines { return drawAxis(book.primitiveColumn, y: y, columns) }
    write(book.primitiveColumn, x: columns.name.lowerBound, y: y, Style(.dim))
    let people = cursorClock.map(book.waiterColumn) ?? book.holderColumn
    write(people, x: columns.letter, y: y, Style(viewer.time.cursor == nil ? .dim : .you))
  }

  private mutating func drawHead(
    _ primitive: PrimitiveState, isChosen: Bool, y: Int, _ columns: Columns
  ) {
    let isSelected = isChosen && viewer.selectedPrimitive == primitive.id
    drawMarker(isChosen: isChosen, isSelected: isSelected, y: y, columns)
    write(
      primitive.name, x: columns.name.lowerBound, y: y,
      isSelected ? Style(.bright, bold: true) : Style(.plain), width: columns.name.count)
  }

  /// How many are in each state, and a line to the right edge that parts it from the primitive above.
  private mutating func drawSummary(
    _ entry: PrimitiveLanes.Entry, y: Int, _ screen: LaneScreen
  ) {
    let (columns, end) = (screen.columns, screen.layout.laneEnd)
    let summary = GroupSummary(entry.people.lazy.map { screen.moments.look($0.lane) })
    var x = draw(summary, x: columns.letter, y: y, end: end)
    if entry.people.isEmpty {
      frame.put(glyphs.dot, x: x, y: y, Style(.faint))
      x += 2
    }
    if viewer.time.cursor != nil, entry.primitive.kind.hasHolder {
      let note = book.holderUnknown(entry.primitive.kind)
      if x + 1 + DisplayWidth.of(note) < end {
        x = write(note, x: x + 1, y: y, Style(.dim)) + 1
      }
    }
    let line = max(x, columns.timeline.lowerBound)
    frame.fill(x: line, y: y, width: max(0, end - line), height: 1, glyphs.rule, Style(.rule))
  }

  /// Its lane, as among the threads. Who has the primitive is marked.
  private mutating func draw(_ person: PrimitiveLanes.Person, y: Int, _ screen: LaneScreen) {
    let (lane, columns) = (model.lanes[person.lane], screen.columns)
    let isSelected = lane.id == viewer.selectedLane
    // Between the name and the letter there are two columns to spare, but on a narrow screen.
    let indent = max(0, columns.letter - 1 - columns.name.upperBound)
    let x = columns.name.lowerBound
    if person.hasIt, indent > 0 { frame.put(glyphs.taken, x: x, y: y, Style(.running)) }
    write(
      name(of: lane), x: x + indent, y: y,
      isSelected ? Style(.bright, bold: true) : Style(person.hasIt ? .plain : .subdued),
      width: columns.name.count)
    drawStates(of: lane, y: y, screen)
  }

  /// Several beside each other, as many as there is room for; how many more there are is said behind them.
  private mutating func draw(
    _ people: ArraySlice<PrimitiveLanes.Person>, of primitive: PrimitiveState, y: Int,
    _ screen: LaneScreen
  ) {
    var x = screen.columns.letter
    let end = screen.layout.laneEnd
    if people.isEmpty { frame.put(glyphs.dot, x: x, y: y, Style(.faint)) }
    for (index, person) in zip(people.indices, people) {
      guard let next = draw(person, x: x, y: y, end: end) else {
        write(book.more(people.endIndex - index), x: x, y: y, Style(.dim), width: end - x)
        return
      }
      x = next
    }
  }

  /// A holder is a bar of its state, a waiter a letter. Nil where it has no room, with what is left out named behind it.
  private mutating func draw(
    _ person: PrimitiveLanes.Person, x: Int, y: Int, end: Int
  ) -> Int? {
    let lane = model.lanes[person.lane]
    let look = look(of: lane)
    let name = name(of: lane)
    let width = (person.hasIt ? 4 : 2) + DisplayWidth.of(name)
    let rest = 6
    guard x + width + rest <= end else { return nil }
    var column = x
    if person.hasIt {
      for _ in 0..<3 {
        frame.put(glyphs.track(look), x: column, y: y, look.style)
        column += 1
      }
    } else {
      frame.put(look.letter, x: column, y: y, look.letterStyle)
      column += 1
    }
    let isSelected = lane.id == viewer.selectedLane
    let style = isSelected ? Style(.bright, bold: true) : Style(.subdued)
    return write(name, x: column + 1, y: y, person.hasIt ? Style(.plain) : style) + 2
  }
}

extension PrimitiveKind {
  /// Threads have it, and give it back.
  fileprivate var hasHolder: Bool {
    switch self {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary, .countingSemaphore,
      .boundedSemaphore, .pool, .future:
      true
    case .event, .condition, .queue, .barrier, .thread, .threadLocal, .variable, .crew: false
    }
  }
}
