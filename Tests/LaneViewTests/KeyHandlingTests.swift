import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// What every key does.
@Suite struct KeyHandlingTests {
  private func viewer(_ lesson: LessonID?) -> Viewer {
    Viewer(lesson: lesson, language: .en, abilities: Abilities())
  }
  private func press(_ viewer: inout Viewer, _ text: String, _ model: LaneModel) -> [Action?] {
    text.map { viewer.handle(.character($0), model) }
  }
  private func order(_ command: Command, on target: String? = nil) -> Action {
    .instruction(Instruction(command, on: target))
  }
  /// The status line.
  private func status(_ viewer: Viewer, _ model: LaneModel) -> String {
    let lines = viewer.frame(model, size: Size(width: 120, height: 30)).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    return String(lines[28].drop { $0 == " " })
  }

  @Test(arguments: 1...9) func digitNotifiesThatMany(_ count: Int) {
    var viewer = viewer(.condition)
    let action = viewer.handle(.character(Character("\(count)")), Scene.condition())
    #expect(action == order(.notify(count)))
  }

  @Test func aNotifiesAll() {
    var viewer = viewer(.condition)
    #expect(press(&viewer, "a", Scene.condition()) == [order(.notifyAll)])
  }

  @Test func nAsksForACount() {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    #expect(press(&viewer, "n12", model) == [nil, nil, nil])
    #expect(viewer.overlay == .count("12"))
    #expect(viewer.handle(.backspace, model) == nil)
    #expect(viewer.overlay == .count("1"))
    #expect(viewer.handle(.enter, model) == order(.notify(1)))
    #expect(viewer.overlay == .none)
  }

  @Test(arguments: ["n", "n0", "n000", "n2147483648"]) func countThatIsNoneIsRefusedInASentence(
    _ keys: String
  ) {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    _ = press(&viewer, keys, model)
    #expect(viewer.handle(.enter, model) == nil)
    #expect(viewer.overlay == .count(""))
    #expect(status(viewer, model).contains(keys == "n" ? "type how many" : "is no count"))
  }

  @Test func signThatIsNoDigitDoesNotGetIntoTheCount() {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    #expect(press(&viewer, "n3qx-", model).allSatisfy { $0 == nil })
    #expect(viewer.overlay == .count("3"))
    #expect(status(viewer, model).contains("3- is no count"))
    #expect(viewer.handle(.escape, model) == nil)
    #expect(viewer.overlay == .none)
  }

  @Test func fFlipsTheLight() {
    var viewer = viewer(.event)
    #expect(press(&viewer, "f", Scene.event()) == [order(.flip)])
  }

