import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// Whole frames, held against golden files in three planes: glyph, ink, ground.
@Suite struct FrameGoldenTests {
  static let colourful = Abilities(colours: .direct, hasBlocks: true)
  static let ascii = Abilities(colours: .none, hasBlocks: false)

  private func viewer(
    _ lesson: LessonID?, _ language: Language = .en, _ abilities: Abilities = colourful
  ) -> Viewer {
    Viewer(lesson: lesson, language: language, abilities: abilities)
  }

  private func press(_ viewer: inout Viewer, _ keys: [Key], _ model: LaneModel) {
    for key in keys { _ = viewer.handle(key, model) }
  }

  @Test func conditionAfterThreeWereNotified() throws {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    press(&viewer, [.tab] + toFirstLane + [.down, .down, .down], model)
    try golden(viewer.frame(model, size: Size(width: 120, height: 36)), "condition-120x36")
    try golden(viewer.frame(model, size: Size(width: 80, height: 24)), "condition-80x24")
    try golden(viewer.frame(model, size: Size(width: 40, height: 10)), "condition-40x10")
  }

  @Test func waitingForATicket() throws {
    let model = Scene.condition()
    for language in Language.allCases {
      var viewer = viewer(.waitFor, language)
      press(&viewer, toLastLane, model)
      try golden(
        viewer.frame(model, size: Size(width: 80, height: 24)), "wait-for-\(language.rawValue)")
    }
  }

  @Test func bareLessonWhileItsThreadsAreHeld() throws {
    var viewer = viewer(.lock)
    let model = Scene.busy()
    press(&viewer, ["b", "H"].map(Key.character), model)
    viewer.follow(model)
    try golden(viewer.frame(model, size: Size(width: 80, height: 24)), "bare-held")
  }

  @Test func conditionInChinese() throws {
    let model = Scene.condition()
    var viewer = viewer(.condition, .zh)
    press(&viewer, toLastLane, model)
    try golden(viewer.frame(model, size: Size(width: 100, height: 30)), "condition-zh")
  }

  @Test func semaphoreWithDebt() throws {
    let model = Scene.semaphore()
    try golden(
      viewer(.semaphore).frame(model, size: Size(width: 120, height: 32)), "semaphore-debt")
    try golden(
      viewer(.semaphore, .zh).frame(model, size: Size(width: 80, height: 24)), "semaphore-zh")
  }

  @Test func redLightInChinese() throws {
    let model = Scene.event()
    var viewer = viewer(.event, .zh)
    press(&viewer, toLastLane + [.up, .up, .up, .up, .up, .up], model)
    try golden(viewer.frame(model, size: Size(width: 120, height: 36)), "event-zh")
  }

  @Test func threadThatTookItsLockTwice() throws {
    try golden(
      viewer(.lock).frame(Scene.lockedTwice(), size: Size(width: 100, height: 24)), "locked-twice")
  }

  @Test func depthOfARecursiveLock() throws {
    try golden(
      viewer(.rlock).frame(Scene.twoDeep(), size: Size(width: 100, height: 24)), "two-deep")
  }

  @Test func ringOfTwo() throws {
    try golden(viewer(.lock).frame(Scene.ring(), size: Size(width: 110, height: 24)), "ring")
  }

  @Test func whoWaitsForWhat() throws {
    for (name, model, lesson) in [
      ("ring", Scene.ring(), LessonID.lock), ("condition", Scene.condition(), .condition),
    ] {
      var viewer = viewer(lesson)
      press(&viewer, [.character("g"), .down], model)
      try golden(viewer.frame(model, size: Size(width: 110, height: 30)), "graph-\(name)")
      try golden(viewer.frame(model, size: Size(width: 40, height: 10)), "graph-\(name)-narrow")
      viewer.language = .zh
      viewer.abilities = Self.ascii
      try golden(viewer.frame(model, size: Size(width: 80, height: 24)), "graph-\(name)-zh")
    }
  }

  @Test func whatIsWrong() throws {
    let model = Scene.lockedTwice()
    var viewer = viewer(.lock)
    press(&viewer, [.character("!")], model)
    try golden(viewer.frame(model, size: Size(width: 110, height: 30)), "findings")
    press(&viewer, [.character("F")], model)
    try golden(viewer.frame(model, size: Size(width: 80, height: 24)), "findings-remedies")
    try golden(viewer.frame(model, size: Size(width: 40, height: 10)), "findings-narrow")
    viewer.language = .zh
    viewer.abilities = Self.ascii
    try golden(viewer.frame(model, size: Size(width: 80, height: 24)), "findings-zh")
    #expect(viewer.handle(.enter, model) == .instruction(Instruction(.release, on: "lock")))
  }

