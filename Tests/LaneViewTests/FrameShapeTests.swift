import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// What holds of every frame.
@Suite struct FrameShapeTests {
  struct World {
    var name: String
    var model: LaneModel
    /// What its program prints, or its threads are called.
    var hasChinese = false
    /// Nil for a world that is of no lesson, and may be shown in any.
    var lesson: LessonID?

    init(_ name: String, _ model: LaneModel, hasChinese: Bool = false, in lesson: LessonID? = nil) {
      self.name = name
      self.model = model
      self.hasChinese = hasChinese
      self.lesson = lesson
    }
  }
  static let worlds =
    [
      World("empty", LaneModel()), World("condition", Scene.condition()),
      World("semaphore", Scene.semaphore()), World("event", Scene.event(), hasChinese: true),
      World("locked twice", Scene.lockedTwice()), World("ring", Scene.ring()),
      World("busy", Scene.busy()), World("over", Scene.over()),
      World("waiting", Scene.waitingCommand()), World("two deep", Scene.twoDeep()),
      World("names", Scene.names(), hasChinese: true),
    ]
    + LessonID.allCases.map {
      World($0.rawValue, Scene.of($0), hasChinese: $0 == .event, in: $0)
    }
  static let openers: [[Key]] = [
    [], [.character("?")], [.character("?"), .end], [.escape], [.character("n")],
    [.character(" "), .character("H"), .end], [.left, .left, .left], [.home, .character("m")],
    [.character(","), .enter], [.character(" "), .left, .character("]")],
    [.character("c")], [.character("c"), .tab, .character("S"), .end],
  ]

  /// Every view of a world that a few keys lead to: the first world in every lesson and in the menu, the others in one.
  private func viewers(_ world: Int, _ language: Language, _ abilities: Abilities) -> [Viewer] {
    let model = Self.worlds[world].model
    let all = LessonID.allCases + [nil]
    let lesson = Self.worlds[world].lesson ?? all[world % all.count]
    return (world == 0 ? all : [lesson]).flatMap { lesson in
      Self.openers.map { keys in
        var viewer = Viewer(lesson: lesson, language: language, abilities: abilities)
        for key in keys { _ = viewer.handle(key, model) }
        return viewer
      }
    }
  }

  @Test func everySizeIsDrawn() {
    let sides = [0, 1, 2, 3, 9, 10, 11, 24, 39, 40, 41, 59, 60, 61, 80, 119, 120, 300]
    let sizes = sides.flatMap { width in sides.map { Size(width: width, height: $0) } }
    for (index, world) in Self.worlds.enumerated() {
      let viewers = viewers(index, index % 2 == 0 ? .zh : .en, Abilities())
      // Every size with some worlds, every world with some sizes.
      for (number, size) in sizes.enumerated() where (number + index) % 4 == 0 {
        let viewer = viewers[number / 4 % viewers.count]
        #expect(viewer.frame(world.model, size: size).size == size)
      }
    }
    let odd = Viewer(lesson: .lock, language: .en, abilities: Abilities())
    #expect(odd.frame(LaneModel(), size: Size(width: -3, height: -1)).text.isEmpty)
  }

  @Test func asciiTerminalGetsOnlyASCII() {
    let size = Size(width: 120, height: 50)
    for (index, world) in Self.worlds.enumerated() where !world.hasChinese {
      for colours in [Abilities.Colours.none, .few, .many] {
        let abilities = Abilities(colours: colours, hasBlocks: false)
        for viewer in viewers(index, .en, abilities) {
          let strange = viewer.frame(world.model, size: size).text.filter { !$0.isASCII }
          #expect(strange.isEmpty, "\(world.name): \(strange)")
        }
      }
    }
  }

  /// Latin words that belong into a Chinese sentence: names of classes, calls and keys.
  private static let latin: Set<String> = [
    "signalbox", "Lock", "RecursiveLock", "BoundedSemaphore", "Condition", "Event", "wait", "until",
    "notify", "notifyAll", "Python", "Swift", "Tab", "Shift", "Esc", "PgUp", "PgDn", "Home", "End",
    "Ctrl", "fg", "ThreadLocal", "ThreadPool", "id", "consumers", "obj", "phone", "setattr",
    "setitem", "getitem", "dynamicMemberLookup", "sleep",
    "getattr", "hungry", "withLock", "with", "for",
  ]

  /// A program is not translated.
  private static func code(_ lesson: LessonID?) -> [String] {
    ListingLanguage.allCases.flatMap { language in
      [(false, false), (true, false), (false, true)].flatMap { isBare, isCured in
        (lesson?.listing(language, isBare: isBare, isCured: isCured).lines ?? []).map(\.text)
      }
    }
  }

