import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// With a cursor the panes around the lanes tell of its moment, or say that they do not.
@Suite struct LookingBackTests {
  private func looking(
    at seconds: Double, _ model: LaneModel = Scene.condition(), _ language: Language = .en,
    lesson: LessonID = .condition, size: (Int, Int) = (120, 40)
  ) -> Looking {
    var looking = Looking(
      at: model, language, size: Size(width: size.0, height: size.1), lesson: lesson)
    looking.viewer.time.look(at: Instant(seconds: seconds), in: looking.window)
    return looking
  }

  @Test func logAndProgramEndAtTheCursor() {
    let lines = looking(at: 10).lines
    #expect(lines.contains { $0.contains(" log · until 00:10.000 ") })
    #expect(lines.contains { $0.contains(" program · until 00:10.000 ") })
    #expect(!lines.contains { $0.contains("notify(3)") || $0.contains("worker-0  0") })
    #expect(lines.last { $0.contains("waits on ready") }?.contains("worker-9") == true)
    let later = looking(at: 18.6).lines
    #expect(later.contains { $0.contains("worker-0  0") })
    #expect(!later.contains { $0.contains("19.60") || $0.contains("worker-1  1") })
    let chinese = looking(at: 10, Scene.condition(), .zh).lines
    #expect(chinese.contains { $0.contains("日志 · 到 00:10.000 为止") })
    #expect(chinese.contains { $0.contains("程序 · 到 00:10.000 为止") })
  }

  @Test func panesThatDoNotReachBackSaySo() {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let worker = scene.thread("worker-0")
    for turn in 0..<1_200 {
      scene.at(1 + Double(turn) * 0.01)
      scene.take(worker, lock)
      scene.give(worker, lock)
      if turn % 2 == 0 { scene.print(worker, "\(turn)") }
    }
    let early = looking(at: 1, scene.model, lesson: .lock).lines
    #expect(early.contains { $0.contains(" log · kept only since 00:") })
    #expect(early.contains { $0.contains(" program · kept only since 00:") })
    let late = looking(at: 12, scene.model, lesson: .lock).lines
    #expect(late.contains { $0.contains(" log · until 00:12.000") })
    #expect(late.contains { $0.contains(" program · until 00:12.000") })
    // Nothing was told yet, and nothing has been forgotten.
    let before = looking(at: 0, Scene.event(), lesson: .event).lines
    #expect(!before.contains { $0.contains("kept only since") })
  }

  @Test func primitivesTellWhoWaitedThenAndHowTheyAreNow() throws {
    let lines = looking(at: 18.7).lines
    let ready = try #require(lines.first { $0.contains("condition       ") })
    #expect(ready.contains("▂▂▂▂▂▂▂ 7 waiting"))
    let lock = try #require(lines.first { $0.contains("recursive lock") })
    #expect(lock.contains("▃▃ 2 blocked") && lock.contains("now: ▇ worker-1 0.3 s"))
    #expect(looking(at: 0.1).lines.contains { $0.contains("nobody waited") })
    let chinese = looking(at: 18.7, Scene.condition(), .zh).lines
    #expect(chinese.contains { $0.contains("▃▃ 2 个在等锁") && $0.contains("现在： ▇ worker-1") })
  }

  @Test func holderThatIsStillTheSameIsKnown() throws {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let worker = scene.thread("worker-0")
    let lock = scene.primitive("lock", .lock)
    let light = scene.primitive("light", .event)
    scene.at(2)
    scene.take(worker, lock)
    scene.event(worker, .lightSet(woken: 0), light)
    scene.at(5)
    _ = scene.primitive("late", .lock)
    scene.at(9)
    func rows(_ seconds: Double) -> [String] {
      let lines = looking(at: seconds, scene.model, lesson: .lock).lines
      return ["lock ", "light ", "late "].map { name in
        lines.first { $0.dropFirst(3).hasPrefix(name) } ?? ""
      }
    }
    #expect(rows(4)[0].contains("▇ worker-0 2.0 s") && rows(4)[1].contains("● green"))
    #expect(rows(4)[2].contains("not there yet"))
    #expect(!rows(1)[0].contains("2.0 s") && rows(1)[0].contains("now: ▇ worker-0 7.0 s"))
    let light1 = try #require(rows(1)[1].split(separator: "now:").first)
    #expect(!light1.contains("green") && light1.contains("nobody waited"))
    #expect(rows(6)[2].contains("· free") && !rows(6)[2].contains("nobody waited"))
  }

