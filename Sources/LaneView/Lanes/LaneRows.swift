import LaneModel
import SyncEvents

/// One row of the lanes: a thread's lane, by its index in the model, or one that stands for several.
enum LaneRow: Hashable, Sendable {
  case lane(Int)
  case group(LaneGroup)
  /// Those that ended long ago.
  case ended
}

/// The rows of the lanes from top to bottom: what the model has, as the person has arranged it.
///
/// They are worked out anew when a key changes the arrangement or the moment that is looked at, and otherwise at most once a
/// second, so that rows which depend on what happens (an order by state, a filter, a group of waiters) can be read before they
/// move. Lanes that are new meanwhile stand at the end.
struct LaneRows: Equatable, Sendable {
  /// Empty where every lane has its row in the model's order, so that ten thousand lanes cost nothing.
  private(set) var rows: [LaneRow] = []
  private(set) var isPlain = true
  /// Of what stands for several: their lanes, in the order of the rows.
  private(set) var members: [LaneRow: [Int]] = [:]
  /// Which row each lane is in; -1 where the filter keeps it out.
  private var rowOfLane: [Int32] = []
  /// The first rows are those that are pinned.
  private(set) var pinned = 0
  /// The lanes that the filter lets through, and all.
  private(set) var matching = 0
  private(set) var laneCount = 0
  private(set) var time = Instant.zero
  /// The moment whose states they go by; nil is now.
  private(set) var cursor: Instant?

  static let life: Int64 = 1_000_000_000
  /// A thread's lane leaves for the row of the ended ones after so long.
  static let endedLife: Int64 = 60_000_000_000

  var count: Int { isPlain ? laneCount : rows.count }

  subscript(row: Int) -> LaneRow { isPlain ? .lane(row) : rows[row] }

  /// The row of a lane, of which it may be one of several; nil where the filter keeps it out.
  func row(ofLane index: Int) -> Int? {
    if isPlain { return index < laneCount ? index : nil }
    guard rowOfLane.indices.contains(index), rowOfLane[index] >= 0 else { return nil }
    return Int(rowOfLane[index])
  }

  /// The lanes of a row; the first of them is selected with it.
  func lanes(of row: Int) -> [Int] {
    switch self[row] {
    case .lane(let index): [index]
    case let several: members[several] ?? []
    }
  }

  init(_ model: LaneModel, _ arrangement: Arrangement, _ moments: LaneMoments) {
    laneCount = model.lanes.count
    matching = laneCount
    time = model.now
    cursor = moments.cursor
    let ended = arrangement.opensEnded ? [] : model.lanesEndedLongAgo(Self.endedLife, moments)
    guard !arrangement.isPlain || ended.count > 1 else { return }
    isPlain = false
    build(model, arrangement, moments, Set(ended.count > 1 ? ended : []))
  }

  private mutating func build(
    _ model: LaneModel, _ arrangement: Arrangement, _ moments: LaneMoments,
    _ endedLongAgo: Set<Int>
  ) {
    rowOfLane = [Int32](repeating: -1, count: laneCount)
    var indices = Array(0..<laneCount)
    if !arrangement.filter.isEmpty {
      indices = indices.filter { arrangement.filter.matches($0, model, moments) }
    }
    matching = indices.count
    let pins = arrangement.pins.compactMap { pin in indices.first { model.lanes[$0].id == pin } }
    for index in pins { add(index, to: .lane(index)) }
    pinned = pins.count
    let isPinned = Set(pins)
    var ended: [Int] = []
    let hasUsual = arrangement.folded.contains(where: \.isUsual)
    let order = LaneOrder(sort: arrangement.sort, model: model, moments: moments)
    for index in order.sorted(indices) where !isPinned.contains(index) {
      if endedLongAgo.contains(index) {
        ended.append(index)
      } else {
        let fold = fold(
          of: model.lanes[index], arrangement, waitsFor: moments.primitive(index), hasUsual)
        add(index, to: fold ?? .lane(index))
      }
    }
    for index in ended { add(index, to: .ended) }
  }

