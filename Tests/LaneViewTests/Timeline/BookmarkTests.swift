import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// Bookmarks: set, gone to, and taken away.
@Suite struct BookmarkTests {
  private let model = Scene.condition()
  private let size = Size(width: 100, height: 30)

  private func viewer(_ subject: Subject = .lesson(.condition)) -> Viewer {
    var viewer = Viewer(subject, language: .en, abilities: Abilities())
    viewer.screen = size
    return viewer
  }
  private func recording(nextFinding: Instant? = nil) -> Viewer {
    viewer(
      .recording(
        Subject.Recording(
          name: "bank", begin: .zero, end: Instant(nanoseconds: 80_000_000_000),
          position: model.now, nextFinding: nextFinding)))
  }
  private func press(_ keys: [Key], _ viewer: inout Viewer) -> [Action] {
    keys.compactMap { viewer.handle($0, model) }
  }
  private func axis(_ viewer: Viewer) -> String {
    let lines = viewer.frame(model, size: size).text.split(separator: "\n")
    return lines.first { $0.contains("   thread  ") }.map(String.init) ?? ""
  }

  @Test func fromOneToTheNext() throws {
    var viewer = viewer()
    var cursors: [Instant?] = []
    for _ in 0..<2 {
      #expect(press([.left, .left, .left, .character("B")], &viewer).isEmpty)
      cursors.append(viewer.time.cursor)
    }
    #expect(viewer.bookmarks.times == cursors.reversed().compactMap(\.self))
    #expect(axis(viewer).filter { $0 == "◆" }.count == 1)  // the cursor is on the other
    _ = press([.end], &viewer)
    #expect(axis(viewer).filter { $0 == "◆" }.count == 2)
    _ = press([.character("\"")], &viewer)
    #expect(viewer.time.cursor == cursors[0])
    _ = press([.character("\"")], &viewer)
    #expect(viewer.time.cursor == cursors[1])
    _ = press([.character("\"")], &viewer)
    #expect(viewer.time.cursor == cursors[1])
    #expect(viewer.frame(model, size: size).text.contains("there is no earlier bookmark"))
    _ = press([.character("'")], &viewer)
    #expect(viewer.time.cursor == cursors[0])
  }

  @Test func aSecondTimeTakesItAway() {
    var viewer = viewer()
    _ = press([.left, .character("B"), .character("B")], &viewer)
    #expect(viewer.bookmarks.times.isEmpty)
    #expect(viewer.frame(model, size: size).text.contains("is gone"))
    _ = press([.character("'")], &viewer)
    #expect(viewer.frame(model, size: size).text.contains("no bookmark yet: B sets one"))
  }

  /// They belong to the recording; and it is wound on to what it has not come to.
  @Test func ofARecording() {
    var viewer = recording()
    let later = Instant(nanoseconds: 60_000_000_000)
    viewer.bookmarks = Bookmarks([later, .zero])
    #expect(press([.character("B")], &viewer) == [.keepBookmarks])
    #expect(viewer.bookmarks.times == [.zero, model.now, later])
    #expect(press([.character("'")], &viewer) == [.replay(.stand(at: later))])
    #expect(press([.character("\"")], &viewer).isEmpty)
    #expect(viewer.time.cursor == .zero)
  }

  /// It is wound on to the next finding, and no farther.
  @Test func toTheNextFinding() {
    let later = Instant(nanoseconds: 70_000_000_000)
    var viewer = recording(nextFinding: later)
    #expect(press([.character("}")], &viewer) == [.replay(.stand(at: later))])
    #expect(viewer.panel == .findings)
    var last = recording()
    #expect(press([.character("}")], &last).isEmpty)
    #expect(last.frame(model, size: size).text.contains("nothing"))
  }

  @Test func thereIsAMost() {
    let many = Bookmarks((0..<2000).map { Instant(nanoseconds: $0) })
    #expect(many.times.count == Bookmarks.most)
    var viewer = viewer()
    viewer.bookmarks = Bookmarks((1...999).map { Instant(nanoseconds: $0 * 10_000_000_000_000) })
    _ = press([.character("B")], &viewer)
    #expect(viewer.bookmarks.times.count == 999)
    #expect(viewer.frame(model, size: size).text.contains("999 bookmarks are all"))
  }
}
