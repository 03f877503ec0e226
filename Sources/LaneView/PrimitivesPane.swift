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
    let window = Self.window(
      all.count, rows: layout.primitives.count, around: all.firstIndex { $0.id == chosen })
    let kindWidth = all.map { DisplayWidth.of(book.word($0.kind)) }.max() ?? 0
    // What was last done is worth more than what kind it is.
    let showsKind = size.width >= 100
    for (y, primitive) in zip(layout.primitives, all[window]) {
      if primitive.id == chosen {
        let isSelected = viewer.selectedPrimitive == chosen
        let style = isSelected ? Style(.bright, bold: true) : Style(.dim)
        frame.put(glyphs.marker, x: columns.marker, y: y, style)
      }
      let style = primitive.id == chosen ? Style(.bright, bold: true) : Style(.plain)
      write(primitive.name, x: columns.name.lowerBound, y: y, style, width: columns.name.count)
      var x = columns.letter
      if showsKind {
        x += 2
        write(book.word(primitive.kind), x: x, y: y, Style(.dim))
        x += kindWidth + 2
      }
      x = drawPicture(of: primitive, x: x, y: y)
      x = drawWaiters(of: primitive, x: x, y: y)
      drawFinding(about: primitive, x: x, y: y, margin: layout.margin)
    }
  }

  private mutating func drawPicture(of primitive: PrimitiveState, x: Int, y: Int) -> Int {
    switch primitive.kind {
    case .lock, .recursiveLock, .synchronized: drawHolder(of: primitive, x: x, y: y)
    case .countingSemaphore, .boundedSemaphore: drawPermits(of: primitive, x: x, y: y)
    case .event: drawLamp(of: primitive, x: x, y: y)
    case .condition, .thread, .barrier, .queue, .pool, .future, .threadLocal, .array, .dictionary,
      .variable, .crew:
      x
    }
  }

  private mutating func drawHolder(of lock: PrimitiveState, x: Int, y: Int) -> Int {
    guard let holder = lock.holders.first else {
      frame.put(glyphs.dot, x: x, y: y, Style(.faint))
      return write(book.free, x: x + 2, y: y, Style(.dim)) + 3
    }
    let look = model.lane(holder)?.state.look ?? .running
    frame.put(glyphs.track(.running), x: x, y: y, Style(look == .running ? .running : .lock))
    var end = write(book.called(model.name(of: holder)), x: x + 2, y: y, Style(.plain))
    if lock.kind == .recursiveLock && lock.depth > 1 {
      end = write(book.depth(lock.depth), x: end + 1, y: y, Style(.plain))
    }
    return write(book.elapsed(model.now - lock.since), x: end + 1, y: y, Style(.dim)) + 3
  }

  /// A square a permit, filled if it is in use. Behind the edge are those that are owed.
  private mutating func drawPermits(of semaphore: PrimitiveState, x: Int, y: Int) -> Int {
    let permits = semaphore.permits
    let most = max(1, (size.width - x) / 6)
    var column = x
    for index in 0..<min(permits.size, most) {
      let isTaken = index < permits.inUse
      frame.put(
        isTaken ? glyphs.taken : glyphs.open, x: column, y: y,
        Style(isTaken ? .running : .semaphore))
      column += 2
    }
    if permits.debt > 0 {
      frame.put(glyphs.edge, x: column, y: y, Style(.rule))
      column += 2
      for _ in 0..<min(permits.debt, most) {
        frame.put(glyphs.taken, x: column, y: y, Style(.error))
        column += 2
      }
    }
    let words = book.inUse(permits.inUse, of: permits.size)
    column = write(words.bright, x: column + 1, y: y, Style(.plain))
    column = write(words.dim, x: column, y: y, Style(.dim))
    if permits.debt > 0 {
      column = write(book.debt(permits.debt), x: column + 2, y: y, Style(.error, bold: true))
    }
    return column + 3
  }

  private mutating func drawLamp(of event: PrimitiveState, x: Int, y: Int) -> Int {
    frame.put(
      event.isSet ? glyphs.lampOn : glyphs.lampOff, x: x, y: y,
      Style(event.isSet ? .lampGreen : .lampRed))
    return write(event.isSet ? book.green : book.red, x: x + 2, y: y, Style(.plain)) + 3
  }

  /// A low mark a waiter, in the colour and height of its lane.
  private mutating func drawWaiters(of primitive: PrimitiveState, x: Int, y: Int) -> Int {
    let count = primitive.waiters.count
    guard count > 0 else {
      guard primitive.kind == .condition else { return x }
      frame.put(glyphs.dot, x: x, y: y, Style(.faint))
      return write(book.nobodyWaits, x: x + 2, y: y, Style(.dim)) + 3
    }
    let look: Look = primitive.kind.isLock ? .lock : .condition
    let marks = min(count, max(1, (size.width - x) / 4))
    frame.fill(
      x: x, y: y, width: marks, height: 1, glyphs.track(look), Style(ink(of: primitive.kind)))
    let words = primitive.kind.isLock ? book.blockedCount(count) : book.waitingCount(count)
    let hasRoom = x + marks + 1 + DisplayWidth.of(words) <= size.width
    return write(hasRoom ? words : "\(count)", x: x + marks + 1, y: y, Style(.plain)) + 3
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

extension PrimitiveState {
  /// A semaphore's permits: how many there are, how many are in use, and how many of those are owed.
  var permits: (size: Int, inUse: Int, debt: Int) {
    let debt = max(0, -value)
    guard let limit else { return (holders.count + max(0, value), holders.count, debt) }
    return (max(0, limit), max(0, limit - value), debt)
  }
}

extension LaneModel {
  /// A condition stands before its lock, whichever was declared first.
  var primitivesInOrder: [PrimitiveState] {
    let all = primitives
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
