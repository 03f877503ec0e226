import Frames
import LaneModel
import Phrases
import SyncEvents

/// Where everything of a lesson's screen is. What draws and what the mouse hits ask it alike.
struct LaneScreen {
  let layout: Layout
  var columns: Columns
  let rows: LaneRows
  /// What the lanes are, or were at the cursor: worked out here once, for all that the frame asks of it.
  let moments: LaneMoments
  /// Who waited for each primitive at the cursor; nobody without one.
  let waiters: [PrimitiveID: [Int]]
  let primitives: Primitives
  let widths: LaneWidths
  /// Which row of `rows` each line of the lanes shows, from the top.
  let sight: [Int]
  /// What the lines show where the primitives have a lane each; nil where the threads have.
  let primitiveLanes: PrimitiveLanes?
  /// The column of the minimap; nil where all rows are in sight.
  let minimap: Int?

  init(_ viewer: Viewer, _ model: LaneModel, _ size: Size) {
    primitives = Primitives(model)
    moments = viewer.moments(in: model)
    waiters = moments.waiters
    layout = Layout(size, Layout.Wish(model, viewer, primitives))
    rows = viewer.laneRows(in: model, moments)
    let height = layout.lanes.count
    primitiveLanes =
      viewer.arrangement.showsPrimitives
      ? PrimitiveLanes(viewer, model, primitives, moments, waiters, height: height) : nil
    sight =
      primitiveLanes == nil ? Self.sight(viewer, model, rows, height, moments) : []
    let isCut = primitiveLanes == nil && rows.count > height
    // Beside the lanes there is a free column, but on a narrow screen the timeline gives one.
    let isNarrow = layout.margin == 0
    minimap = isCut && height > 1 ? layout.laneEnd - (isNarrow ? 1 : 0) : nil
    widths = viewer.arrangement.widths.filled(model, viewer.book)
    columns = Columns(layout, isCut: isCut, viewer, primitives, widths)
  }

  static func layout(_ viewer: Viewer, _ model: LaneModel, _ size: Size) -> Layout {
    Layout(size, Layout.Wish(model, viewer, Primitives(model)))
  }

  /// The columns alone: they depend on how many rows there are, but not on what is in them.
  static func columns(_ viewer: Viewer, _ model: LaneModel, _ size: Size) -> Columns {
    let primitives = Primitives(model)
    let layout = Layout(size, Layout.Wish(model, viewer, primitives))
    let takesRoom = layout.margin == 0 || viewer.abilities.colours == .none
    let mayBeCut = takesRoom && !viewer.arrangement.showsPrimitives
    let isCut = mayBeCut && viewer.laneRows(in: model).count > layout.lanes.count
    return Columns(
      layout, isCut: isCut, viewer, primitives,
      viewer.arrangement.widths.filled(model, viewer.book))
  }

  /// So many pinned rows stay at the top, whatever is scrolled below them: half of the room at least is for the others.
  var fixed: Int { min(rows.pinned, layout.lanes.count / 2) }
  /// Of those below them, the first in sight.
  var top: Int { sight.dropFirst(fixed).first ?? 0 }

  /// The pinned rows, and below them the others from the first in sight on.
  private static func sight(
    _ viewer: Viewer, _ model: LaneModel, _ rows: LaneRows, _ height: Int, _ moments: LaneMoments
  ) -> [Int] {
    guard rows.count > height else { return Array(0..<rows.count) }
    let pinned = min(rows.pinned, height / 2)
    let room = height - pinned
    let others = pinned..<rows.count
    let last = rows.count - room
    let top = viewer.arrangement.top.map { min(max(pinned, $0), last) }
    let window = top.map { $0..<$0 + room } ?? automatic(viewer, model, rows, others, room, moments)
    return Array(0..<pinned) + Array(window)
  }

  /// Ended lanes above leave by half a page, so that the list stands still most of the time; what is selected is in sight.
  private static func automatic(
    _ viewer: Viewer, _ model: LaneModel, _ rows: LaneRows, _ others: Range<Int>, _ room: Int,
    _ moments: LaneMoments
  ) -> Range<Int> {
    let firstLive = others.first { isLive(rows[$0], model, moments) } ?? others.upperBound
    let step = max(1, room / 2)
    let scrolled = max(0, firstLive - others.lowerBound - 1) / step * step
    let top = min(others.lowerBound + scrolled, others.upperBound - room)
    let window = top..<top + room
    guard let lane = viewer.lane(in: model), let index = model.index(of: lane.id),
      let row = rows.row(ofLane: index), others.contains(row), !window.contains(row),
      viewer.selectedLane == lane.id || !lane.isControl
    else { return window }
    let centred = Painter.window(others.count, rows: room, around: row - others.lowerBound)
    return others.lowerBound + centred.lowerBound..<others.lowerBound + centred.upperBound
  }

  private static func isLive(
    _ row: LaneRow, _ model: LaneModel, _ moments: LaneMoments
  ) -> Bool {
    guard case .lane(let index) = row else { return row != .ended }
    return !model.lanes[index].isControl && moments.state(index) != .ended
  }
}

/// How wide the names and the values of all lanes are, as far as that was looked at.
struct LaneWidths: Equatable, Sendable {
  private(set) var laneCount = 0
  private(set) var name = 0
  private(set) var value = 0
  private var valuesAt = Instant.zero

  /// So few that every frame can look at all of them, and is right at once.
  private static let few = 256

  /// Names that were measured stay measured; values are looked at again once a second.
  mutating func follow(_ model: LaneModel, _ book: Phrasebook) {
    guard model.lanes.count > Self.few else { return self = LaneWidths() }
    if laneCount > model.lanes.count { self = LaneWidths() }
    for index in laneCount..<model.lanes.count {
      name = max(name, DisplayWidth.of(book.called(model.lanes[index].name)))
    }
    let isLater = model.now < valuesAt || model.now - valuesAt >= LaneRows.life
    if laneCount == 0 || isLater {
      value = model.widestValue(book)
      valuesAt = model.now
    }
    laneCount = model.lanes.count
  }

  /// Where nobody has looked yet, they are looked at now.
  func filled(_ model: LaneModel, _ book: Phrasebook) -> LaneWidths {
    guard laneCount != model.lanes.count else { return self }
    var fresh = self
    fresh.laneCount = model.lanes.count
    fresh.name = model.lanes.indices.reduce(0) {
      max($0, DisplayWidth.of(book.called(model.lanes[$1].name)))
    }
    fresh.value = model.widestValue(book)
    return fresh
  }
}

extension Columns {
  init(
    _ layout: Layout, isCut: Bool, _ viewer: Viewer, _ primitives: Primitives, _ widths: LaneWidths
  ) {
    let isNarrow = layout.margin == 0
    // Where letters stand for colours the minimap's would be read as the lanes' last ones.
    let gap = isCut && viewer.abilities.colours == .none ? 1 : 0
    self.init(
      right: layout.laneEnd - (isCut && isNarrow ? 1 : 0) - gap, margin: layout.margin,
      hasValues: viewer.hasValues(widths), primitives, viewer.book, widths)
  }
}

extension LaneModel {
  fileprivate func widestValue(_ book: Phrasebook) -> Int {
    lanes.indices.reduce(0) { widest, index in
      lanes[index].values.isEmpty
        ? widest : max(widest, DisplayWidth.of(OwnValues(of: lanes[index], self, book).text) + 1)
    }
  }
}
