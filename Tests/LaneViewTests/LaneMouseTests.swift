import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The mouse hits what is drawn.
@Suite struct LaneMouseTests {
  private func viewer(_ size: Size, _ language: Language = .en) -> Viewer {
    var viewer = Viewer(
      lesson: .lock, language: language, abilities: Abilities(colours: .direct, hasBlocks: true))
    viewer.screen = size
    return viewer
  }
  private func click(_ viewer: inout Viewer, _ x: Int, _ y: Int, _ model: LaneModel) -> Action? {
    let action = viewer.handle(.mouse(Mouse(.press, x: x, y: y)), model)
    _ = viewer.handle(.mouse(Mouse(.release, x: x, y: y)), model)
    return action
  }
  private func text(_ frame: Frame, _ columns: Range<Int>, _ y: Int) -> String {
    String(columns.compactMap { frame[$0, y].flatMap { $0.width == 0 ? nil : $0.glyph } })
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 60)])
  func aClickChoosesALessonAndAnotherOneOpensIt(_ size: (Int, Int)) throws {
    let size = Size(width: size.0, height: size.1)
    var viewer = Viewer(lesson: nil, language: .en, abilities: Abilities())
    viewer.screen = size
    let model = LaneModel()
    let title = viewer.book.card(.rlock).title
    let y = try #require(
      viewer.frame(model, size: size).text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).firstIndex { $0.contains(title) })
    #expect(click(&viewer, 12, y, model) == nil)
    #expect(viewer.choice == .rlock)
    #expect(click(&viewer, 12, y, model) == .open(.rlock) || viewer.choice != .rlock)
    _ = viewer.handle(.mouse(Mouse(.wheelDown, x: 12, y: y)), model)
    #expect(viewer.choice == .semaphore)
    for _ in 0..<20 { _ = viewer.handle(.mouse(Mouse(.wheelUp, x: 12, y: y)), model) }
    #expect(viewer.choice == .containers)
    #expect(click(&viewer, 12, 0, model) == nil && viewer.choice == .containers)
  }

  /// Every cell of the frame is asked for what is there, and what it says has to be drawn there.
  @Test(
    arguments: [(40, 10), (60, 16), (80, 24), (120, 36), (150, 44)], [0, 1, 12, 100])
  func everyCellIsWhatIsDrawnThere(_ size: (Int, Int), _ count: Int) throws {
    let size = Size(width: size.0, height: size.1)
    let model = count == 0 ? LaneModel() : LaneCrowd(count).model
    for arrangement in 0..<4 {
      var viewer = viewer(size, arrangement == 1 ? .zh : .en)
      if count > 0 {
        for key in ["", "S", "te", "o"][arrangement] { _ = viewer.handle(.character(key), model) }
      }
      viewer.message = nil
      let frame = viewer.frame(model, size: size)
      let screen = LaneScreen(viewer, model, size)
      let painter = Painter(viewer, model, size)
      let places = ScreenPlaces(viewer, model)
      var rows: Set<Int> = []
      for y in 0..<size.height {
        for x in 0..<size.width {
          let cell = try #require(frame[x, y])
          switch places.at(x: x, y: y) {
          case .row(let row, let column):
            rows.insert(row)
            let name = painter.name(of: screen.rows[row], screen.rows.lanes(of: row).count)
            let drawn = text(frame, screen.columns.name, y)
            let isHere = (drawn + " ").hasPrefix(String(name.prefix(6)))
            #expect(isHere, "\(drawn) is not \(name)")
            #expect(column.map { $0 + screen.columns.timeline.lowerBound == x } ?? true)
          case .primitive(let id):
            let name = model.name(of: id)
            #expect(text(frame, screen.columns.name, y).hasPrefix(name))
          case .person(let thread, at: _, let column):
            #expect(text(frame, screen.columns.name, y).contains(model.name(of: thread).prefix(6)))
            #expect(column.map { $0 + screen.columns.timeline.lowerBound == x } ?? true)
          case .legend(let look):
            let entry = Legend(screen.legend, viewer.book).entries.first { $0.look == look }
            #expect(frame[entry?.columns.lowerBound ?? 0, y]?.glyph == look.letter)
          case .minimap: #expect("┃│".contains(cell.glyph))
          case .axis: #expect(y == screen.layout.axis)
          case .lesson: Issue.record("a lesson of the menu at \(x), \(y)")
          case .key: #expect(y == size.height - 1)
          case .nothing:
            #expect(y != size.height - 1 || cell.style.ground != .keycap)
            #expect(!"┃".contains(cell.glyph))
          }
        }
      }
      #expect(rows == (screen.primitiveLanes == nil ? Set(screen.sight) : []))
    }
  }

  @Test func clickSelectsALaneAndACell() {
    let model = LaneCrowd(12).model
    var viewer = viewer(Size(width: 120, height: 40))
    let screen = LaneScreen(viewer, model, viewer.screen)
    let y = screen.layout.lanes.lowerBound + 5
    #expect(click(&viewer, screen.columns.name.lowerBound, y, model) == nil)
    #expect(viewer.selectedLane == model.lanes[5].id && viewer.time.cursor == nil)
    _ = click(&viewer, screen.columns.timeline.upperBound - 4, y + 1, model)
    #expect(viewer.selectedLane == model.lanes[6].id)
    let window = viewer.timeWindow(model)
    #expect(viewer.time.cursor.map(window.column) == screen.columns.timeline.count - 4)
  }

  @Test func clickMovesNoLane() {
    let model = LaneCrowd(300).model
    var viewer = viewer(Size(width: 120, height: 30))
    for _ in 0..<7 { _ = viewer.handle(.pageDown, model) }
    let before = LaneScreen(viewer, model, viewer.screen)
    _ = click(&viewer, 5, before.layout.lanes.upperBound - 1, model)
    let after = LaneScreen(viewer, model, viewer.screen)
    #expect(after.sight == before.sight)
    #expect(viewer.selectedLane == model.lanes[before.sight.last ?? 0].id)
  }

  @Test func wheelScrollsLanesAndZoomsOverTheAxis() {
    let model = LaneCrowd(300).model
    var viewer = viewer(Size(width: 120, height: 30))
    viewer.selectedLane = model.lanes[1].id
    let screen = LaneScreen(viewer, model, viewer.screen)
    let lane = screen.layout.lanes.lowerBound
    _ = viewer.handle(.mouse(Mouse(.wheelDown, x: 60, y: lane)), model)
    #expect(LaneScreen(viewer, model, viewer.screen).top == screen.top + 3)
    #expect(viewer.selectedLane == model.lanes[1].id)
    for _ in 0..<200 { _ = viewer.handle(.mouse(Mouse(.wheelDown, x: 60, y: lane)), model) }
    #expect(LaneScreen(viewer, model, viewer.screen).sight.last == 300)
    for _ in 0..<200 { _ = viewer.handle(.mouse(Mouse(.wheelUp, x: 60, y: lane)), model) }
    #expect(LaneScreen(viewer, model, viewer.screen).sight.first == 0)
    let zoom = viewer.zoom
    let axis = Mouse(.wheelUp, x: screen.columns.timeline.upperBound - 9, y: lane - 1)
    _ = viewer.handle(.mouse(axis), model)
    #expect(viewer.zoom == zoom - 1)
    // The next key brings what is selected back into sight.
    _ = viewer.handle(.down, model)
    #expect(viewer.arrangement.top == nil)
  }

  @Test func dragMarksASpan() {
    let model = LaneCrowd(12).model
    var viewer = viewer(Size(width: 120, height: 40))
    let screen = LaneScreen(viewer, model, viewer.screen)
    let (x, y) = (screen.columns.timeline.upperBound - 20, screen.layout.lanes.lowerBound + 2)
    _ = viewer.handle(.mouse(Mouse(.press, x: x, y: y)), model)
    _ = viewer.handle(.mouse(Mouse(.drag, x: x + 5, y: y + 3)), model)
    _ = viewer.handle(.mouse(Mouse(.release, x: x + 5, y: y + 3)), model)
    let span = viewer.time.span
    #expect(span.map { $0.to - $0.from } == Int64(6) << Int64(viewer.zoom))
    // Without a button down nothing is marked.
    _ = viewer.handle(.mouse(Mouse(.drag, x: x + 9, y: y)), model)
    #expect(viewer.time.span == span)
  }

  @Test func legendFiltersAStateAndGivesItBack() throws {
    let model = LaneCrowd(12).model
    var viewer = viewer(Size(width: 120, height: 40))
    let screen = LaneScreen(viewer, model, viewer.screen)
    let y = try #require(screen.layout.legend)
    let entry = try #require(Legend(screen.legend, viewer.book).entries.first { $0.look == .lock })
    _ = click(&viewer, entry.columns.lowerBound + 2, y, model)
    #expect(viewer.laneRows(in: model).count == 4)
    _ = click(&viewer, entry.columns.lowerBound, y, model)
    #expect(viewer.laneRows(in: model).count == 13)
  }

  @Test func footerKeysDoWhatTheirKeysDo() throws {
    let model = LaneCrowd(12).model
    let size = Size(width: 160, height: 30)
    for binding in KeyTable.standard.bindings where binding.places.contains(.lesson) {
      var pressed = viewer(size)
      for (x, key) in footer(pressed, model) where binding.keys.contains(where: { $0.key == key }) {
        var clicked = viewer(size)
        pressed = viewer(size)
        #expect(click(&clicked, x, size.height - 1, model) == pressed.handle(key, model))
        #expect(clicked == pressed)
      }
    }
    let keys = footer(viewer(size), model).map(\.1)
    #expect(keys.contains(.character("<")) && keys.contains(.character(">")))
  }

  private func footer(_ viewer: Viewer, _ model: LaneModel) -> [(Int, Key)] {
    (0..<viewer.screen.width).compactMap { x in
      if case .key(let key) = viewer.place(atX: x, y: viewer.screen.height - 1, model) {
        return (x, key)
      }
      return nil
    }
  }

  @Test func minimapGoesToThatPart() throws {
    let model = LaneCrowd(300).model
    var viewer = viewer(Size(width: 120, height: 30))
    let screen = LaneScreen(viewer, model, viewer.screen)
    let x = try #require(screen.minimap)
    _ = click(&viewer, x, screen.layout.lanes.upperBound - 1, model)
    #expect(LaneScreen(viewer, model, viewer.screen).sight.last == 300)
    _ = click(&viewer, x, screen.layout.lanes.lowerBound, model)
    #expect(LaneScreen(viewer, model, viewer.screen).sight.first == 0)
  }
}
