import Frames
public import LaneModel
public import Phrases
import SyncEvents

extension Painter {
  mutating func drawLanes(_ screen: LaneScreen) {
    defer { drawLegend(screen) }
    if let lanes = screen.primitiveLanes { return drawPrimitiveLanes(lanes, screen) }
    guard !model.lanes.isEmpty else { return drawNoThreads(screen) }
    let (columns, rows) = (screen.columns, screen.rows)
    if let axis = screen.layout.axis { drawAxis(heading(screen), y: axis, columns) }
    if rows.count == 0 { drawNothingMatches(screen) }
    let chosen = viewer.lane(in: model).flatMap { model.index(of: $0.id) }.flatMap(rows.row)
    let marks = LaneMarks(viewer, model)
    let several = screen.sight.count { if case .lane = rows[$0] { false } else { true } }
    for (y, row) in zip(screen.layout.lanes, screen.sight) {
      switch rows[row] {
      case .lane(let index):
        draw(
          model.lanes[index], isChosen: row == chosen, marks, y: y, screen)
      case let group:
        drawGroup(
          group, of: rows.lanes(of: row), isChosen: row == chosen, y: y, screen,
          looksAt: GroupSummary.looksAt(groups: several))
      }
    }
    drawMinimap(screen)
  }

  /// How many lanes there are to see, and in which order, where that is not simply all as they were started.
  private func heading(_ screen: LaneScreen) -> String {
    let arrangement = viewer.arrangement
    let (sight, rows) = (screen.sight.dropFirst(screen.fixed), screen.rows)
    var parts: [String] = []
    if !arrangement.filter.isEmpty {
      parts.append(book.filtered(rows.matching, of: rows.laneCount))
    } else if screen.sight.count < rows.count, let first = sight.first, let last = sight.last {
      parts.append(book.lanes(first + 1, last + 1, of: rows.count))
    }
    if arrangement.sort != .start { parts.append(book.sorted(by: arrangement.sort)) }
    return parts.isEmpty ? book.threadColumn : parts.joined(separator: " ")
  }

  /// What to do where there is nothing to see yet.
  private mutating func drawNoThreads(_ screen: LaneScreen) {
    let keys = viewer.keys.bindings.filter { $0.applies(to: viewer.subject) }
    func cap(_ word: KeyWord) -> String? {
      guard !viewer.isReadOnly else { return nil }
      return keys.first { $0.word == word && $0.places.contains(.lesson) }?.firstCap(book)
    }
    draw(book.noThreads(more: cap(.more), restart: cap(.restart)), screen)
  }

  private mutating func drawNothingMatches(_ screen: LaneScreen) {
    let filter = viewer.arrangement.filter
    let look = filter.look.map { book.noLaneLooks(Legend.word(for: $0)) }
    draw(look ?? book.noLane(with: filter.text), screen)
  }

  private mutating func draw(_ text: String, _ screen: LaneScreen) {
    let x = screen.columns.name.lowerBound
    let width = screen.layout.laneEnd - x
    draw(wrapped(Phrase(text, .dim), width: width), rows: screen.layout.lanes, x: x, width: width)
  }

  mutating func drawMarker(isChosen: Bool, isSelected: Bool, y: Int, _ columns: Columns) {
    guard isChosen else { return }
    let style = isSelected ? Style(.bright, bold: true) : Style(.dim)
    frame.put(glyphs.marker, x: columns.marker, y: y, style)
  }

