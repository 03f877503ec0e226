import Frames
import LaneModel
import SyncEvents
import TestSupport
import Testing

@testable import LaneView

/// Keys and mouse at random, in every order: the cursor stays where it can be, and every picture can be drawn.
@Suite struct TimeStormTests {
  private static let keys: [Key] =
    [.left, .right, .home, .end, .enter, .escape, .up, .down, .pageUp, .pageDown]
    + "zzZZhl().,][m jk".map(Key.character)
  private static let acts: [Mouse.Act] = [.press, .drag, .drag, .release, .wheelUp]

  @Test(arguments: [1, 2, 3]) func cursorStaysInTheWindowAndInWhatIsKnown(_ seed: UInt64) {
    var numbers = FixedNumbers(seed: seed)
    for model in [Scene.manyChanges(), Scene.condition(), LaneModel()] {
      var looking = Looking(at: model)
      for step in 0..<400 {
        if step % 40 == 0 {
          looking.viewer.screen = Size(
            width: .random(in: 1...200, using: &numbers),
            height: .random(in: 1...60, using: &numbers))
        }
        let column = Int.random(in: -9...220, using: &numbers)
        let width = Int.random(in: 1...200, using: &numbers)
        switch Int.random(in: 0..<9, using: &numbers) {
        case 0:
          let act = Self.acts.randomElement(using: &numbers) ?? .press
          _ = looking.viewer.mark(act, column: column, of: width, model)
        case 1:
          looking.viewer.zoom(
            by: Bool.random(using: &numbers) ? 1 : -1, about: column, of: width, model)
        default: looking.press([Self.keys.randomElement(using: &numbers) ?? .end])
        }
        // A question would take all keys.
        if looking.viewer.overlay == .question { looking.press([.escape]) }
        let view = looking.viewer.time
        #expect(TimeView.zooms.contains(view.zoom))
        if let cursor = view.cursor {
          #expect(looking.viewer.knownTime(model).contains(cursor))
          #expect((0..<looking.window.count).contains(looking.window.column(of: cursor)))
        }
        if let span = view.span { #expect(span.from < span.to) }
        if step % 8 == 0 {
          let frame = looking.viewer.frame(model, size: looking.viewer.screen)
          #expect(frame.size == looking.viewer.screen)
        }
      }
    }
  }
}
