import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  mutating func drawLanes(_ layout: Layout, _ columns: Columns) {
    let lanes = model.lanes
    guard !lanes.isEmpty else {
      write(book.noThreads, x: columns.name.lowerBound, y: layout.lanes.lowerBound, Style(.dim))
      return
    }
    let chosen = viewer.lane(in: model)?.id
    let window = laneWindow(rows: layout.lanes.count)
    if let axis = layout.axis { drawAxis(y: axis, columns, window, of: lanes.count) }
    for (y, lane) in zip(layout.lanes, lanes[window]) {
      draw(lane, isChosen: lane.id == chosen, y: y, columns)
    }
  }

  /// Ended lanes above leave by half a page, so that the list stands still most of the time; what is selected is in sight.
  private func laneWindow(rows: Int) -> Range<Int> {
    let lanes = model.lanes
    guard lanes.count > rows else { return 0..<lanes.count }
    let firstLive = lanes.firstIndex { !$0.isControl && $0.state != .ended } ?? lanes.count
    let step = max(1, rows / 2)
    let top = min(max(0, firstLive - 1) / step * step, lanes.count - rows)
    let window = top..<top + rows
    guard let lane = viewer.lane(in: model),
      let index = lanes.firstIndex(where: { $0.id == lane.id }),
      !window.contains(index),
      viewer.selectedLane == lane.id || !(lane.isControl || lane.state == .ended)
    else { return window }
    return Self.window(lanes.count, rows: rows, around: index)
  }

  private mutating func draw(_ lane: Lane, isChosen: Bool, y: Int, _ columns: Columns) {
    let isSelected = isChosen && viewer.selectedLane == lane.id
    if isChosen {
      let style = isSelected ? Style(.bright, bold: true) : Style(.dim)
      frame.put(glyphs.marker, x: columns.marker, y: y, style)
    }
    let look = look(of: lane)
    let base = look.isQuiet ? Style(.subdued) : Style(.plain)
    write(
      name(of: lane), x: columns.name.lowerBound, y: y,
      isSelected ? Style(.bright, bold: true) : base, width: columns.name.count)
    if drawPast(of: lane, y: y, columns) { return }
    if look == .absent {
      frame.put(glyphs.dot, x: columns.letter, y: y, Style(.faint))
    } else {
      frame.put(look.letter, x: columns.letter, y: y, look.letterStyle)
    }
    if let words = columns.words {
      write(
        present(of: lane), x: words.lowerBound, y: y, look == .absent ? Style(.dim) : base,
        width: words.count)
    }
    if let duration = columns.duration, look != .absent, look != .idle {
      writeRight(
        book.elapsed(model.now - (lane.task?.since ?? lane.since)), end: duration.upperBound, y: y,
        base,
        width: duration.count)
    }
    if let values = columns.values {
      write(
        OwnValues(of: lane, model, book).phrase, x: values.lowerBound, y: y, width: values.count)
    }
    drawTimeline(of: lane, y: y, columns.timeline)
  }

  /// What it does now, in words.
  private func present(of lane: Lane) -> String {
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
      let isOfCondition = model.primitives.contains { $0.declaration.lock == primitive.id }
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
  var word: StateWord {
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