  mutating func draw(
    _ lane: Lane, isChosen: Bool, _ marks: LaneMarks, y: Int, _ screen: LaneScreen
  ) {
    let isSelected = isChosen && viewer.selectedLane == lane.id
    drawMarker(isChosen: isChosen, isSelected: isSelected, y: y, screen.columns)
    let mark = marks.all[lane.id]
    if let mark, !isSelected {
      let ink = model.primitive(mark.primitive)?.kind.ink ?? .plain
      frame.put(
        mark.has ? glyphs.taken : glyphs.open, x: screen.columns.marker, y: y, Style(ink))
    } else if !isChosen, marks.stuck.contains(lane.id) {
      frame.put("!", x: screen.columns.marker, y: y, Style(.deadlocked, bold: true))
    } else if !isChosen, viewer.arrangement.pins.contains(lane.id) {
      frame.put(glyphs.edge, x: screen.columns.marker, y: y, Style(.dim))
    }
    let base = look(of: lane).isQuiet ? Style(.subdued) : Style(.plain)
    let isLit = isSelected || mark != nil
    write(
      name(of: lane), x: screen.columns.name.lowerBound, y: y,
      isLit ? Style(.bright, bold: true) : base, width: screen.columns.name.count)
    drawStates(of: lane, y: y, screen)
  }

  /// What stands behind the name of a lane: its present, or its state at the cursor, and its timeline.
  mutating func drawStates(of lane: Lane, y: Int, _ screen: LaneScreen) {
    let columns = screen.columns
    let look = look(of: lane)
    let base = look.isQuiet ? Style(.subdued) : Style(.plain)
    if let values = columns.values {
      var own = OwnValues(of: lane, model, book).phrase
      // What it had then is not known; the heading says that this is what it has now.
      if viewer.time.cursor != nil { own = Phrase(own.text, .dim) }
      write(own, x: values.lowerBound, y: y, width: values.count)
    }
    if drawPast(of: lane, y: y, columns) { return }
    if look == .absent {
      frame.put(glyphs.dot, x: columns.letter, y: y, Style(.faint))
    } else {
      frame.put(look.letter, x: columns.letter, y: y, look.letterStyle)
    }
    if let words = columns.words {
      write(
        present(of: lane, screen.primitives), x: words.lowerBound, y: y,
        look == .absent ? Style(.dim) : base,
        width: words.count)
    }
    if let duration = columns.duration, look != .absent, look != .idle {
      writeRight(
        book.elapsed(model.now - (lane.task?.since ?? lane.since)), end: duration.upperBound, y: y,
        base,
        width: duration.count)
    }
    drawTimeline(of: lane, y: y, columns.timeline)
  }

  /// What it does now, in words.
  private func present(of lane: Lane, _ primitives: Primitives) -> String {
    let word = book.word(lane.state.word)
    if lane.state.look == .idle { return word }
    if let primitive = lane.state.primitive, lane.state.look != .deadlocked {
      return book.word(lane.state.word, model.name(of: primitive))
    }
    if let task = lane.task, lane.state == .running { return book.running(task: task.number) }
    guard [.running, .sleeping, .held].contains(lane.state) else { return word }
    for hold in lane.holds {
      guard let primitive = model.primitive(hold.primitive) else { continue }
      if lane.state == .held {
        return primitive.kind.isSemaphore
          ? book.held(permits: hold.count) : book.held(depth: hold.count)
      }
      if primitive.kind.isSemaphore && lane.state == .running {
        return book.running(permits: hold.count)
      }
      // The lock of a condition is held whenever one runs there; only a depth is news.
      let isOfCondition = primitives.conditionLocks.contains(primitive.id)
      if primitive.kind == .recursiveLock && (hold.count > 1 || !isOfCondition) {
        return "\(word) \(book.depth(hold.count))"
      }
    }
    return word
  }
}

extension Look {
  /// Bright is only what is alive, or wants to be.
  var isQuiet: Bool {
    switch self {
    case .running, .lock, .deadlocked, .held: false
    case .absent, .idle, .sleeping, .joining, .future, .barrier, .queue, .semaphore, .event,
      .condition, .unknown:
      true
    }
  }
}

extension LaneState {
  public var word: StateWord {
    switch self {
    case .running: .running
    case .sleeping: .sleeping
    case .blocked: .blocked
    case .waiting(_, let wanted): .waiting(wanted)
    case .idle: .idle
    case .held: .held
    case .deadlocked: .deadlocked
    case .unknown: .unknown
    case .ended: .ended
    }
  }
}
