import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The lanes turned round: one a primitive, with its people.
@Suite struct PrimitiveLaneTests {
  private func lanes(_ looking: Looking) -> PrimitiveLanes? {
    LaneScreen(looking.viewer, looking.model, looking.size).primitiveLanes
  }
  private func names(_ looking: Looking) -> [String] {
    lanes(looking)?.all.map(\.primitive.name) ?? []
  }

  @Test(arguments: [
    ("store-1", ["store-1"]), ("reader-0", ["store-0"]), ("worker-4", ["ready"]),
    ("blocked", ["store-0", "store-1", "store-2", "store-3"]), ("等通知", ["ready"]),
    ("running", ["store-0", "store-1", "store-2"]), ("zzz", []),
  ])
  func filterLooksAtThePeopleToo(_ text: String, _ primitives: [String]) {
    var looking = Looking(at: LaneCrowd(30).model)
    looking.press("o/" + text)
    // Thirty threads leave the last store without a holder, and without a line.
    #expect(names(looking) == primitives.filter { $0 != "store-3" })
    looking.press([.enter, .down, .up])
    #expect(looking.viewer.primitive(in: looking.model)?.name == primitives.first ?? "store-0")
  }

  @Test func filterByStateCountsToo() {
    var looking = Looking(at: LaneCrowd(30).model)
    looking.press("o")
    looking.viewer.arrangement.filter.look = .condition
    #expect(names(looking) == ["ready"])
    looking.viewer.arrangement.filter.look = .barrier
    #expect(names(looking) == [])
    #expect(looking.lines.contains { $0.contains("no lane is barrier now") })
  }

  @Test func everyPersonIsInOneLineOrAmongTheRest() throws {
    for count in [1, 12, 50, 300] {
      for height in 12...60 {
        var looking = Looking(at: LaneCrowd(count).model, size: Size(width: 120, height: height))
        looking.press("o")
        let lanes = try #require(self.lanes(looking))
        let rows = LaneScreen(looking.viewer, looking.model, looking.size).layout.lanes.count
        #expect(lanes.lines.count <= max(rows, 1))
        for (index, entry) in lanes.all.enumerated() where lanes.hasTimelines {
          let own = lanes.lines.compactMap { line -> Range<Int>? in
            switch line {
            case .person(index, let person): person..<person + 1
            case .rest(index, let first): first..<entry.people.count
            default: nil
            }
          }
          #expect(own.flatMap(\.self) == Array(entry.people.indices))
        }
      }
    }
  }

  /// Whoever comes and goes, a primitive stays in its line.
  @Test func nothingMovesAsThreadsComeAndGo() {
    func heads(_ model: LaneModel) -> [Int] {
      var looking = Looking(at: model, lesson: .condition)
      looking.press("o")
      let lines = lanes(looking)?.lines ?? []
      return lines.indices.filter { if case .head = lines[$0] { true } else { false } }
    }
    #expect(heads(Scene.condition(0.2)) == heads(Scene.condition()))
    #expect(heads(Scene.condition()).count == 2)
  }

  @Test func clickSelectsThePersonAndThePrimitive() throws {
    var looking = Looking(at: LaneCrowd(50).model)
    looking.press("o")
    let screen = LaneScreen(looking.viewer, looking.model, looking.size)
    let lanes = try #require(screen.primitiveLanes)
    let line = try #require(lanes.lines.firstIndex(of: .person(1, 1)))
    let person = lanes.all[1].people[1]
    let y = screen.layout.lanes.lowerBound + line
    let x = screen.columns.timeline.upperBound - 4
    _ = looking.viewer.handle(.mouse(Mouse(.press, x: x, y: y)), looking.model)
    #expect(looking.viewer.selectedLane == person.thread)
    #expect(looking.viewer.selectedPrimitive == lanes.all[1].primitive.id)
    #expect(looking.viewer.time.cursor != nil)
  }

  @Test func atTheCursorThoseWhoWaitedAreThere() throws {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press("o")
    looking.viewer.time.look(at: Instant(seconds: 18.7), in: looking.window)
    let all = try #require(lanes(looking)).all
    #expect(all.map { $0.people.count } == [7, 2])
    #expect(all.allSatisfy { $0.people.allSatisfy { !$0.hasIt } })
    #expect(looking.lines.contains { $0.contains("who had it then is not known") })
    #expect(looking.lines.contains { $0.contains("at 00:18.700") })
    var narrow = Looking(at: Scene.condition(), size: Size(width: 80, height: 10))
    narrow.press("o")
    narrow.viewer.time.look(at: Instant(seconds: 18.7), in: narrow.window)
    #expect(narrow.lines.contains { $0.contains("who waited at 00:18.700") })
  }

  @Test func goldens() throws {
    for language in Language.allCases {
      var looking = Looking(
        at: Scene.condition(), language, size: Size(width: 120, height: 40), lesson: .condition)
      looking.viewer.hidesListing = false
      looking.press("o")
      try golden(looking.frame, "turned-condition-\(language.rawValue)")
    }
    var looking = Looking(
      at: LaneCrowd(50).model, .en, Looking.ascii, size: Size(width: 80, height: 24))
    looking.press("o/reader-1")
    looking.press([.enter])
    try golden(looking.frame, "turned-filtered-ascii")
  }
}
