import Frames
import LaneModel
import Phrases
import SyncEvents

/// What is drawn at a cell of a lesson's screen, as far as the mouse can do something there.
enum ScreenPlace: Hashable {
  case nothing
  /// A row of the lanes, by its number among all rows; of the timeline also which column, counted from its left edge.
  case row(Int, column: Int?)
  case axis(column: Int)
  /// A line of the minimap, by the row that a click on it brings to the top: the first and the last line go to the ends.
  case minimap(Int)
  /// A row of the primitives, or a lane of one.
  case primitive(PrimitiveID)
  /// In the lane of a primitive somebody who has it, or waits for it; of the timeline also which column.
  case person(ThreadID, at: PrimitiveID, column: Int?)
  case legend(Look)
  /// Of the menu.
  case lesson(LessonID)
  /// A key of the footer.
  case key(Key)
}

/// What is where on a lesson's screen.
struct ScreenPlaces {
  let screen: LaneScreen
  private let painter: Painter
  private let primitives: [PrimitiveState]
  private let legend: [Legend.Entry]
  private let showsLanes: Bool

  init(_ viewer: Viewer, _ model: LaneModel) {
    painter = Painter(viewer, model, viewer.screen)
    let size = viewer.screen
    screen = LaneScreen(viewer, painter.model, size)
    primitives = Array(screen.primitives.inOrder[painter.primitiveWindow(screen)])
    legend = Legend(screen.legend, viewer.book).entries
    showsLanes =
      viewer.overlay.showsLanes && viewer.subject != .menu && size.width >= Layout.least.width
      && size.height >= Layout.least.height
  }

  func at(x: Int, y: Int) -> ScreenPlace {
    if y == painter.size.height - 1 {
      return painter.footerKey(atX: x).map(ScreenPlace.key) ?? .nothing
    }
    if painter.viewer.place == .menu {
      return MenuRows(painter.viewer.choice, painter.size).lesson(atY: y).map(ScreenPlace.lesson)
        ?? .nothing
    }
    guard showsLanes else { return .nothing }
    let layout = screen.layout
    if layout.primitives.contains(y) {
      let row = y - layout.primitives.lowerBound
      return primitives.indices.contains(row) ? .primitive(primitives[row].id) : .nothing
    }
    guard x < layout.laneEnd || x == screen.minimap else { return .nothing }
    if y == layout.legend {
      return legend.first { $0.columns.contains(x) }.map { .legend($0.look) } ?? .nothing
    }
    return screen.place(inLanesAtX: x, y: y)
  }
}

extension Viewer {
  /// What is at a cell of the screen as it was last drawn.
  func place(atX x: Int, y: Int, _ model: LaneModel) -> ScreenPlace {
    ScreenPlaces(self, model).at(x: x, y: y)
  }
}

extension LaneScreen {
  fileprivate func place(inLanesAtX x: Int, y: Int) -> ScreenPlace {
    let column = columns.timeline.contains(x) ? x - columns.timeline.lowerBound : nil
    let line = y - layout.lanes.lowerBound
    if let primitiveLanes {
      if y == layout.axis, primitiveLanes.hasTimelines {
        return column.map(ScreenPlace.axis) ?? .nothing
      }
      guard layout.lanes.contains(y), primitiveLanes.lines.indices.contains(line) else {
        return .nothing
      }
      return primitiveLanes.place(line, column)
    }
    if y == layout.axis { return column.map(ScreenPlace.axis) ?? .nothing }
    guard layout.lanes.contains(y) else { return .nothing }
    if x == minimap {
      let scrolled = rows.count - layout.lanes.count
      return .minimap(fixed + line * scrolled / max(1, layout.lanes.count - 1))
    }
    return sight.indices.contains(line) ? .row(sight[line], column: column) : .nothing
  }
}

extension PrimitiveLanes {
  fileprivate func place(_ line: Int, _ column: Int?) -> ScreenPlace {
    switch lines[line] {
    case .head(let index, isOpen: _): .primitive(all[index].primitive.id)
    case .person(let index, let person):
      .person(all[index].people[person].thread, at: all[index].primitive.id, column: column)
    case .rest, .blank: .nothing
    }
  }
}

extension Viewer.Overlay {
  /// The lesson itself is on the screen.
  var showsLanes: Bool {
    switch self {
    case .none, .filter: true
    case .help, .count, .question, .inspector, .contention, .helpSearch, .remedies: false
    }
  }
}