  @Test func chineseFramesHaveNoEnglishInThem() {
    let size = Size(width: 140, height: 60)
    for (index, world) in Self.worlds.enumerated() where world.name != "names" {
      let said = world.model.output.map(\.text) + ["notify 2"]
      let names =
        world.model.lanes.map(\.name).filter { $0 != "you" }
        + world.model.primitives.map(\.name) + said
      for viewer in viewers(index, .zh, Abilities()) {
        let known = names + Self.code(viewer.lesson)
        let allowed = Self.latin.union(known.flatMap { Self.words(in: $0) })
        let text = viewer.frame(world.model, size: size).text
        let strange = Self.words(in: text).filter { $0.count > 1 && !allowed.contains($0) }
        #expect(strange.isEmpty, "\(world.name): \(strange)")
      }
    }
  }

  /// Without the track of a deadlocked lane, and the cursor's letter before it.
  private static func words(in text: String) -> [String] {
    text.split { !$0.isASCII || !$0.isLetter }.filter { Set($0.dropFirst()) != ["X"] }.map(
      String.init)
  }

  /// The same world twice: once with Chinese names, once with Latin ones that are as wide.
  @Test func wideNamesDoNotShiftAColumn() {
    func world(_ thread: String, _ lock: String) -> LaneModel {
      var scene = Scene()
      let primitive = scene.primitive(lock, .lock)
      let first = scene.thread(thread)
      let second = scene.thread("worker-1")
      scene.take(first, primitive)
      scene.block(second, primitive)
      scene.print(first, "x")
      scene.at(3)
      return scene.model
    }
    let (wide, narrow) = (world("读者甲乙", "数据库锁"), world("reader-0", "database"))
    for language in Language.allCases {
      for width in 40...130 {
        var viewer = Viewer(lesson: .lock, language: language, abilities: Abilities())
        _ = viewer.handle(.character("V"), wide)
        let size = Size(width: width, height: 30)
        let (a, b) = (viewer.frame(wide, size: size), viewer.frame(narrow, size: size))
        #expect(a.planes.grounds == b.planes.grounds)
        // A wide character that is cut in two leaves a blank, so inks are compared where nothing is cut.
        if width >= 100 { #expect(a.planes.inks == b.planes.inks, "width \(width)") }
      }
    }
  }

  @Test func newestCellIsAtTheRightEdge() throws {
    let model = Scene.lockedTwice()
    for width in [60, 61, 80, 120, 200] {
      var viewer = Viewer(lesson: .lock, language: .en, abilities: Abilities())
      _ = viewer.handle(.character("V"), model)
      let frame = viewer.frame(model, size: Size(width: width, height: 24))
      let row = try #require((0..<24).first { frame[width - 2, $0]?.glyph == "X" })
      #expect(frame[width - 1, row]?.glyph == " ")
      #expect(frame[width - 3, row]?.style.ink == .deadlocked)
    }
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func noPaneMovesAsThreadsComeAndThereIsRoomForWhatTheyPrint(_ width: Int, _ height: Int) {
    func panes(_ model: LaneModel, _ lesson: LessonID) -> [Int] {
      let rows = Viewer(lesson: lesson, language: .en, abilities: Abilities())
        .frame(model, size: Size(width: width, height: height)).text
        .split(separator: "\n", omittingEmptySubsequences: false)
      return ["why", "program", "log"].compactMap { pane in
        rows.firstIndex { $0.hasPrefix(" ── \(pane) ─") }
      }
    }
    for lesson in LessonID.allCases {
      var scene = Scene()
      _ = scene.thread("you", .control)
      _ = scene.primitive("it", .event)
      let before = panes(scene.model, lesson)
      #expect(before.count == 3)
      for worker in scene.workers(0..<lesson.batch) { scene.print(worker, "came in") }
      #expect(panes(scene.model, lesson) == before)
      _ = scene.workers(lesson.batch..<2 * lesson.batch)
      #expect(panes(scene.model, lesson).count == 3)
    }
  }

  @Test func lanesScrollWithTheSelection() {
    let model = Scene.event()
    var viewer = Viewer(lesson: .event, language: .en, abilities: Abilities())
    let size = Size(width: 60, height: 14)
    for key in toFirstLane { _ = viewer.handle(key, model) }
    #expect(viewer.frame(model, size: size).text.contains("1-9 of 21"))
    for key in toLastLane { _ = viewer.handle(key, model) }
    let end = viewer.frame(model, size: size).text
    #expect(end.contains("13-21 of 21") && end.contains("worker-19"))
  }

  @Test func footerShowsOnlyKeysThatAct() {
    let model = Scene.event()
    let frame = Viewer(lesson: .event, language: .en, abilities: Abilities())
      .frame(model, size: Size(width: 200, height: 30)).text
    let footer = frame.split(separator: "\n").last ?? ""
    #expect(footer.contains("flip") && footer.contains("quit") && footer.contains("help"))
    #expect(!footer.contains("notify") && !footer.contains("size"))
  }
}
