import LaneModel
import SyncEvents
import Testing

@testable import LaneView

/// At first cells are short, so that there is something to see.
@Suite struct FittingTests {
  private func looking(at seconds: Double) -> Looking {
    var model = LaneModel()
    model.apply(
      Batch(declarations: [.thread(ThreadDeclaration(id: ThreadID(1), name: "T1"))]),
      now: Instant(seconds: seconds))
    var looking = Looking(at: model)
    looking.viewer.fitTime()
    looking.viewer.follow(model)
    return looking
  }

  @Test func cellsGrowToTheUsualSizeAndKeepTheBeginningInSight() {
    var before = 0
    for seconds in [0.1, 1, 2, 4, 8, 16, 20] {
      let looking = looking(at: seconds)
      let zoom = looking.viewer.zoom
      #expect((24...28).contains(zoom) && zoom >= before)
      #expect(zoom == 28 || looking.window.first <= 0, "\(seconds) s")
      before = zoom
    }
    #expect(looking(at: 0.1).viewer.zoom == 24)
    #expect(looking(at: 3600).viewer.zoom == 28)
  }

  @Test func whoeverHasZoomedKeepsThat() {
    var looking = looking(at: 1)
    looking.press("z")
    let zoom = looking.viewer.zoom
    #expect(zoom == 23)
    looking.model.apply(Batch(), now: Instant(seconds: 30))
    looking.viewer.follow(looking.model)
    #expect(looking.viewer.zoom == zoom)
  }
}