  @Test func mixedCellsInEveryKindOfTerminal() throws {
    let model = Scene.busy()
    let size = Size(width: 90, height: 20)
    try golden(viewer(.lock).frame(model, size: size), "busy-colours")
    let few = Abilities(colours: .few, hasBlocks: true)
    try golden(viewer(.lock, .en, few).frame(model, size: size), "busy-few")
    let none = Abilities(colours: .none, hasBlocks: true)
    try golden(viewer(.lock, .en, none).frame(model, size: size), "busy-blocks")
    try golden(viewer(.lock, .en, Self.ascii).frame(model, size: size), "busy-ascii")
  }

  @Test func namesThatAreWideOrLongOrHostile() throws {
    let model = Scene.names()
    try golden(viewer(.lock).frame(model, size: Size(width: 80, height: 20)), "names")
    try golden(viewer(.lock).frame(model, size: Size(width: 40, height: 10)), "names-narrow")
  }

  @Test func nothingYet() throws {
    try golden(
      viewer(.event).frame(LaneModel(), size: Size(width: 80, height: 24)), "empty")
  }

  @Test func commandThatWaits() throws {
    try golden(
      viewer(.condition).frame(Scene.waitingCommand(), size: Size(width: 80, height: 24)),
      "waiting-command")
  }

  @Test func everyThreadEnded() throws {
    try golden(viewer(.lock).frame(Scene.over(), size: Size(width: 80, height: 24)), "over")
  }

  @Test func pausedWhileThreadsGoOn() throws {
    var viewer = viewer(.condition)
    press(&viewer, [" ", "H"].map(Key.character), Scene.condition())
    try golden(
      viewer.frame(Scene.condition(32.2), size: Size(width: 100, height: 24)), "paused")
  }

  @Test func askingForACount() throws {
    let model = Scene.condition()
    var viewer = viewer(.condition)
    press(&viewer, ["n", "1", "2", "x"].map(Key.character), model)
    try golden(viewer.frame(model, size: Size(width: 90, height: 20)), "count")
    press(&viewer, [.escape, .escape], model)
    try golden(viewer.frame(model, size: Size(width: 90, height: 20)), "question")
  }

  @Test func menu() throws {
    try golden(self.viewer(nil).frame(LaneModel(), size: Size(width: 80, height: 24)), "menu")
    try golden(
      self.viewer(nil).frame(LaneModel(), size: Size(width: 40, height: 10)), "menu-narrow")
    var viewer = self.viewer(nil)
    press(&viewer, [.character("x")], LaneModel())
    try golden(viewer.frame(LaneModel(), size: Size(width: 40, height: 10)), "menu-unknown-key")
    press(&viewer, [.character("?")], LaneModel())
    try golden(viewer.frame(LaneModel(), size: Size(width: 80, height: 24)), "menu-help")
    try golden(
      self.viewer(nil, .zh).frame(LaneModel(), size: Size(width: 80, height: 24)), "menu-zh")
    for (language, name) in [(Language.en, "menu-wrong-narrow"), (.zh, "menu-wrong-narrow-zh")] {
      var viewer = self.viewer(nil, language)
      press(&viewer, [.end], LaneModel())
      try golden(viewer.frame(LaneModel(), size: Size(width: 40, height: 10)), name)
    }
  }

  @Test func help() throws {
    let model = Scene.condition()
    for language in Language.allCases {
      var viewer = viewer(.waitFor, language)
      press(&viewer, [.function(1)], model)
      let size = Size(width: 100, height: 48)
      try golden(viewer.frame(model, size: size), "help-\(language.rawValue)")
    }
    var viewer = viewer(.lock, .en, Self.ascii)
    press(&viewer, [.character("?"), .pageDown], model)
    try golden(viewer.frame(model, size: Size(width: 40, height: 10)), "help-narrow")
  }

  @Test func tooSmall() throws {
    try golden(
      viewer(.event, .zh).frame(Scene.event(), size: Size(width: 24, height: 5)), "too-small-zh")
    try golden(viewer(.event).frame(Scene.event(), size: Size(width: 9, height: 4)), "too-small")
  }
}
