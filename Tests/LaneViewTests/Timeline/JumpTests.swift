import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// From change to change, and from lane to lane.
@Suite struct JumpTests {
  /// worker-1 waits for the lock that worker-0 has; then it goes on, and worker-2 after it.
  private func world() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<3)
    scene.at(1)
    scene.take(workers[0], lock)
    scene.at(2)
    for worker in workers[1...] { scene.block(worker, lock) }
    scene.at(5)
    scene.give(workers[0], lock)
    scene.get(workers[1], lock, from: workers[0])
    scene.at(6)
    scene.event(workers[1], .sleeping(1_000_000_000))
    scene.at(7)
    scene.event(workers[1], .woke)
    scene.at(8)
    return scene.model
  }

  @Test func dotAndCommaGoFromChangeToChangeOfTheLane() {
    var looking = Looking(at: world())
    looking.select("worker-1")
    var times: [Double] = []
    for _ in 0..<5 {
      looking.press(",")
      times.append(Double(looking.viewer.time.cursor?.nanoseconds ?? -1) / 1e9)
    }
    #expect(times == [7, 6, 5, 2, 0])
    looking.press(",")
    #expect(looking.said == "no earlier change of worker-1 is known")
    looking.press("....")
    #expect(looking.viewer.time.cursor == Instant(seconds: 7))
    looking.press(".")
    #expect(looking.said == "no later change of worker-1 is known")
    #expect(looking.viewer.time.cursor == Instant(seconds: 7))
  }

  @Test func jumpSelectsTheLaneThatItIsAbout() {
    var looking = Looking(at: world())
    looking.press(",")
    #expect(looking.selected == "worker-2" && looking.viewer.time.cursor == Instant(seconds: 2))
  }

  @Test func jumpOutOfSightBringsTheMomentToTheMiddle() {
    var looking = Looking(at: world())
    looking.select("worker-1")
    looking.viewer.time.zoom(to: 20)
    looking.press(",,,")
    let (window, cursor) = (looking.window, looking.viewer.time.cursor ?? .zero)
    #expect(cursor == Instant(seconds: 5))
    #expect(abs(window.column(of: cursor) - window.count / 2) <= 1)
  }

  @Test func bracketGoesToWhoeverEndedTheWaitAndBack() {
    var looking = Looking(at: world())
    looking.select("worker-1")
    // Within the wait, and after it, the same thread has ended it.
    for seconds in [3.0, 5.5] {
      looking.viewer.time.look(at: Instant(seconds: seconds), in: looking.window)
      looking.press("]")
      #expect(looking.selected == "worker-0")
      #expect(looking.viewer.time.cursor == Instant(seconds: 5))
      looking.press("[")
      #expect(looking.selected == "worker-1")
      #expect(looking.viewer.time.cursor == Instant(seconds: seconds))
    }
    looking.press("[")
    #expect(looking.said == "there was no jump to go back from")
  }

  @Test func bracketSaysWhyThereIsNobodyToGoTo() {
    var looking = Looking(at: world())
    looking.select("worker-2")
    looking.press("]")
    #expect(looking.said == "nobody has woken worker-2 yet")
    looking.select("worker-0")
    looking.press("]")
    #expect(looking.said == "nobody is known to have woken worker-0 here")
    #expect(looking.viewer.time.cursor == nil && looking.viewer.time.history.isEmpty)
  }

  @Test func wayBackRestoresTheLivePictureAndItsZoom() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.select("worker-1")
    let before = looking.viewer.time
    looking.press("]")
    #expect(looking.selected == "worker-0" && looking.viewer.time.cursor == Instant(seconds: 19.6))
    looking.press("zz[")
    #expect(looking.viewer.time == before && looking.selected == "worker-1")
  }

  @Test func notifierIsFoundFromTheWaitOnACondition() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.select("worker-2")
    looking.viewer.time.look(at: Instant(seconds: 10), in: looking.window)
    looking.press("]")
    #expect(looking.selected == "you" && looking.viewer.time.cursor == Instant(seconds: 18.6))
  }
}
