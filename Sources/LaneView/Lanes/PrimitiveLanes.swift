import LaneModel
import SyncEvents

/// The lanes turned round: which primitives have a lane, who is in each, and what stands in which line.
///
/// Where there is room a primitive has several lines, one for each who has it or waits for it. All have as many, whoever comes
/// and goes, so that nothing moves.
struct PrimitiveLanes {
  struct Entry {
    let primitive: PrimitiveState
    /// Those who have it, then those who wait for it in the order of their line; at the cursor only those who waited.
    let people: [Person]
  }
  struct Person: Hashable {
    let thread: ThreadID
    /// Its lane in the model.
    let lane: Int
    let hasIt: Bool
  }
  enum Line: Hashable {
    /// The primitive itself, by its place; open if its people have lines of their own.
    case head(Int, isOpen: Bool)
    /// One of its people, by the place among them.
    case person(Int, Int)
    /// All of them from this one on, for whom there are no lines.
    case rest(Int, from: Int)
    case blank
  }
  let all: [Entry]
  private(set) var lines: [Line] = []
  /// People have lines of their own.
  private(set) var hasTimelines = false

  init(
    _ viewer: Viewer, _ model: LaneModel, _ primitives: Primitives, _ moments: LaneMoments,
    _ waiters: [PrimitiveID: [Int]], height: Int
  ) {
    all = Self.matching(viewer, model, primitives, moments, waiters)
    let chosen = primitives.chosen(viewer)?.id
    let peopled = all.count { Self.hasPeople($0.primitive.kind) }
    let spare = height - all.count
    guard peopled > 0, spare / peopled >= Self.leastLines else {
      let place = all.firstIndex { $0.primitive.id == chosen }
      lines = Painter.window(all.count, rows: height, around: place).map {
        .head($0, isOpen: false)
      }
      return
    }
    hasTimelines = true
    let share = min(spare / peopled, max(Self.leastLines, model.lanes.count))
    for (index, entry) in all.enumerated() {
      let isPeopled = Self.hasPeople(entry.primitive.kind)
      lines.append(.head(index, isOpen: isPeopled))
      if isPeopled { lines += people(of: index, entry.people.count, lines: share) }
    }
  }

  /// Fewer lines say no more than the primitive's own line can.
  private static let leastLines = 2

  private func people(of index: Int, _ count: Int, lines: Int) -> [Line] {
    let shown = count <= lines ? count : lines - 1
    var result = (0..<shown).map { Line.person(index, $0) }
    if shown < count { result.append(.rest(index, from: shown)) }
    return result + [Line](repeating: .blank, count: lines - result.count)
  }

  /// Threads can have it, or wait for it.
  static func hasPeople(_ kind: PrimitiveKind) -> Bool {
    switch kind {
    case .variable, .threadLocal, .crew: false
    case .lock, .recursiveLock, .synchronized, .array, .dictionary, .countingSemaphore,
      .boundedSemaphore, .event, .condition, .queue, .pool, .barrier, .future, .thread:
      true
    }
  }

  /// Those that the filter lets through.
  static func matching(
    _ viewer: Viewer, _ model: LaneModel, _ primitives: Primitives, _ moments: LaneMoments,
    _ waiters: [PrimitiveID: [Int]]
  ) -> [Entry] {
    // Asked for once: to look a lane up by its thread is to go over all of them.
    let places = Dictionary(
      model.lanes.indices.map { (model.lanes[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    return primitives.inOrder.compactMap { primitive in
      let people =
        moments.cursor == nil
        ? people(of: primitive, places)
        : (waiters[primitive.id] ?? []).map {
          Person(thread: model.lanes[$0].id, lane: $0, hasIt: false)
        }
      let filter = viewer.arrangement.filter
      return filter.matches(primitive, with: people.map(\.lane), model, moments)
        ? Entry(primitive: primitive, people: people) : nil
    }
  }

  /// Of a pool those who run its tasks have it.
  private static func people(
    of primitive: PrimitiveState, _ places: [ThreadID: Int]
  ) -> [Person] {
    let holders = primitive.kind == .pool ? primitive.running.map(\.thread) : primitive.holders
    return [(holders, true), (primitive.waiters, false)].flatMap { threads, hasIt in
      threads.compactMap { thread in
        places[thread].map { Person(thread: thread, lane: $0, hasIt: hasIt) }
      }
    }
  }
}
