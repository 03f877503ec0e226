import Frames
import LaneModel
import Phrases
import SyncEvents

// What has something in it: queues, containers, variables, thread-locals.
extension PrimitivePicture {
  /// Filled are the items, open the free room.
  func queueMarks(_ queue: PrimitiveState) -> [MarkGroup] {
    let room = (queue.limit ?? 0).subtracting(max(0, queue.value))
    return [
      MarkGroup(queue.value, glyphs.taken, Style(.queue)),
      MarkGroup(room, glyphs.open, Style(.dim)),
    ]
  }

  func queue(_ queue: PrimitiveState) -> [RowPart] {
    var parts = depth(of: queue)
    let words = book.items(queue.value, of: queue.limit)
    if let limit = queue.limit {
      let most = book.items(limit, of: limit)
      let room = DisplayWidth.of(most.bright + most.dim)
      parts.append(number(words.bright, words.dim, reserve: room))
    } else {
      parts.append(number(aligned(queue.value), words.dim))
    }
    if usesTaskDone(queue) {
      parts.append(
        RowPart(
          book.unfinished(queue.unfinished), Style(.dim),
          reserve: DisplayWidth.of(book.unfinished(99))))
    }
    if queue.isShutDown { parts.append(RowPart(book.shutDown, Style(.error))) }
    // Those who wait for room and those who wait for an item are seldom there at the same time: one place will do.
    for wanted in queue.kind.wants {
      let count = model.waiters(at: queue.id, for: wanted).count
      if count > 0 {
        parts.append(waiters(count, queue.kind.ink, wanted.look, book.waiting(count, for: wanted)))
      }
    }
    return parts
  }

  /// A queue without an end has no gauge of its own; it uses the room of others, as far as that goes.
  private func depth(of queue: PrimitiveState) -> [RowPart] {
    guard queue.limit == nil, gauge > 0 else { return gaugePart(of: queue) }
    let isWhole = queue.value <= gauge
    let marks = MarkGroup(isWhole ? queue.value : gauge - 1, glyphs.taken, Style(.queue))
    var pieces = MarkGroup.gauge([marks], most: gauge)
    if !isWhole { pieces.append(Piece(book.ellipsis, Style(.queue))) }
    return [RowPart(pieces, reserve: gauge)]
  }

  /// A list or a dictionary, and who is after it if more than one is.
  func container(_ container: PrimitiveState) -> [RowPart] {
    let words = book.items(container.value, of: nil)
    let count = number(aligned(container.value), words.dim)
    let isContended = !container.waiters.isEmpty
    return gaugePart(of: container) + [count]
      + (isContended ? [holder(of: container)] + blocked(at: container) : [])
  }

  func variable(_ variable: PrimitiveState) -> [RowPart] {
    if let updates = variable.updates {
      let words = book.tally(variable.value, updates: updates)
      let lost = updates.subtracting(variable.value)
      let room = digits + DisplayWidth.of(book.tally(999, updates: 999).dim)
      let tally = number(aligned(variable.value), words.dim, reserve: room)
      let loss = RowPart(
        book.lostUpdates(lost), lost > 0 ? Style(.error, bold: true) : Style(.dim))
      return gaugePart(of: variable) + [tally, loss]
    }
    guard let text = variable.text else {
      return gaugePart(of: variable) + [RowPart(book.noValue, Style(.dim))]
    }
    let value = RowPart("= \(text)", Style(.plain), reserve: 6)
    let writer = variable.writer.map {
      RowPart(book.written(by: model.name(of: $0)), Style(.dim))
    }
    return gaugePart(of: variable) + [value] + (writer.map { [$0] } ?? [])
  }

  func threadLocal(_ local: PrimitiveState) -> [RowPart] {
    let count = model.lanes.count { lane in
      lane.state != .ended && lane.values.contains { $0.primitive == local.id }
    }
    let words = book.haveValues(count)
    return gaugePart(of: local) + [number(words.bright, words.dim)]
  }

  /// A program that never says when an item is done leaves all of them unfinished, which says nothing.
  private func usesTaskDone(_ queue: PrimitiveState) -> Bool {
    guard queue.unfinished > queue.value else { return false }
    if !model.waiters(at: queue.id, for: .drain).isEmpty { return true }
    return model.log.contains {
      if case .taskDone(let it, _) = $0.what { it.id == queue.id } else { false }
    }
  }
}

// Numbers.
extension PrimitivePicture {
  func number(_ bright: String, _ dim: String, reserve: Int = 0) -> RowPart {
    RowPart([Piece(bright, Style(.plain)), Piece(dim, Style(.dim))], reserve: reserve)
  }

  /// Numbers of the rows that count stand below each other.
  private func aligned(_ number: Int) -> String {
    let text = "\(number)"
    return String(repeating: " ", count: max(0, digits - text.count)) + text
  }
}
