import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// What the view does by itself as threads go on.
@Suite struct FollowTests {
  private func status(_ viewer: Viewer, _ model: LaneModel) -> String {
    let lines = viewer.frame(model, size: Size(width: 120, height: 30)).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    return String(lines[28].drop { $0 == " " })
  }
  private func viewer(_ lesson: LessonID) -> Viewer {
    Viewer(lesson: lesson, language: .en, abilities: Abilities())
  }
  /// The lane with the marker.
  private func marked(_ viewer: Viewer, _ model: LaneModel) -> Substring? {
    let lines = viewer.frame(model, size: Size(width: 120, height: 36)).text.split(separator: "\n")
    return lines.last { $0.hasPrefix(" ▸ ") }?.split(separator: " ").dropFirst().first
  }

  /// One lock, whose holder ends; the others wait for it in turn.
  private struct Line {
    var scene = Scene()
    let you: ThreadID
    let lock: PrimitiveID
    let workers: [ThreadID]
    init() {
      you = scene.thread("you", .control)
      lock = scene.primitive("lock", .lock)
      workers = scene.workers(0..<4)
      scene.take(workers[0], lock)
      for worker in workers[1...] { scene.block(worker, lock) }
      scene.at(1)
    }
    mutating func pass(_ from: Int) {
      scene.give(workers[from], lock)
      scene.end(workers[from])
      scene.get(workers[from + 1], lock, from: workers[from])
    }
    mutating func command(_ text: String) {
      let id = scene.text(text)
      scene.event(you, .commanded(id))
    }
    mutating func refuse(_ text: String, _ reason: Refusal) {
      let id = scene.text(text)
      scene.event(you, .refused(id, reason))
    }
  }

  @Test func markerStaysWithALaneUntilItHasEnded() {
    var line = Line()
    var viewer = viewer(.lock)
    viewer.follow(line.scene.model)
    #expect(marked(viewer, line.scene.model) == "worker-1")
    line.pass(0)
    line.scene.at(1.5)
    viewer.follow(line.scene.model)
    #expect(marked(viewer, line.scene.model) == "worker-1")
    line.pass(1)
    line.scene.at(3)
    viewer.follow(line.scene.model)
    #expect(marked(viewer, line.scene.model) == "worker-3")
  }

  @Test func markerGoesToADeadlockAtOnce() {
    var line = Line()
    var viewer = viewer(.lock)
    viewer.follow(line.scene.model)
    line.scene.block(line.workers[0], line.lock)
    viewer.follow(line.scene.model)
    #expect(marked(viewer, line.scene.model) == "worker-0")
  }

  @Test func stepGoesToAHeldLaneAndTellsWhatItDid() {
    var line = Line()
    var viewer = viewer(.lock)
    viewer.follow(line.scene.model)
    _ = viewer.handle(.character("H"), line.scene.model)
    #expect(viewer.handle(.character("s"), line.scene.model) == nil)
    #expect(status(viewer, line.scene.model) == "worker-1 is not held: it is blocked on lock")
    line.scene.event(line.workers[0], .held)
    viewer.follow(line.scene.model)
    #expect(
      viewer.handle(.character("s"), line.scene.model)
        == .instruction(Instruction(.step("worker-0"))))
    #expect(status(viewer, line.scene.model) == "worker-0 does one operation")
    line.command("step worker-0")
    line.scene.event(line.workers[0], .stepped)
    line.scene.give(line.workers[0], line.lock)
    viewer.follow(line.scene.model)
    #expect(status(viewer, line.scene.model) == "one step of worker-0: released lock after 1.0 s")
    let text = viewer.frame(line.scene.model, size: Size(width: 120, height: 36)).text
    #expect(text.contains("you       let worker-0 do one operation"))
  }

  @Test func heldLaneShowsWhatItHas() {
    var line = Line()
    line.scene.event(line.workers[0], .held)
    let text = viewer(.lock).frame(line.scene.model, size: Size(width: 120, height: 36)).text
    #expect(text.contains("H held ×1"))
  }

  @Test func escapeGivesUpTheSelectionBeforeItAsks() {
    let model = Line().scene.model
    var viewer = viewer(.lock)
    for key in toLastLane { _ = viewer.handle(key, model) }
    #expect(viewer.handle(.escape, model) == nil)
    #expect(viewer.selectedLane == nil && viewer.overlay == .none)
    _ = viewer.handle(.escape, model)
    #expect(viewer.overlay == .question)
  }

  @Test func anotherBatchTakesTheSelectionFromALaneThatEnded() {
    var line = Line()
    var viewer = viewer(.lock)
    viewer.follow(line.scene.model)
    for key in toFirstLane + [.down] { _ = viewer.handle(key, line.scene.model) }
    line.pass(0)
    viewer.follow(line.scene.model)
    #expect(viewer.selectedLane == line.workers[0])
    _ = line.scene.workers(4..<6)
    viewer.follow(line.scene.model)
    #expect(viewer.selectedLane == nil)
  }

  @Test func misuseIsNamedAndASuccessReplacesARefusal() {
    var line = Line()
    var viewer = viewer(.lock)
    line.command("release")
    line.scene.event(line.you, .misused(.release, .notLocked), line.lock)
    line.refuse("release", .misuse)
    viewer.follow(line.scene.model)
    #expect(status(viewer, line.scene.model) == "release on lock failed: nobody had taken it")
    line.command("release")
    line.scene.give(line.you, line.lock)
    viewer.follow(line.scene.model)
    #expect(status(viewer, line.scene.model) == "")
  }

  @Test func keyIsAcknowledgedWhileThePictureStandsStill() {
    var line = Line()
    var viewer = viewer(.lock)
    viewer.follow(line.scene.model)
    _ = viewer.handle(.character(" "), line.scene.model)
    line.command("release")
    line.scene.give(line.you, line.lock)
    viewer.follow(line.scene.model)
    #expect(status(viewer, line.scene.model) == "done: release (space shows it)")
    line.refuse("release", .withdrawn)
    viewer.follow(line.scene.model)
    #expect(status(viewer, line.scene.model) == "release was not done: withdrawn")
  }

  @Test func offerAtTheEndIsNotHiddenByNews() {
    let model = Scene.over()
    var viewer = viewer(.lock)
    _ = viewer.handle(.character("b"), model)
    #expect(status(viewer, model).hasPrefix("all threads have ended"))
  }

  @Test func lastRowOfTheLogIsForAnOutcome() {
    var line = Line()
    line.scene.give(line.you, line.lock)
    for worker in line.workers[1...] { line.scene.end(worker) }
    let text = viewer(.lock).frame(line.scene.model, size: Size(width: 80, height: 20)).text
    #expect(!text.contains("log") || text.contains("you  released lock, which"))
    let tall = viewer(.lock).frame(line.scene.model, size: Size(width: 80, height: 24)).text
    #expect(tall.contains("you  released lock, which"))
    let wide = viewer(.lock).frame(line.scene.model, size: Size(width: 120, height: 24)).text
    #expect(wide.contains("released lock, which worker-0 had taken"))
  }
}
