import Frames
import LaneModel
import Phrases
import SyncEvents

// What the mouse does. Everything it does, a key does too.
extension Viewer {
  /// Lanes that one step of the wheel moves.
  private static let wheelStep = 3

  mutating func point(_ mouse: Mouse, _ model: LaneModel) -> Action? {
    switch mouse.act {
    // What the press has brought to be said stays when the button comes up.
    case .wheelUp, .wheelDown:
      message = nil
      turn(by: mouse.act == .wheelDown ? 1 : -1, mouse, model)
    case .press:
      message = nil
      return press(mouse, model)
    case .drag, .release:
      // A mark goes on wherever the mouse is taken.
      let timeline = LaneScreen.columns(self, shown(model), screen).timeline
      let column = min(max(timeline.lowerBound, mouse.x), timeline.upperBound - 1)
      if mouse.act == .drag || time.anchor != nil, !timeline.isEmpty {
        _ = mark(mouse.act, column: column - timeline.lowerBound, of: timeline.count, model)
      }
    }
    return nil
  }

  private mutating func press(_ mouse: Mouse, _ model: LaneModel) -> Action? {
    let shown = shown(model)
    switch place(atX: mouse.x, y: mouse.y, model) {
    case .nothing where overlay == .contention: clickContention(x: mouse.x, y: mouse.y, shown)
    case .nothing, .axis: break
    case .key(let key): return handle(key, model)
    case .row(let row, let column):
      let places = LaneScreen(self, shown, screen)
      // Nothing moves under the mouse.
      if places.rows.count > places.sight.count { arrangement.top = places.top }
      select(row, of: places.rows, shown)
      if let column {
        _ = mark(.press, column: column, of: places.columns.timeline.count, model)
      }
    case .minimap(let top): arrangement.top = top
    case .lesson(let lesson):
      // The first click looks at what it is, the second opens it.
      if lesson == choice { return .open(lesson) }
      choice = lesson
    case .primitive(let id): selectedPrimitive = id
    case .person(let thread, let primitive, let column):
      (selectedLane, selectedPrimitive) = (thread, primitive)
      if let column {
        _ = mark(.press, column: column, of: timelineWidth(shown), model)
      }
    case .legend(let look):
      arrangement.filter.look = arrangement.filter.look == look ? nil : look
      rearrange(shown)
    }
    return nil
  }

  private mutating func turn(by step: Int, _ mouse: Mouse, _ model: LaneModel) {
    switch overlay {
    case .help, .helpSearch: return scrollHelp { $0 + step * Self.wheelStep }
    case .inspector: return scrollInspector(shown(model)) { $0 + step * Self.wheelStep }
    case .contention: return scrollContention(by: step * Self.wheelStep, shown(model))
    case .remedies: return moveRemedy(by: step, shown(model))
    case .none, .filter, .count, .question: break
    }
    if place == .menu {
      let index = (LessonID.allCases.firstIndex(of: choice) ?? 0) + step
      if LessonID.allCases.indices.contains(index) { choice = LessonID.allCases[index] }
      return
    }
    switch place(atX: mouse.x, y: mouse.y, model) {
    case .axis(let column):
      zoom(by: step, about: column, of: timelineWidth(shown(model)), model)
    case .row, .minimap: scrollLanes(by: step * Self.wheelStep, shown(model))
    case .nothing, .primitive, .person, .legend, .lesson, .key: break
    }
  }

  /// The lanes move, what is selected stays so.
  private mutating func scrollLanes(by step: Int, _ model: LaneModel) {
    let places = LaneScreen(self, model, screen)
    guard places.rows.count > places.sight.count else { return }
    let last = places.rows.count - (places.sight.count - places.fixed)
    arrangement.top = min(max(places.fixed, places.top + step), last)
  }
}