  private func fold(
    of lane: Lane, _ arrangement: Arrangement, waitsFor primitive: PrimitiveID?, _ hasUsual: Bool
  ) -> LaneRow? {
    if let primitive, arrangement.folded.contains(.waiters(primitive)) {
      return .group(.waiters(primitive))
    }
    guard hasUsual, !lane.isControl else { return nil }
    let group = LaneGroup(usualOf: lane)
    return arrangement.folded.contains(group) ? .group(group) : nil
  }

  private mutating func add(_ index: Int, to row: LaneRow) {
    if case .lane = row {
      rows.append(row)
      rowOfLane[index] = Int32(clamping: rows.count - 1)
      return
    }
    if let first = members[row]?.first {
      rowOfLane[index] = rowOfLane[first]
    } else {
      rows.append(row)
      rowOfLane[index] = Int32(clamping: rows.count - 1)
    }
    members[row, default: []].append(index)
  }

  /// The same with the lanes that have come since.
  func extended(
    to model: LaneModel, _ filter: LaneFilter, _ moments: @autoclosure () -> LaneMoments
  ) -> LaneRows {
    guard laneCount < model.lanes.count else { return self }
    let moments = moments()
    var longer = self
    for index in laneCount..<model.lanes.count {
      longer.laneCount = index + 1
      let matches = filter.isEmpty || filter.matches(index, model, moments)
      if matches { longer.matching += 1 }
      guard !isPlain else { continue }
      longer.rowOfLane.append(-1)
      if matches { longer.add(index, to: .lane(index)) }
    }
    return longer
  }

  /// What is known of this model can still be shown.
  func isFresh(for model: LaneModel, at cursor: Instant?) -> Bool {
    self.cursor == cursor && laneCount <= model.lanes.count && time <= model.now
      && model.now - time < Self.life
  }
}

extension LaneModel {
  /// When all is over the lanes stay as they are: those that ended together with the last.
  fileprivate func lanesEndedLongAgo(_ life: Int64, _ moments: LaneMoments) -> [Int] {
    var (ended, last, isOver) = ([Int](), Instant.zero, true)
    for index in lanes.indices {
      if moments.state(index) == .ended {
        ended.append(index)
        last = max(last, moments.since(index))
      } else if !lanes[index].isControl {
        isOver = false
      }
    }
    let end = isOver ? last : moments.time
    ended = ended.filter { end - moments.since($0) >= life }
    return ended.count > 1 ? ended : []
  }

  /// Looks at the lanes where they are: a lane is large, and there may be ten thousand.
  func contains(where isSo: (Lane) -> Bool) -> Bool { firstLane(where: isSo) != nil }

  func firstLane(where isSo: (Lane) -> Bool) -> Lane? {
    lanes.indices.first { isSo(lanes[$0]) }.map { lanes[$0] }
  }

  func index(of thread: ThreadID) -> Int? { lanes.indices.first { lanes[$0].id == thread } }
}

extension Viewer {
  /// The rows of the lanes as they are to be seen.
  func laneRows(in model: LaneModel) -> LaneRows {
    laneRows(in: model, moments(in: model))
  }
  func laneRows(
    in model: LaneModel, _ moments: @autoclosure () -> LaneMoments
  ) -> LaneRows {
    guard let known = arrangement.remembered, known.isFresh(for: model, at: time.cursor) else {
      return LaneRows(model, arrangement, moments())
    }
    return known.extended(to: model, arrangement.filter, moments())
  }

  /// What the lanes are at the moment that is looked at.
  func moments(in model: LaneModel) -> LaneMoments { LaneMoments(model, at: time.cursor) }

  /// Works the rows out if they are out of date; `anew` after a key has changed the arrangement.
  mutating func arrange(_ model: LaneModel, anew: Bool = false) {
    if let known = arrangement.remembered, !anew, known.isFresh(for: model, at: time.cursor) {
      return
    }
    arrangement.remembered = LaneRows(model, arrangement, moments(in: model))
  }

  /// After a key or the mouse may have moved the cursor: at once, so that not every frame has to.
  mutating func arrangeAtCursor(_ model: LaneModel) {
    if arrangement.remembered?.cursor != time.cursor { arrange(model) }
  }
}
