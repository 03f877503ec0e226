import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// A recording on the screen: what its keys ask for.
@Suite struct ReplayTests {
  private let model = Scene.condition()

  private func viewer(
    speed: Double = 1, isPlaying: Bool = false, progress: Double? = nil, isReadOnly: Bool = false
  ) -> Viewer {
    let recording = Subject.Recording(
      name: "bank", begin: .zero, end: Instant(nanoseconds: 80_000_000_000),
      position: Instant(nanoseconds: 20_000_000_000), speed: speed, isPlaying: isPlaying,
      progress: progress)
    var viewer = Viewer(.recording(recording), language: .en, abilities: Abilities())
    viewer.screen = Size(width: 100, height: 30)
    viewer.isReadOnly = isReadOnly
    return viewer
  }
  private func text(_ viewer: Viewer) -> String {
    viewer.frame(model, size: Size(width: 100, height: 30)).text
  }
  private func header(_ viewer: Viewer) -> String { String(text(viewer).prefix { $0 != "\n" }) }

  @Test func spacePlaysAndStops() {
    var viewer = viewer()
    #expect(viewer.handle(.character(" "), model) == .replay(.toggle))
    #expect(header(viewer).contains("bank  recording"))
    #expect(header(viewer).contains("at rest"))
    #expect(header(viewer).contains("00:20.0 / 01:20.0") || header(viewer).contains("/ 01:20.0"))
    #expect(header(self.viewer(isPlaying: true)).contains("playing ×1"))
    #expect(text(self.viewer(isPlaying: true)).contains(" stop "))
  }

  @Test func spacePlaysFromWhereOneLooks() throws {
    var viewer = viewer()
    _ = viewer.handle(.left, model)
    _ = viewer.handle(.left, model)
    let cursor = try #require(viewer.time.cursor)
    #expect(viewer.handle(.character(" "), model) == .replay(.play(from: cursor)))
    #expect(viewer.time.cursor == nil)
  }

  @Test func endGoesToTheEnd() {
    var viewer = viewer()
    _ = viewer.handle(.left, model)
    #expect(viewer.handle(.end, model) == nil)
    #expect(
      viewer.handle(.end, model)
        == .replay(.stand(at: Instant(nanoseconds: 80_000_000_000))))
  }

  /// From 1000 times down to a hundredth, and on to backwards.
  @Test func everySpeed() {
    var (speed, seen) = (1000.0, [1000.0])
    while true {
      var viewer = viewer(speed: speed)
      guard case .replay(.speed(let next)) = viewer.handle(.character("<"), model) else { break }
      #expect(next < speed)
      var back = self.viewer(speed: next)
      #expect(back.handle(.character(">"), model) == .replay(.speed(speed)))
      speed = next
      seen.append(next)
    }
    #expect(seen.contains(0.01) && seen.contains(-0.01) && seen.last == -1000)
    var fastest = viewer(speed: 1000)
    #expect(fastest.handle(.character(">"), model) == nil)
    #expect(text(viewer(speed: -2, isPlaying: true)).contains("playing ×2 backwards"))
  }

  @Test func nothingIsDoneToWhatHasHappened() {
    for key in "3af+uHswrbL" {
      var viewer = viewer()
      #expect(viewer.handle(.character(key), model) == nil)
      #expect(text(viewer).contains("cannot be done to what has happened"))
    }
    let footer = text(viewer()).split(separator: "\n").last ?? ""
    for word in ["notify", "hold", "release", "restart"] { #expect(!footer.contains(word)) }
  }

  @Test func readOnlyMayPlay() {
    var viewer = viewer(isReadOnly: true)
    #expect(viewer.handle(.character(" "), model) == .replay(.toggle))
    #expect(viewer.handle(.character(">"), model) == .replay(.speed(2)))
  }

  @Test func aLongWayCanBeCutShort() {
    var viewer = viewer(progress: 0.42)
    #expect(header(viewer).contains("reading 42 %, Esc stops"))
    #expect(viewer.isReading)
    #expect(viewer.handle(.escape, model) == .withdraw)
  }

  /// What was told after the moment it has gone back to is told again when it comes.
  @Test func goingBackForgetsWhatCameAfter() {
    var viewer = viewer()
    viewer.follow(model)
    let back = Subject.Recording(
      name: "bank", begin: .zero, end: Instant(nanoseconds: 80_000_000_000), position: .zero)
    viewer.update(back, LaneModel())
    viewer.follow(LaneModel())
    #expect(viewer.subject == .recording(back))
    viewer.follow(model)
    #expect(text(viewer).contains("ready"))
  }
}
