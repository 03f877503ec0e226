import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// Which lanes there are, in which order, and in which groups goes by the cursor's moment.
@Suite struct PastArrangementTests {
  /// Threads begin to wait a millisecond after each other, from 1 s on.
  private func crowd(_ count: Int, at seconds: Double, followed: Bool = true) -> Looking {
    var looking = Looking(at: LaneCrowd(count).model)
    if followed { looking.viewer.follow(looking.model) }
    look(&looking, at: seconds)
    return looking
  }
  private func look(_ looking: inout Looking, at seconds: Double) {
    looking.viewer.time.look(at: Instant(seconds: seconds), in: looking.window)
  }
  private func names(_ looking: Looking) -> [String] {
    let rows = looking.viewer.laneRows(in: looking.model)
    let painter = Painter(looking.viewer, looking.model, looking.size)
    return (0..<rows.count).map { painter.name(of: rows[$0], rows.lanes(of: $0).count) }
  }

  @Test(arguments: [false, true]) func orderIsThatOfTheCursor(_ followed: Bool) {
    var looking = crowd(30, at: 1.0055, followed: followed)
    looking.press("SS")
    // Of those who were blocked by then the first that began.
    #expect(Array(names(looking).prefix(4)) == ["reader-1", "worker-2", "worker-3", "you"])
    look(&looking, at: 0.5)
    #expect(names(looking).prefix(2) == ["you", "reader-0"])
    looking.press("S")
    look(&looking, at: 1.0055)
    #expect(Array(names(looking).prefix(3)) == ["reader-1", "worker-2", "worker-3"])
    looking.press("S")
    // A thread that waits has changed once, and the others not yet.
    #expect(Array(names(looking).prefix(4)) == ["reader-1", "worker-2", "worker-3", "you"])
    looking.press([.end])
    #expect(
      Array(names(looking).prefix(5)) != ["reader-1", "worker-2", "worker-3", "you", "reader-0"])
  }

  @Test func filterIsThatOfTheCursor() {
    var looking = crowd(30, at: 1.0055)
    looking.press("/blocked")
    #expect(names(looking) == ["reader-1", "worker-2", "worker-3"])
    looking.press([.enter, .left])
    #expect(names(looking).isEmpty)
    looking.press([.end])
    #expect(names(looking).count == 12)
    look(&looking, at: 1.0055)
    looking.press([.escape, .escape])
    look(&looking, at: 1.0055)
    looking.viewer.arrangement.filter.look = .lock
    looking.viewer.rearrange(looking.model)
    #expect(names(looking).count == 3)
    looking.viewer.arrangement.filter = LaneFilter(text: "not started")
    looking.viewer.rearrange(looking.model)
    #expect(names(looking).isEmpty)
    look(&looking, at: -1)
    #expect(names(looking).count == 31)
  }

  @Test func groupsCountAllMembersAtTheCursor() {
    var looking = crowd(300, at: 1.05)
    looking.select("worker-3")
    looking.press("e")
    let row = looking.lines.first { $0.contains("worker ×200") }
    // By number: every tenth four are blocked and two wait, of which two of three are workers.
    let looks = LaneCrowd(300).model.lanes.indices.filter {
      looking.model.lanes[$0].name.hasPrefix("worker")
    }.map { LaneMoments(looking.model, at: Instant(seconds: 1.05)).look($0) }
    let summary = GroupSummary(looks).counts.map { "\($0.look.letter)\($0.count)" }
    #expect(row?.contains(summary.joined(separator: " ")) == true, "\(row ?? "")")
    #expect(looks.count == 200 && summary.count == 4)
  }

  @Test func thoseWhoWaitedForTheSameFold() {
    var looking = crowd(30, at: 1.0055)
    looking.select("worker-2")
    looking.press("E")
    #expect(names(looking).contains("at store-0 ×3"))
    look(&looking, at: 0.5)
    #expect(!names(looking).contains { $0.hasPrefix("at store-0") })
    looking.press([.end])
    #expect(names(looking).contains("at store-0 ×4"))
  }

  @Test func endedLanesStandOneByOneWhereTheyRan() {
    var crowd = LaneCrowd(30)
    let ended = crowd.model.lanes.filter { $0.state == .running }.map { lane in
      SyncEvent(
        thread: lane.id, primitive: nil, sequence: 0, time: Instant(seconds: 21),
        kind: .threadEnded)
    }
    crowd.pass(to: 22, ended)
    crowd.pass(to: 90)
    var looking = Looking(at: crowd.model)
    #expect(names(looking).last == "ended (\(ended.count))")
    for seconds in [20.0, 30, 80] {
      look(&looking, at: seconds)
      #expect(names(looking).count == 31, "at \(seconds)")
    }
    look(&looking, at: 82)
    #expect(names(looking).last == "ended (\(ended.count))")
  }

  @Test func minimapIsThatOfTheCursor() throws {
    var looking = crowd(300, at: 0.5)
    func looks() throws -> Set<Ink> {
      let screen = LaneScreen(looking.viewer, looking.model, looking.size)
      let x = try #require(screen.minimap)
      return Set(screen.layout.lanes.compactMap { looking.frame[x, $0]?.style.ink })
    }
    #expect(try looks() == [.running, .idle])
    looking.press([.end])
    #expect(try looks() == [.lock])
  }

  /// The first that had not ended then is in sight.
  @Test func windowIsThatOfTheCursor() {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let workers = scene.workers(0..<100, apart: 0.1)
    scene.at(20)
    for worker in workers[..<60] { scene.end(worker) }
    scene.at(30)
    var looking = Looking(at: scene.model, size: Size(width: 80, height: 24))
    looking.viewer.follow(scene.model)
    #expect(looking.row("worker-61") != nil && looking.row("worker-3") == nil)
    looking.viewer.watchedLane = nil
    look(&looking, at: 15)
    looking.select("worker-2")
    #expect(looking.row("worker-3") != nil && looking.row("worker-61") == nil)
  }

  @Test func rowsFollowTheCursorAtOnceThoughThePictureStands() {
    var looking = crowd(30, at: 0.5)
    looking.press([.end, .character(" "), .character("S"), .character("S"), .left])
    #expect(looking.viewer.arrangement.remembered?.cursor == looking.viewer.time.cursor)
    looking.press([.end])
    #expect(looking.viewer.arrangement.remembered?.cursor == nil)
  }

  @Test func knownTimeBeginsWithTheFirstThread() {
    for lesson in LessonID.allCases {
      let model = Scene.of(lesson)
      let looking = Looking(at: model, lesson: lesson)
      let first = model.lanes.map(\.declaration.time).min() ?? model.now
      #expect(looking.viewer.knownTime(model) == first...model.now)
      let screen = LaneScreen(looking.viewer, model, looking.size)
      #expect(looking.viewer.timelineWidth(model) == screen.columns.timeline.count)
    }
    #expect(Looking(at: LaneModel()).viewer.knownTime(LaneModel()) == .zero ... .zero)
  }
}
