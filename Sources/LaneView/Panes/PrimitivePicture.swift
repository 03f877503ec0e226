import Frames
import LaneModel
import Phrases
import SyncEvents

/// What a primitive looks like: its parts from left to right. Rows of a kind stand in the same columns, and what changes has its
/// room from the beginning.
struct PrimitivePicture {
  typealias Piece = RowPart.Piece
  let model: LaneModel
  let book: Phrasebook
  let glyphs: Glyphs
  /// The columns that a gauge may have, and those that all have.
  let mostGauge: Int
  private(set) var gauge = 0
  /// Digits of the numbers that stand below each other.
  private(set) var digits = 3
  private(set) var nameWidth = 0

  init(
    _ model: LaneModel, _ book: Phrasebook, _ glyphs: Glyphs, room: Int, _ all: Primitives,
    _ widths: LaneWidths
  ) {
    self.model = model
    self.book = book
    self.glyphs = glyphs
    mostGauge = max(5, room / 3)
    nameWidth = min(widths.name, max(8, room / 5))
    let primitives = all.inOrder
    let widths = primitives.map { RowPart.width(gauge(of: $0) ?? []) }.filter { $0 > 0 }
    // A crew may well grow to eight before anything has to move.
    let least = primitives.contains { $0.kind == .crew } ? min(15, mostGauge) : 9
    gauge = widths.isEmpty ? 0 : max(least, widths.max() ?? 0)
    digits = primitives.map { "\($0.value)".count }.reduce(3, max)
  }

  func parts(of primitive: PrimitiveState) -> [RowPart] {
    if primitive.isUnknown { return unknown(primitive) }
    return switch primitive.kind {
    case .lock, .recursiveLock, .synchronized: [holder(of: primitive)] + blocked(at: primitive)
    case .countingSemaphore, .boundedSemaphore: permits(of: primitive) + waiting(at: primitive)
    case .event: [lamp(of: primitive)] + waiting(at: primitive)
    case .condition: waiting(at: primitive)
    case .queue: queue(primitive)
    case .array, .dictionary: container(primitive)
    case .variable: variable(primitive)
    case .threadLocal: threadLocal(primitive)
    case .pool: pool(primitive)
    case .crew: crew(primitive)
    case .barrier: barrier(primitive)
    case .future: future(primitive)
    case .thread: []
    }
  }

  /// Nobody knows how it is; only who waits there shows.
  private func unknown(_ primitive: PrimitiveState) -> [RowPart] {
    let word = RowPart(
      [
        Piece("\(glyphs.track(.unknown))", Style(.unknown)),
        Piece(" \(book.word(.unknown))", Style(.dim)),
      ], reserve: gauge)
    let count = primitive.waiters.count
    guard count > 0 else { return [word] }
    let look = primitive.kind.wants.first?.look ?? .condition
    let words = primitive.kind.isLock ? book.blockedCount(count) : book.waitingCount(count)
    return [word, waiters(count, primitive.kind.ink, look, words)]
  }

  /// Its marks; nil where there are none to count, or nobody knows.
  func gauge(of primitive: PrimitiveState) -> [Piece]? {
    if primitive.isUnknown { return nil }
    let groups: [MarkGroup]
    switch primitive.kind {
    case .countingSemaphore, .boundedSemaphore: groups = permitMarks(primitive.permits)
    case .queue where primitive.limit != nil: groups = queueMarks(primitive)
    case .pool: groups = poolMarks(primitive)
    case .crew:
      groups = [MarkGroup(primitive.limit ?? 0, glyphs.taken, Style(primitive.kind.ink))]
    case .barrier: groups = barrierMarks(primitive)
    default: return nil
    }
    return MarkGroup.gauge(groups, most: mostGauge)
  }

  /// The gauge of a row, or the room that other rows have for one.
  func gaugePart(of primitive: PrimitiveState) -> [RowPart] {
    guard gauge > 0 else { return [] }
    return [RowPart(gauge(of: primitive) ?? [], reserve: gauge)]
  }
}

// Locks, semaphores, lights.
extension PrimitivePicture {
  func holder(of lock: PrimitiveState) -> RowPart {
    holder(of: lock, depth: lock.depth, for: lock.since.map { model.now - $0 })
  }

