import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// What the mouse does over the timeline and its axis.
@Suite struct SpanTests {
  @Test func clickPutsTheCursorIntoTheCell() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    let window = looking.window
    looking.viewer.moveCursor(toColumn: window.count - 11, of: window.count, looking.model)
    #expect(looking.viewer.time.cursor == Instant(startOfBucket: window.newest - 10, 28))
    #expect(looking.window == window)
    // What lies before the beginning, or beside the timeline, is its end.
    for column in [0, -50] {
      looking.viewer.moveCursor(toColumn: column, of: window.count, looking.model)
      #expect(looking.viewer.time.cursor == max(.zero, Instant(startOfBucket: window.first, 28)))
    }
    looking.viewer.moveCursor(toColumn: 5_000, of: window.count, looking.model)
    #expect(looking.viewer.time.cursor == Instant(startOfBucket: window.newest, 28))
  }

  @Test func wheelOverTheAxisKeepsWhatIsUnderIt() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([.left])
    let window = looking.window
    let column = window.count - 20
    let under = Instant(startOfBucket: window.bucket(inColumn: column), 28)
    for _ in 0..<3 {
      looking.viewer.zoom(by: -1, about: column, of: window.count, looking.model)
      #expect(looking.window.column(of: under) == column)
    }
    #expect(looking.viewer.zoom == 25)
    // The cursor would be far out of sight at the right: it has come along.
    #expect(looking.viewer.time.cursor == under)
    for _ in 0..<3 { looking.viewer.zoom(by: 1, about: column, of: window.count, looking.model) }
    #expect(looking.window == window)
  }

  @Test func wheelOverTheAxisOfTheLivePictureKeepsItLive() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.viewer.zoom(by: -1, about: 3, of: looking.window.count, looking.model)
    #expect(looking.viewer.zoom == 27 && looking.viewer.time.cursor == nil)
    for _ in 0..<20 { looking.viewer.zoom(by: -1, about: 3, of: 50, looking.model) }
    #expect(looking.viewer.zoom == 10 && looking.said == "that is as close as it goes")
  }

  private func mark(_ looking: inout Looking, _ acts: [(Mouse.Act, Int)]) {
    let width = looking.window.count
    for (act, column) in acts {
      let did = looking.viewer.mark(act, column: width - column, of: width, looking.model)
      #expect(did)
    }
  }

  @Test func pressDragAndReleaseMarkASpanOfWholeCells() {
    for path in [[20, 15, 10], [10, 15, 20], [10, 30, 20]] {
      var looking = Looking(at: Scene.condition(), lesson: .condition)
      let newest = looking.window.newest
      mark(&looking, [(.press, path[0]), (.drag, path[1]), (.drag, path[2]), (.release, path[2])])
      #expect(
        looking.viewer.time.span
          == TimeSpan(
            from: Instant(startOfBucket: newest - 19, 28),
            to: Instant(startOfBucket: newest - 8, 28)))
      let goesOn = looking.viewer.mark(.drag, column: 0, of: 50, looking.model)
      #expect(!goesOn)
      // The cursor stands at the end to which the mouse went.
      let axis = looking.lines.filter { $0.contains("[─────────▼") || $0.contains("▼─────────]") }
      #expect(axis.count == 1)
      looking.press([.escape])
      #expect(looking.viewer.time.span == nil && looking.viewer.time.cursor == nil)
    }
  }

  @Test func statisticsOfTheSpanStandInTheWhyPane() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.select("worker-1")
    looking.viewer.time.span = TimeSpan(from: Instant(seconds: 18.4), to: Instant(seconds: 19.9))
    let expected =
      "worker-1, 1.500 s from 00:18.400 to 00:19.900: blocked 67%, running 20%, waiting 13%; 2 changes"
    #expect(looking.lines.contains { $0.contains(expected) })
    looking.viewer.time.span = TimeSpan(from: Instant(seconds: -9), to: Instant(seconds: -8))
    #expect(looking.lines.contains { $0.contains("not started; 0 changes") })
  }

  @Test func sharesOfASpanAddUpToWhatTheThreadWasThereFor() {
    let model = Scene.manyChanges()
    for lane in model.lanes {
      for (from, to) in [(0.0, 4.2), (1.9, 2.1), (2.0, 2.05), (-3.0, 9.0)] {
        let span = TimeSpan(from: Instant(seconds: from), to: Instant(seconds: to))
        let shares = StateShares(of: lane, in: span, model)
        let there = Instant(seconds: min(to, 4.2)) - Instant(seconds: max(from, 0))
        #expect(shares.all.reduce(0) { $0 + $1.time } == there, "\(lane.name)")
        #expect(shares.all.allSatisfy { $0.time > 0 })
      }
    }
  }

  @Test func spanIsDrawnOnEveryTerminal() throws {
    for (name, abilities) in [("colours", Abilities()), ("ascii", Looking.ascii)] {
      var looking = Looking(
        at: Scene.condition(), .en, abilities, size: Size(width: 90, height: 24), lesson: .condition
      )
      looking.select("worker-1")
      mark(&looking, [(.press, 12), (.drag, 3), (.release, 3)])
      try golden(looking.frame, "span-\(name)")
    }
  }
}
