import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// A cell is one bucket of absolute time: wherever it stands on the screen, it looks the same.
@Suite struct PanningTests {
  /// What every cell in sight looks like, by lane and bucket; without the cursor's own.
  private func cells(_ looking: Looking) -> [String: [Int64: Cell]] {
    let (frame, window) = (looking.frame, looking.window)
    let cursor = looking.viewer.time.cursor?.bucket(window.zoom)
    var all: [String: [Int64: Cell]] = [:]
    for lane in looking.model.lanes {
      guard let y = looking.row(lane.isControl ? "you" : lane.name) else { continue }
      for column in 0..<window.count where window.bucket(inColumn: column) != cursor {
        all[lane.name, default: [:]][window.bucket(inColumn: column)] =
          frame[looking.left + column, y]
      }
    }
    return all
  }

  private func expectSame(_ a: Looking, _ b: Looking, before end: Int64 = .max, least: Int) {
    let (a, b) = (cells(a), cells(b))
    #expect(a.count > 3)
    for (name, cells) in a {
      let shared = cells.filter { $0.key < end && b[name]?[$0.key] != nil }
      #expect(shared.count >= least, "\(name): \(shared.count)")
      let changed = shared.filter { b[name]?[$0.key] != $0.value }.map(\.key).sorted()
      #expect(changed.isEmpty, "\(name): \(changed)")
    }
  }

  /// Without colour the first letter of a run may come into sight; with colour nothing changes.
  @Test(arguments: Looking.everyKind.filter { $0.colours != .none })
  func noCellChangesWhenItIsPanned(_ abilities: Abilities) {
    for zoom in [26, 27, 28] {
      var live = Looking(at: Scene.busy(), .en, abilities, size: Size(width: 60, height: 30))
      live.viewer.time.zoom(to: zoom)
      var panned = live
      for steps in [1, 5, 9, 3] {
        panned.press([Key](repeating: .left, count: steps))
        expectSame(live, panned, least: panned.window.first == live.window.first ? 15 : 1)
      }
      var further = panned
      further.press("(")
      #expect(further.window.first < panned.window.first)
      expectSame(panned, further, least: 1)
    }
  }

  @Test func windowStandsStillWhileRecordingGoesOn() {
    for (then, now) in [(19.9, 20.3), (21, 25), (19.7, 60)] {
      var before = Looking(at: Scene.condition(then), lesson: .condition)
      before.press([.left, .left, .left])
      var after = before
      after.model = Scene.condition(now)
      #expect(before.window.first == after.window.first)
      // The bucket in which now was has filled up since.
      expectSame(before, after, before: Instant(seconds: then).bucket(28), least: 40)
      after.press([.right])
      #expect(before.window.first == after.window.first)
      expectSame(before, after, before: Instant(seconds: then).bucket(28), least: 40)
    }
  }
}