  /// Who has it, how deep, and for how long.
  func holder(of lock: PrimitiveState, depth: Int, for held: Int64?) -> RowPart {
    let depthWidth = lock.kind == .recursiveLock ? 3 : 0
    let reserve = 2 + nameWidth + depthWidth + 7
    guard let holder = lock.holders.first else {
      return RowPart(
        [Piece("\(glyphs.dot)", Style(.faint)), Piece(" \(book.free)", Style(.dim))],
        reserve: reserve)
    }
    let isRunning = (model.lane(holder)?.state.look ?? .running) == .running
    let name = DisplayWidth.cut(
      DisplayWidth.clean(book.called(model.name(of: holder))), to: nameWidth,
      ellipsis: book.ellipsis)
    let depth = lock.kind == .recursiveLock && depth > 1 ? " \(book.depth(depth))" : ""
    let length = held.map { " \(book.elapsed($0))" }
    return RowPart(
      [
        Piece("\(glyphs.track(.running))", Style(isRunning ? .running : .lock)),
        Piece(" \(name)\(depth)", Style(.plain)), Piece(length ?? "", Style(.dim)),
      ], reserve: reserve)
  }

  /// A square a permit, filled if it is in use. Behind the edge are those that are owed.
  private func permitMarks(_ permits: PrimitiveState.Permits) -> [MarkGroup] {
    let inUse = min(permits.inUse, permits.size)
    return [
      MarkGroup(inUse, glyphs.taken, Style(.running)),
      MarkGroup(permits.size - inUse, glyphs.open, Style(.semaphore)),
      MarkGroup(permits.debt > 0 ? 1 : 0, glyphs.edge, Style(.rule)),
      MarkGroup(permits.debt, glyphs.taken, Style(.error)),
    ]
  }

  private func permits(of semaphore: PrimitiveState) -> [RowPart] {
    let permits = semaphore.permits
    let words = book.inUse(permits.inUse, of: permits.size)
    let most = book.inUse(permits.size, of: permits.size)
    let count = RowPart(
      [Piece(words.bright, Style(.plain)), Piece(words.dim, Style(.dim))],
      reserve: DisplayWidth.of(most.bright + most.dim))
    let debt = RowPart(book.debt(permits.debt), Style(.error, bold: true))
    return gaugePart(of: semaphore) + [count] + (permits.debt > 0 ? [debt] : [])
  }

  func lamp(of event: PrimitiveState) -> RowPart {
    let lamp = event.isSet ? glyphs.lampOn : glyphs.lampOff
    return RowPart(
      [
        Piece("\(lamp)", Style(event.isSet ? .lampGreen : .lampRed)),
        Piece(" \(event.isSet ? book.green : book.red)", Style(.plain)),
      ], reserve: 2 + max(DisplayWidth.of(book.green), DisplayWidth.of(book.red)))
  }
}

// Who waits.
extension PrimitivePicture {
  func blocked(at lock: PrimitiveState) -> [RowPart] {
    let count = lock.waiters.count
    return count == 0 ? [] : [waiters(count, lock.kind.ink, .lock, book.blockedCount(count))]
  }

  private func waiting(at primitive: PrimitiveState) -> [RowPart] {
    let count = primitive.waiters.count
    if count > 0 {
      return [waiters(count, primitive.kind.ink, .condition, book.waitingCount(count))]
    }
    guard primitive.kind == .condition else { return [] }
    return [
      RowPart([
        Piece("\(glyphs.dot)", Style(.faint)), Piece(" \(book.nobodyWaits)", Style(.dim)),
      ])
    ]
  }

  /// A low mark a waiter, in the colour and height of its lane.
  func waiters(_ count: Int, _ ink: Ink, _ look: Look, _ words: String) -> RowPart {
    let marks = String(repeating: glyphs.track(look), count: min(count, mostGauge * 3 / 4))
    let picture = Piece(marks, Style(ink))
    return RowPart(
      [picture, Piece(" \(words)", Style(.plain))],
      brief: [picture, Piece(" \(count)", Style(.plain))])
  }
}

extension PrimitiveState {
  typealias Permits = (size: Int, inUse: Int, debt: Int)

  /// A semaphore's permits: how many there are, how many are in use, and how many of those are owed.
  var permits: Permits {
    let debt = max(0, 0.subtracting(value))
    guard let limit else { return (holders.count.adding(max(0, value)), holders.count, debt) }
    return (max(0, limit), max(0, limit.subtracting(value)), debt)
  }
}
