import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The cursor goes back and forth in time, and the window stands still meanwhile.
@Suite struct TimeCursorTests {
  @Test func arrowsMoveByOneCellAndTheWindowOnlyAtItsEdges() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    let live = looking.window
    looking.press([.left])
    #expect(looking.viewer.time.cursor == Instant(startOfBucket: live.newest - 1, 28))
    #expect(looking.window == live)
    looking.press("hl")
    #expect(looking.viewer.time.cursor == Instant(startOfBucket: live.newest - 1, 28))
    looking.press("Z")
    looking.press([Key](repeating: .left, count: 30))
    #expect(looking.window.column(of: looking.viewer.time.cursor ?? .zero) > 0)
    looking.viewer.time.goLive()
    looking.viewer.time.zoom(to: 26)
    let first = looking.window.first
    looking.press([Key](repeating: .left, count: looking.window.count - 1))
    #expect(looking.window.first == first)
    looking.press([.left, .left])
    #expect(looking.window.first == first - 2)
    #expect(looking.window.column(of: looking.viewer.time.cursor ?? .zero) == 0)
    looking.press([.right, .right])
    #expect(looking.window.first == first - 2)
    #expect(looking.window.column(of: looking.viewer.time.cursor ?? .zero) == 2)
  }

  @Test func cursorStaysWithinWhatIsKnown() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([.home])
    #expect(looking.viewer.time.cursor == .zero && looking.said == nil)
    looking.press([.left])
    #expect(looking.viewer.time.cursor == .zero)
    #expect(looking.said == "nothing is known from before that")
    looking.press([.home])
    #expect(looking.said == "nothing is known from before that")
    looking.press([Key](repeating: .character(")"), count: 9))
    #expect(looking.viewer.time.cursor == nil, "beyond the newest cell is what happens now")
    looking.press([.right])
    #expect(looking.said == "that is now: End follows what happens")
    var empty = Looking(at: LaneModel())
    empty.press([.left])
    #expect(empty.viewer.time.cursor == nil && empty.said == "nothing is known from before that")
    empty.press([.enter])
    #expect(empty.said == "there is no thread to look at yet")
  }

  @Test func endAndEscapeGoBackToTheLivePicture() {
    for key in [Key.end, .escape] {
      var looking = Looking(at: Scene.condition(), lesson: .condition)
      let live = looking.frame
      looking.press([.left, .left])
      #expect(looking.frame != live)
      looking.press([key])
      #expect(looking.viewer.time.cursor == nil)
      #expect(looking.frame == live)
    }
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([.end])
    #expect(looking.said == "the picture follows what happens already")
    looking.press([.character(" "), .left, .end])
    #expect(looking.viewer.frozen == nil && looking.viewer.time.cursor == nil)
  }

  @Test func pausedPictureIsLookedThroughToo() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([.character(" "), .left, .left])
    looking.model = Scene.condition(32.2)
    #expect(looking.lines[0].contains("paused +12.3 s   00:19.3"))
    looking.press([.left])
    let newest = Instant(seconds: 19.9).bucket(28)
    #expect(looking.viewer.time.cursor == Instant(startOfBucket: newest - 3, 28))
    looking.press(" ")
    #expect(looking.viewer.frozen == nil && looking.viewer.time.cursor != nil)
  }

  @Test func zoomKeepsTheCursorInItsColumn() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([Key](repeating: .left, count: 20))
    let cursor = looking.viewer.time.cursor ?? .zero
    let (column, frame) = (looking.window.column(of: cursor), looking.frame)
    for _ in 0..<18 {
      looking.press("z")
      #expect(looking.window.column(of: cursor) == column)
    }
    #expect(looking.viewer.zoom == 10)
    for _ in 0..<32 {
      looking.press("Z")
      #expect(looking.window.column(of: cursor) == column)
    }
    #expect(looking.viewer.zoom == 42)
    looking.press([Key](repeating: .character("z"), count: 14))
    #expect(looking.frame == frame)
  }

  @Test func liveZoomKeepsNowAtTheRightEdge() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    for key in "zzzzZZZZZZZZZZZZZZZZZZ" {
      looking.press(String(key))
      #expect(looking.window.last == looking.model.now.bucket(looking.viewer.zoom))
    }
  }

  @Test(arguments: Looking.everyKind) func cursorIsVisibleInEveryLane(_ abilities: Abilities) throws
  {
    var looking = Looking(at: Scene.condition(), .en, abilities, lesson: .condition)
    looking.press([Key](repeating: .left, count: 30))
    let frame = looking.frame
    let column = looking.left + looking.window.column(of: looking.viewer.time.cursor ?? .zero)
    let axis = try #require((0..<40).first { frame[column, $0]?.glyph == Glyphs(abilities).cursor })
    let states = looking.model.lanes.compactMap { lane -> Character? in
      looking.row(lane.isControl ? "you" : lane.name).flatMap { frame[column, $0] }.map {
        #expect($0.style.ground == .inverse)
        return $0.glyph
      }
    }
    #expect(String(states) == "I" + String(repeating: "C", count: 10))
    #expect(frame[column, axis + 1]?.style.ground == .inverse)
  }

  @Test func columnsOfThePresentTellOfTheCursorsMoment() throws {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.select("worker-2")
    // It was notified then, and blocked on the lock.
    looking.viewer.time.look(at: Instant(seconds: 18.7), in: looking.window)
    let row = looking.lines[try #require(looking.row("worker-2"))]
    #expect(row.contains("L blocked ready.lock   1.3 s"))
    #expect(looking.lines.contains { $0.contains("at 00:18.700") })
    #expect(looking.lines[0].contains("○ 00:18.700  -1.2 s"))
    #expect(!looking.lines[0].contains("live"))
    #expect(
      looking.lines.contains {
        $0.contains("worker-2 was blocked on ready.lock for 1.300 s since 00:18.600, and still is")
      })
    // Ended by then, and running before.
    #expect(looking.lines[try #require(looking.row("worker-0"))].contains("R running"))
    looking.viewer.time.look(at: Instant(seconds: 19.7), in: looking.window)
    #expect(looking.lines[try #require(looking.row("worker-0"))].contains("· ended"))
  }

  @Test func threadThatHadNotBegunIsNotStarted() throws {
    var looking = Looking(at: Scene.event(), lesson: .event)
    looking.select("worker-15")
    looking.viewer.time.look(at: Instant(seconds: 1), in: looking.window)
    #expect(looking.lines.contains { $0.contains("worker-15") && $0.contains("· not started") })
    #expect(looking.lines.contains { $0.contains("worker-3") && $0.contains("E waiting light") })
    #expect(looking.lines.contains { $0.contains("worker-15 had not started then") })
    looking.select("worker-3")
    looking.viewer.time.look(at: Instant(seconds: 7), in: looking.window)
    #expect(looking.lines.contains { $0.contains("worker-3 had ended at 00:05.500") })
  }

  @Test func rulerStandsStillAndIsRoundAtEveryZoom() {
    for zoom in TimeView.zooms {
      var view = TimeView()
      view.zoom(to: zoom)
      let now = Instant(nanoseconds: 11_830_412_657 + (Int64(40) << Int64(zoom)))
      let window = view.window(90, at: now)
      let marks = TimeAxis.ruler(window, from: .zero, to: now)
      #expect(!marks.isEmpty, "\(zoom)")
      let texts = marks.map { Phrasebook(.en).clock($0.time, decimals: $0.decimals) }
      #expect(Set(texts).count == texts.count)
      for (mark, next) in zip(marks, marks.dropFirst()) {
        #expect(next.column - mark.column > texts[0].count, "\(zoom)")
      }
      for mark in marks { #expect(window.column(of: mark.time) == mark.column) }
    }
  }
}