  /// What is said when all is over is said of now.
  @Test func statusLineOffersNothingToThePast() {
    var looking = Looking(at: Scene.over(), lesson: .lock)
    #expect(looking.lines.contains { $0.contains("all threads have ended") })
    looking.press([.left])
    #expect(looking.viewer.time.cursor != nil)
    #expect(!looking.lines.contains { $0.contains("all threads have ended") })
  }

  @Test func whatNobodyKnowsIsNotMadeUp() {
    var scene = Scene(historyBudget: 150_000)
    _ = scene.thread("you", .control)
    _ = scene.primitive("ready", .condition)
    let lock = scene.primitive("lock", .lock)
    let busy = scene.thread("busy")
    let waiter = scene.thread("waiter")
    scene.block(waiter, lock)
    for turn in 0..<12_000 {
      scene.at(0.05 + Double(turn) * 0.05)
      scene.event(busy, turn % 2 == 0 ? .sleeping(50_000_000) : .woke)
    }
    scene.at(600.5)
    var looking = looking(at: 1, scene.model, lesson: .lock)
    #expect(looking.viewer.moments(in: scene.model).hasUnknown)
    #expect(looking.row("busy").map { looking.lines[$0].contains("? unknown") } == true)
    #expect(looking.lines.contains { $0.contains("ready") && $0.contains("not known who waited") })
    #expect(looking.lines.contains { $0.contains("at least 1 blocked") })
    looking.viewer.time.look(at: Instant(seconds: 600), in: looking.window)
    #expect(!looking.viewer.moments(in: scene.model).hasUnknown)
    #expect(looking.lines.contains { $0.contains("ready") && $0.contains("nobody waited") })
  }

  @Test(arguments: LessonID.allCases) func momentsAreWhatTheLanesWere(_ lesson: LessonID) {
    let model = Scene.of(lesson)
    for tenth in stride(from: -5, through: 250, by: 3) {
      let time = Instant(seconds: Double(tenth) / 10)
      let moments = LaneMoments(model, at: time)
      for index in model.lanes.indices {
        #expect(moments.look(index) == Past(model.lanes[index], at: time).look)
        let waits = moments.waiters.filter { $0.value.contains(index) }.map(\.key)
        #expect(waits == [moments.state(index)?.primitive].compactMap(\.self))
      }
    }
  }

  @Test func listingAndOwnValuesSayThatTheyAreOfNow() {
    for (language, listing, value) in [
      (Language.en, "listing · Python · now", "value now"), (.zh, "代码 · Python · 现在", "现在的值"),
    ] {
      var looking = looking(at: 0.5, Scene.of(.local), language, lesson: .local)
      looking.viewer.hidesListing = false
      #expect(looking.lines.contains { $0.contains(listing) })
      #expect(looking.lines.contains { $0.contains(value) })
      looking.press([.end])
      #expect(!looking.lines.contains { $0.contains(listing) || $0.contains(value) })
    }
  }

  @Test func goldens() throws {
    for language in Language.allCases {
      var values = looking(at: 0.5, Scene.of(.local), language, lesson: .local)
      values.viewer.hidesListing = false
      try golden(values.frame, "past-values-\(language.rawValue)")
      var turned = looking(at: 18.7, Scene.condition(), language, size: (100, 34))
      turned.press("o")
      try golden(turned.frame, "past-primitives-\(language.rawValue)")
    }
    var crowd = looking(at: 1.05, LaneCrowd(200).model, lesson: .lock, size: (100, 24))
    crowd.select("reader-3")
    crowd.press("eSS")
    try golden(crowd.frame, "past-crowd")
  }
}
