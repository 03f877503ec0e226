import Frames
import LaneModel
import SyncEvents

/// What is drawn at a cell of a lesson's screen, as far as the mouse can do something there.
enum ScreenPlace: Hashable {
  case nothing
  /// A row of the lanes, by its number among all rows; of the timeline also which column, counted from its left edge.
  case row(Int, column: Int?)
  case axis(column: Int)
  /// A line of the minimap, by the first row that it stands for.
  case minimap(Int)
  /// A row of the primitives, or a lane of one.
  case primitive(PrimitiveID)
  case legend(Look)
  /// A key of the footer.
  case key(Key)
}

extension Viewer {
  /// What is at a cell of the screen as it was last drawn.
  func place(atX x: Int, y: Int, _ model: LaneModel) -> ScreenPlace {
    let painter = Painter(self, model, screen)
    if y == screen.height - 1 { return painter.footerKey(atX: x).map(ScreenPlace.key) ?? .nothing }
    guard overlay.showsLanes, lesson != nil, screen.width >= Layout.least.width,
      screen.height >= Layout.least.height
    else { return .nothing }
    let model = shown(model)
    let places = LaneScreen(self, model, screen)
    if places.layout.primitives.contains(y) {
      let row = y - places.layout.primitives.lowerBound
      let all = model.primitivesInOrder
      let window = painter.primitiveWindow(places.layout)
      return window.count > row ? .primitive(all[window.lowerBound + row].id) : .nothing
    }
    guard x < places.layout.laneEnd || x == places.minimap else { return .nothing }
    if y == places.layout.legend {
      let entries = Legend(places.legend, book).entries
      return entries.first { $0.columns.contains(x) }.map { .legend($0.look) } ?? .nothing
    }
    return places.place(inLanesAtX: x, y: y)
  }
}

extension LaneScreen {
  fileprivate func place(inLanesAtX x: Int, y: Int) -> ScreenPlace {
    let column = columns.timeline.contains(x) ? x - columns.timeline.lowerBound : nil
    let line = y - layout.lanes.lowerBound
    if let primitives {
      guard layout.lanes.contains(y), sight.indices.contains(line) else { return .nothing }
      return .primitive(primitives[sight[line]].id)
    }
    if y == layout.axis { return column.map(ScreenPlace.axis) ?? .nothing }
    guard layout.lanes.contains(y) else { return .nothing }
    if x == minimap {
      return .minimap(Painter.part(line, of: layout.lanes.count, rows: rows.count).lowerBound)
    }
    return sight.indices.contains(line) ? .row(sight[line], column: column) : .nothing
  }
}

extension Viewer.Overlay {
  /// The lesson itself is on the screen.
  var showsLanes: Bool {
    switch self {
    case .none, .filter: true
    case .help, .count, .question, .inspector, .helpSearch: false
    }
  }
}
