import Frames
import LaneModel
import Phrases
import SyncEvents

/// Where everything of a lesson's screen is. What draws and what the mouse hits ask it alike.
struct LaneScreen {
  let layout: Layout
  let columns: Columns
  let rows: LaneRows
  /// Which row of `rows`, or which primitive of `primitives`, each line of the lanes shows, from the top.
  let sight: [Int]
  /// The primitives that have a lane each; nil where the threads have.
  let primitives: [PrimitiveState]?
  /// The column of the minimap; nil where all rows are in sight.
  let minimap: Int?

  init(_ viewer: Viewer, _ model: LaneModel, _ size: Size) {
    layout = Layout(size, Layout.Wish(model, viewer))
    rows = viewer.laneRows(in: model)
    let arrangement = viewer.arrangement
    let all =
      arrangement.showsPrimitives
      ? model.primitivesInOrder.filter(arrangement.filter.matches) : nil
    primitives = all
    let height = layout.lanes.count
    if let all {
      let chosen = viewer.primitive(in: model)?.id
      let window = Painter.window(
        all.count, rows: height, around: all.firstIndex { $0.id == chosen })
      sight = Array(window)
    } else {
      sight = Self.sight(viewer, model, rows, height)
    }
    let isCut = all == nil && rows.count > height
    // Beside the lanes there is a free column, but on a narrow screen the timeline gives one.
    let isNarrow = layout.margin == 0
    minimap = isCut && height > 1 ? layout.laneEnd - (isNarrow ? 1 : 0) : nil
    // Where letters stand for colours they would be read as the lane's last ones.
    let gap = isCut && viewer.abilities.colours == .none ? 1 : 0
    columns = Columns(
      right: layout.laneEnd - (isCut && isNarrow ? 1 : 0) - gap, margin: layout.margin,
      hasValues: viewer.hasValues(in: model), model, viewer.book, viewer.arrangement.widths)
  }

  /// So many pinned rows stay at the top, whatever is scrolled below them: half of the room at least is for the others.
  var fixed: Int { min(rows.pinned, layout.lanes.count / 2) }
  /// Of those below them, the first in sight.
  var top: Int { sight.dropFirst(fixed).first ?? 0 }

  /// The pinned rows, and below them the others from the first in sight on.
  private static func sight(
    _ viewer: Viewer, _ model: LaneModel, _ rows: LaneRows, _ height: Int
  ) -> [Int] {
    guard rows.count > height else { return Array(0..<rows.count) }
    let pinned = min(rows.pinned, height / 2)
    let room = height - pinned
    let others = pinned..<rows.count
    let last = rows.count - room
    let top = viewer.arrangement.top.map { min(max(pinned, $0), last) }
    let window = top.map { $0..<$0 + room } ?? automatic(viewer, model, rows, others, room)
    return Array(0..<pinned) + Array(window)
  }

  /// Ended lanes above leave by half a page, so that the list stands still most of the time; what is selected is in sight.
  private static func automatic(
    _ viewer: Viewer, _ model: LaneModel, _ rows: LaneRows, _ others: Range<Int>, _ room: Int
  ) -> Range<Int> {
    let firstLive = others.first { isLive(rows[$0], model) } ?? others.upperBound
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

  private static func isLive(_ row: LaneRow, _ model: LaneModel) -> Bool {
    guard case .lane(let index) = row else { return row != .ended }
    return !model.lanes[index].isControl && model.lanes[index].state != .ended
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

extension LaneModel {
  fileprivate func widestValue(_ book: Phrasebook) -> Int {
    lanes.indices.reduce(0) { widest, index in
      lanes[index].values.isEmpty
        ? widest : max(widest, DisplayWidth.of(OwnValues(of: lanes[index], self, book).text) + 1)
    }
  }
}