  @Test func plusEqualsAndMinusChangeTheSize() {
    var viewer = viewer(.semaphore)
    #expect(
      press(&viewer, "+=-", Scene.semaphore())
        == [order(.size(.by(1))), order(.size(.by(1))), order(.size(.by(-1)))])
  }

  @Test func ownKeysOfTheLockLesson() {
    let model = Scene.lockedTwice()
    var viewer = viewer(.lock)
    #expect(
      press(&viewer, "bdu", model) == [order(.bare), order(.lockTwice), order(.release)])
    #expect(viewer.isBare)
  }

  @Test func xSatisfiesThePredicate() {
    var viewer = viewer(.waitFor)
    #expect(press(&viewer, "x", Scene.condition()) == [order(.satisfy)])
  }

  @Test func moreAndRestart() {
    var viewer = viewer(.event)
    #expect(press(&viewer, "wr", Scene.event()) == [order(.more), order(.restart)])
  }

  @Test func paceGoesUpAndDownToItsEnds() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(
      press(&viewer, ">>>>", model)
        == [order(.speed(2)), order(.speed(4)), order(.speed(8)), nil])
    #expect(status(viewer, model) == "that is as fast as it goes")
    #expect(press(&viewer, "<<<<<<<", model).suffix(2) == [nil, nil])
    #expect(viewer.speed == 0.25)
    #expect(status(viewer, model) == "that is as slow as it goes")
  }

  @Test func hHoldsAndLetsGo() {
    var viewer = viewer(.event)
    #expect(press(&viewer, "HH", Scene.event()) == [order(.hold), order(.go)])
    #expect(!viewer.isHolding)
  }

  @Test func sStepsTheSelectedLaneWhileThreadsAreHeld() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(press(&viewer, "s", model) == [nil])
    #expect(status(viewer, model) == "nothing is held: H holds all threads")
    _ = press(&viewer, "H", model)
    for key in toLastLane { _ = viewer.handle(key, model) }
    #expect(press(&viewer, "s", model) == [nil])
    #expect(status(viewer, model) == "worker-19 is not held: it is waiting on light")
    for key in toFirstLane { _ = viewer.handle(key, model) }
    #expect(press(&viewer, "s", model) == [nil])
    #expect(status(viewer, model) == "your own thread is never held")
    _ = viewer.handle(.down, model)
    #expect(press(&viewer, "s", model) == [nil])
    #expect(status(viewer, model) == "worker-0 has ended")
  }

  @Test func spacePausesTheViewAndNotTheModel() {
    let (then, now) = (Scene.condition(), Scene.condition(25))
    var viewer = viewer(.condition)
    #expect(press(&viewer, " ", then) == [nil])
    let size = Size(width: 120, height: 30)
    #expect(viewer.frame(now, size: size).text.contains("paused +5.1 s"))
    #expect(press(&viewer, "3", now) == [order(.notify(3))])
    #expect(press(&viewer, " ", now) == [nil])
    #expect(viewer.frozen == nil)
    #expect(viewer.frame(now, size: size).text.contains("live"))
  }

  @Test func lanesAreSelectedAndTheSelectionStaysWithinThem() {
    let model = Scene.condition()
    let ids = model.lanes.map(\.id)
    var viewer = viewer(.condition)
    for key in toFirstLane { #expect(viewer.handle(key, model) == nil) }
    #expect(viewer.selectedLane == ids.first)
    for key in [Key.up, .character("k"), .pageUp] { _ = viewer.handle(key, model) }
    #expect(viewer.selectedLane == ids.first)
    for key in [Key.down, .character("j")] { _ = viewer.handle(key, model) }
    #expect(viewer.selectedLane == ids[2])
    for key in [Key.pageDown, .down, .down] { _ = viewer.handle(key, model) }
    #expect(viewer.selectedLane == ids.last)
    _ = viewer.handle(.up, model)
    #expect(viewer.selectedLane == ids[ids.count - 2])
    for key in toLastLane { _ = viewer.handle(key, model) }
    #expect(viewer.selectedLane == ids.last)
  }

  @Test func tabGoesRoundThePrimitivesConditionFirst() {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    let names = (0..<3).map { _ -> String? in
      _ = viewer.handle(.tab, model)
      return viewer.selectedPrimitive.map { model.name(of: $0) }
    }
    #expect(names == ["ready.lock", "ready", "ready.lock"])
    _ = viewer.handle(.shiftTab, model)
    #expect(viewer.selectedPrimitive.map { model.name(of: $0) } == "ready")
  }

  @Test func tabWithOnePrimitiveSaysSo() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(viewer.handle(.tab, model) == nil)
    #expect(status(viewer, model) == "there is only this one")
  }

  @Test func keyActsOnTheSelectedPrimitiveByName() {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    _ = viewer.handle(.tab, model)
    #expect(press(&viewer, "2", model) == [order(.notify(2))])
    _ = viewer.handle(.tab, model)
    #expect(press(&viewer, "2", model) == [order(.notify(2), on: "ready")])
  }

  @Test func keyWithSeveralTargetsAsksForOne() {
    let model = Scene.ring()
    var viewer = viewer(.lock)
    #expect(press(&viewer, "u", model) == [nil])
    #expect(status(viewer, model) == "there is more than one lock: select one with Tab")
    _ = viewer.handle(.tab, model)
    #expect(press(&viewer, "u", model) == [order(.release, on: "audit")])
  }

  @Test func keyWithoutATargetSaysSo() {
    var viewer = viewer(.condition)
    let model = LaneModel()
    #expect(press(&viewer, "3n", model) == [nil, nil])
    #expect(viewer.overlay == .none)
    #expect(status(viewer, model) == "there is no condition here")
  }

  @Test func keyOfAnotherLessonSaysSo() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(press(&viewer, "3+d", model) == [nil, nil, nil])
    #expect(status(viewer, model) == "this lesson has no \"lock twice\"")
  }

  @Test func unknownKeyPointsToTheHelpAndTheNextKeyClearsIt() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(press(&viewer, "Q", model) == [nil])
    #expect(status(viewer, model) == "that key does nothing; ? lists the keys")
    _ = viewer.handle(.down, model)
    #expect(status(viewer, model) == "")
  }

  @Test func resizeIsNoKey() {
    let model = Scene.event()
    var viewer = viewer(.event)
    _ = press(&viewer, "Q", model)
    let before = viewer
    #expect(viewer.handle(.resize, model) == nil)
    #expect(viewer == before)
  }

  @Test func zoomStaysInItsRange() {
    let model = Scene.event()
    var viewer = viewer(.event)
    _ = press(&viewer, String(repeating: "z", count: 19), model)
    #expect(viewer.zoom == 10)
    #expect(status(viewer, model) == "that is as close as it goes")
    _ = press(&viewer, String(repeating: "Z", count: 33), model)
    #expect(viewer.zoom == 42)
    #expect(status(viewer, model) == "that is as wide as it goes")
  }

  @Test(arguments: [Key.character("?"), .function(1)]) func helpOpensAndCloses(_ key: Key) {
    let model = Scene.event()
    for close in [Key.escape, .character("q"), key] {
      var viewer = viewer(.event)
      #expect(viewer.handle(key, model) == nil)
      #expect(viewer.overlay == .help(top: 0))
      #expect(viewer.handle(close, model) == nil)
      #expect(viewer.overlay == .none)
    }
  }

  @Test func helpScrollsToItsEndAndNoFurther() {
    let model = Scene.event()
    var viewer = viewer(.event)
    viewer.screen = Size(width: 40, height: 10)
    for key in [Key.character("?"), .end] { _ = viewer.handle(key, model) }
    guard case .help(let end) = viewer.overlay else { return #expect(Bool(false)) }
    #expect(end > 10)
    for key in [Key.down, .pageDown, .character(" "), .character("j")] {
      _ = viewer.handle(key, model)
    }
    #expect(viewer.overlay == .help(top: end))
    #expect(viewer.frame(model, size: viewer.screen).text.contains("unknown: events are missing"))
    _ = viewer.handle(.up, model)
    #expect(viewer.overlay == .help(top: end - 1))
    for key in [Key.home, .up, .pageUp] { _ = viewer.handle(key, model) }
    #expect(viewer.overlay == .help(top: 0))
  }

  @Test func escapeAsksBeforeItGoesBack() {
    let model = Scene.event()
    var viewer = viewer(.event)
    #expect(viewer.handle(.escape, model) == nil)
    #expect(viewer.overlay == .question)
    #expect(viewer.handle(.down, model) == nil)
    #expect(viewer.overlay == .question)
    #expect(status(viewer, model).contains("answer y or n; q quits"))
    #expect(viewer.handle(.character("q"), model) == .quit)
    #expect(viewer.handle(.character("n"), model) == nil)
    #expect(viewer.overlay == .none)
    for yes in [Key.enter, .character("y")] {
      _ = viewer.handle(.escape, model)
      #expect(viewer.handle(yes, model) == .back)
      #expect(viewer.overlay == .none)
    }
  }

  @Test func escapeWithdrawsACommandThatWaits() {
    let model = Scene.waitingCommand()
    var viewer = viewer(.condition)
    #expect(status(viewer, model) == "notify 2 waits for ready.lock; Esc withdraws it")
    viewer.queuedCommands = 2
    #expect(
      status(viewer, model)
        == "notify 2 waits for ready.lock (2 more behind it); Esc withdraws it")
    #expect(viewer.handle(.escape, model) == .withdraw)
    #expect(viewer.overlay == .none)
  }

  @Test func quitAndSuspend() {
    let model = Scene.event()
    var viewer = viewer(.event)
    for key in [Key.character("q"), .function(10), .control("c")] {
      #expect(viewer.handle(key, model) == .quit)
    }
    #expect(viewer.handle(.control("z"), model) == .suspend)
  }

  @Test func controlKeysCountWhateverLiesOnTop() {
    let model = Scene.condition()
    for opener in [Key.character("?"), .character("n"), .escape] {
      var viewer = viewer(.condition)
      _ = viewer.handle(opener, model)
      #expect(viewer.handle(.control("c"), model) == .quit)
      #expect(viewer.handle(.function(10), model) == .quit)
      #expect(viewer.handle(.control("z"), model) == .suspend)
    }
  }

  @Test func menuIsChosenFromByArrowLetterAndNumber() {
    var viewer = viewer(nil)
    let model = LaneModel()
    for key in [Key.up, .down, .character("j"), .character("k"), .tab] {
      #expect(viewer.handle(key, model) == nil)
    }
    #expect(viewer.choice == .rlock)
    #expect(viewer.handle(.enter, model) == .open(.rlock))
    _ = viewer.handle(.end, model)
    #expect(viewer.handle(.character(" "), model) == .open(.ownerGone))
    _ = viewer.handle(.home, model)
    #expect(viewer.choice == .containers)
    let keys: [(Character, LessonID)] = [
      ("t", .containers), ("l", .lock), ("r", .rlock), ("s", .semaphore), ("c", .condition),
      ("w", .waitFor), ("e", .event), ("v", .local), ("d", .localDict), ("o", .localObject),
      ("p", .pool), ("u", .queue), ("1", .containers), ("2", .lock), ("3", .rlock),
      ("4", .semaphore), ("5", .condition), ("6", .event), ("7", .local), ("8", .localDict),
      ("9", .localObject), ("a", .deadlock), ("f", .philosophers), ("n", .lostNotify),
      ("m", .poolDeadlock), ("h", .starvation), ("g", .ownerGone),
    ]
    for (key, lesson) in keys {
      #expect(viewer.handle(.character(key), model) == .open(lesson))
      #expect(viewer.choice == lesson)
    }
    #expect(viewer.handle(.character("q"), model) == .quit)
    #expect(viewer.handle(.escape, model) == nil)
  }

  @Test func enteringALessonForgetsTheOldOne() {
    let model = Scene.event()
    var viewer = viewer(.event)
    _ = press(&viewer, "H z>", model)
    for key in toLastLane + [.left] { _ = viewer.handle(key, model) }
    viewer.enter(.lock)
    #expect(viewer.lesson == .lock && viewer.selectedLane == nil && viewer.frozen == nil)
    #expect(viewer.time.cursor == nil)
    #expect(!viewer.isHolding && viewer.speed == 1 && viewer.zoom == 27)
    viewer.enter(nil)
    #expect(viewer.choice == .lock)
  }

  @Test func messageGoesAfterAWhile() {
    var viewer = viewer(.condition)
    viewer.show(.text("read me"), at: Instant(nanoseconds: 19_900_000_000))
    #expect(status(viewer, Scene.condition(20)) == "read me")
    #expect(status(viewer, Scene.condition(28)) == "")
  }
}
