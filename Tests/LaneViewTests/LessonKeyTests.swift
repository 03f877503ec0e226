import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// Keys of the lessons with rows that have a size, and of the listing.
@Suite struct LessonKeyTests {
  private func viewer(_ lesson: LessonID) -> Viewer {
    Viewer(lesson: lesson, language: .en, abilities: Abilities())
  }
  private func order(_ command: Command, on target: String? = nil) -> Action {
    .instruction(Instruction(command, on: target))
  }
  private func text(_ viewer: Viewer, _ model: LaneModel) -> String {
    viewer.frame(model, size: Size(width: 120, height: 40)).text
  }

  @Test func pPutsAnItem() {
    var queue = viewer(.queue)
    #expect(queue.handle(.character("p"), Scene.queue()) == order(.put))
    var pool = viewer(.pool)
    #expect(pool.handle(.character("p"), Scene.pool()) == nil)
    #expect(text(pool, Scene.pool()).contains("this lesson has no \"put\""))
  }

  @Test func capitalCCuresAndGoesBack() {
    let model = Scene.ownerGone()
    var wrong = viewer(.ownerGone)
    #expect(text(wrong, model).contains("C  cure"))
    #expect(wrong.handle(.character("C"), model) == order(.cure))
    #expect(wrong.isCured)
    let cured = text(wrong, model)
    #expect(cured.contains("17 Owner gone  cured") && cured.contains("C  without cure"))
    #expect(cured.contains("cured: withLock gives the lock back, however one leaves; C goes back"))
    #expect(cured.contains("with lock:") && !cured.contains("lock.acquire()"))
    #expect(wrong.handle(.character("C"), model) == order(.cure))
    #expect(!wrong.isCured && text(wrong, model).contains("as it goes wrong again"))
  }

  @Test func whatDoesNotGoWrongHasNoCure() {
    var lock = viewer(.lock)
    let model = Scene.of(.lock)
    #expect(lock.handle(.character("C"), model) == nil)
    #expect(!lock.isCured && text(lock, model).contains("this lesson has no \"cure\""))
  }

  @Test func headingOfTheMenuIsNoLesson() {
    let size = Size(width: 80, height: 24)
    var menu = Viewer(lesson: nil, language: .en, abilities: Abilities())
    menu.screen = size
    let rows = menu.frame(LaneModel(), size: size).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    guard let y = rows.firstIndex(where: { $0.contains("when it goes wrong") }) else {
      Issue.record("there is no heading")
      return
    }
    func press(_ y: Int) -> Action? { menu.handle(.mouse(Mouse(.press, x: 20, y: y)), LaneModel()) }
    #expect(press(y) == nil && menu.choice == .containers)
    _ = press(y + 1)
    #expect(menu.choice == .deadlock)
    _ = press(y - 1)
    #expect(menu.choice == .queue)
  }

  @Test func itemThatThePersonPutStaysInTheLog() {
    let small = viewer(.queue).frame(Scene.queue(), size: Size(width: 80, height: 24)).text
    #expect(small.contains("you  put an item into queue"))
  }

  @Test func tabGoesThroughTheRowsAndPlusChangesTheSelectedOne() {
    let model = Scene.queue()
    var viewer = viewer(.queue)
    #expect(viewer.handle(.character("+"), model) == nil)
    #expect(text(viewer, model).contains("select a row with Tab"))
    let expected: [(Action, Action)] = [
      (order(.producers(.by(1))), order(.producers(.by(-1)))),
      (order(.consumers(.by(1))), order(.consumers(.by(-1)))),
      (order(.capacity(.by(1)), on: "queue"), order(.capacity(.by(-1)), on: "queue")),
    ]
    for (more, fewer) in expected {
      #expect(viewer.handle(.tab, model) == nil)
      #expect(viewer.handle(.character("+"), model) == more)
      #expect(viewer.handle(.character("="), model) == more)
      #expect(viewer.handle(.character("-"), model) == fewer)
    }
  }

  @Test func onlyOneWithASizeNeedsNoSelection() {
    var pool = viewer(.pool)
    #expect(pool.handle(.character("+"), Scene.pool()) == order(.workers(.by(1))))
    var semaphore = viewer(.semaphore)
    #expect(semaphore.handle(.character("-"), Scene.semaphore()) == order(.size(.by(-1))))
  }

  @Test func whatHasNoSizeIsSaid() {
    var pool = viewer(.pool)
    #expect(pool.handle(.character("+"), Scene.lockedTwice()) == nil)
    var containers = viewer(.containers)
    #expect(containers.handle(.character("+"), Scene.containers()) == nil)
    #expect(containers.handle(.character("b"), Scene.containers()) == nil)
  }

  @Test func vWritesTheListingInTheOtherLanguageAndItStaysSo() {
    let model = Scene.queue()
    var viewer = viewer(.queue)
    viewer.screen = Size(width: 120, height: 40)
    #expect(text(viewer, model).contains("listing · Python"))
    #expect(text(viewer, model).contains("def producer(n):"))
    #expect(viewer.handle(.character("v"), model) == nil)
    #expect(text(viewer, model).contains("listing · Swift"))
    #expect(text(viewer, model).contains("func producer(_ n: Int) throws {"))
    viewer.enter(nil)
    viewer.enter(.pool)
    #expect(viewer.listingLanguage == .swift)
    #expect(text(viewer, Scene.pool()).contains("listing · Swift"))
    _ = viewer.handle(.character("v"), model)
    #expect(viewer.listingLanguage == .python)
  }

  @Test func capitalVHidesTheListingAndBothShowItAgain() {
    let model = Scene.queue()
    var viewer = viewer(.queue)
    viewer.screen = Size(width: 120, height: 40)
    for key in ["V", "v"] as [Character] {
      #expect(viewer.handle(.character("V"), model) == nil)
      #expect(!text(viewer, model).contains("def producer"))
      #expect(text(viewer, model).contains("V shows it again"))
      viewer.enter(.queue)
      #expect(viewer.hidesListing)
      #expect(viewer.handle(.character(key), model) == nil)
      #expect(text(viewer, model).contains("def producer"))
    }
    #expect(viewer.listingLanguage == .python)
  }

  @Test func listingThatHasNoRoomIsSaid() {
    let model = Scene.queue()
    var viewer = viewer(.queue)
    viewer.screen = Size(width: 40, height: 10)
    _ = viewer.handle(.character("v"), model)
    let frame = viewer.frame(model, size: Size(width: 60, height: 10)).text
    #expect(frame.contains("the listing needs a larger screen"))
  }
}
