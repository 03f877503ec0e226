import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// Which rows the lanes have: sorted, filtered, folded, pinned. What is selected stays selected through all of it.
@Suite struct LaneRowsTests {
  static let size = Size(width: 120, height: 40)

  private func viewer(_ language: Language = .en) -> Viewer {
    var viewer = Viewer(
      lesson: .lock, language: language, abilities: Abilities(colours: .direct, hasBlocks: true))
    viewer.screen = Self.size
    return viewer
  }
  private func press(_ viewer: inout Viewer, _ keys: String, _ model: LaneModel) {
    for key in keys {
      let key: Key = key == "\n" ? .enter : key == "\u{1B}" ? .escape : .character(key)
      #expect(viewer.handle(key, model) == nil)
    }
  }
  private func names(_ viewer: Viewer, _ model: LaneModel) -> [String] {
    let rows = viewer.laneRows(in: model)
    let painter = Painter(viewer, model, Self.size)
    return (0..<rows.count).map { painter.name(of: rows[$0], rows.lanes(of: $0).count) }
  }
  private func select(_ name: String, _ viewer: inout Viewer, _ model: LaneModel) {
    viewer.selectedLane = model.lanes.first { $0.name == name }?.id
  }

  // MARK: order

  @Test(
    arguments: [
      ("worker-2", "worker-10"), ("a", "b"), ("worker", "worker-1"), ("w-1a", "w-1b"),
      ("w-2-10", "w-10-2"), ("w-02", "w-3"), ("线程-2", "线程-10"), ("", "a"),
    ])
  func namesAreOrderedAsAPersonCounts(_ a: String, _ b: String) {
    #expect(LaneOrder.isNaturally(a, before: b))
    #expect(!LaneOrder.isNaturally(b, before: a))
    #expect(!LaneOrder.isNaturally(a, before: a))
  }

  @Test func everySortHasItsOrderAndItsHeading() {
    let model = LaneCrowd(30).model
    var viewer = viewer()
    var heads: [[String]] = []
    for _ in LaneSort.allCases {
      heads.append(Array(names(viewer, model).prefix(3)))
      #expect(viewer.laneRows(in: model).count == 31)
      let heading = book(viewer).sorted(by: viewer.arrangement.sort)
      let isSaid = viewer.frame(model, size: Self.size).planes.glyphs.contains(heading)
      #expect(isSaid == (viewer.arrangement.sort != .start))
      press(&viewer, "S", model)
    }
    #expect(viewer.arrangement.sort == .start)
    #expect(heads[0] == ["you", "reader-0", "worker-0"])
    #expect(heads[1] == ["reader-0", "reader-1", "reader-2"])
    // Blocked on a lock is worse than waiting on a condition.
    #expect(heads[2] == ["reader-1", "worker-2", "worker-3"])
    // The first that began to wait has waited longest.
    #expect(heads[3] == ["reader-1", "worker-2", "worker-3"])
    #expect(Set(heads[4]).isSubset(of: Set(model.lanes.map(\.name))))
    let changes = LaneOrder(
      sort: .changes, model: model, moments: LaneMoments(model, at: nil)
    ).sorted(Array(model.lanes.indices))
    let counts = changes.map { model.lanes[$0].changeCount }
    #expect(counts == counts.sorted(by: >))
  }

  @Test func orderStandsStillForASecond() {
    var crowd = LaneCrowd(30)
    var viewer = viewer()
    press(&viewer, "SS", crowd.model)
    let before = names(viewer, crowd.model)
    let runner = SyncEvent(
      thread: ThreadID(3), primitive: LaneCrowd.locks[0], sequence: 100,
      time: Instant(nanoseconds: 20_100_000_000),
      kind: .blocking(.acquire, deadline: nil, site: nil))
    crowd.pass(to: 20, [runner])
    viewer.follow(crowd.model)
    #expect(names(viewer, crowd.model) == before)
    crowd.pass(to: 21)
    viewer.follow(crowd.model)
    #expect(names(viewer, crowd.model) != before)
  }

  // MARK: filter

  @Test(arguments: [
    ("worker-1", 11), ("WORKER-1", 11), ("store-0", 4), ("blocked", 12), ("等锁", 12),
  ])
  func filterLooksAtNamesStatesAndPrimitives(_ text: String, _ count: Int) {
    let model = LaneCrowd(30).model
    for language in Language.allCases {
      var viewer = viewer(language)
      press(&viewer, "/" + text, model)
      #expect(viewer.overlay == .filter(text))
      #expect(viewer.laneRows(in: model).count == count, "while it is typed")
      press(&viewer, "\n", model)
      #expect(viewer.overlay == .none && viewer.laneRows(in: model).count == count)
      let shown = viewer.frame(model, size: Self.size).planes.glyphs
      #expect(shown.contains(book(viewer).filtered(count, of: 31)))
      press(&viewer, "\u{1B}", model)
      #expect(viewer.overlay == .none && viewer.laneRows(in: model).count == 31)
    }
  }

  @Test func accentsWithoutEndAreNoText() {
    let model = LaneCrowd(30).model
    var viewer = viewer()
    press(&viewer, "/e", model)
    for _ in 0..<5000 { _ = viewer.handle(.character("\u{301}"), model) }
    #expect(viewer.arrangement.filter.text.unicodeScalars.count == 40)
    press(&viewer, "\u{1B}?/e", model)
    for _ in 0..<5000 { _ = viewer.handle(.character("\u{301}"), model) }
    guard case .helpSearch(let text, top: _, isTyping: true) = viewer.overlay else {
      Issue.record("\(viewer.overlay)")
      return
    }
    #expect(text.unicodeScalars.count == 40)
  }

  @Test func escapeWhileTypingGivesTheFilterUp() {
    let model = LaneCrowd(30).model
    var viewer = viewer()
    press(&viewer, "/work\u{1B}", model)
    #expect(viewer.arrangement.filter.isEmpty && viewer.overlay == .none)
    press(&viewer, "/zzz", model)
    #expect(viewer.laneRows(in: model).count == 0)
    #expect(viewer.frame(model, size: Self.size).planes.glyphs.contains("no lane has \"zzz\""))
    #expect(viewer.handle(.backspace, model) == nil)
    #expect(viewer.overlay == .filter("zz"))
  }

  // MARK: groups, pins, the ended

  @Test(arguments: [("worker-12", "worker"), ("worker", "worker"), ("a_7", "a"), ("42", "42")])
  func stemIsTheNameWithoutItsNumber(_ name: String, _ stem: String) {
    #expect(LaneGroup.stem(of: name) == stem)
  }

  @Test func groupFoldsToOneRowAndBack() {
    let model = LaneCrowd(30).model
    var viewer = viewer()
    select("worker-3", &viewer, model)
    press(&viewer, "e", model)
    #expect(names(viewer, model).filter { $0.hasPrefix("worker") } == ["worker ×20"])
    #expect(viewer.laneRows(in: model).count == 12)
    let row = viewer.frame(model, size: Self.size).planes.glyphs.split(separator: "\n")
      .first { $0.contains("worker ×20") }
    #expect(row?.contains("R6 L8 C4 Z2") == true, "\(row ?? "")")
    press(&viewer, "e", model)
    #expect(viewer.laneRows(in: model).count == 31)
    #expect(viewer.lane(in: model)?.name == "worker-3")
  }

  @Test func aPoolsWorkersAreOneGroupWhateverTheyAreCalled() {
    var model = LaneModel()
    let pools = [PrimitiveID(1), PrimitiveID(2)]
    var declarations = pools.map {
      Declaration.primitive(
        PrimitiveDeclaration(id: $0, kind: .pool, name: "pool-\($0.rawValue)", limit: 2))
    }
    let threads: [(String, PrimitiveID?)] = [
      ("io-0", pools[0]), ("io-1", pools[1]), ("odd", pools[0]), ("io-2", nil), ("io-3", nil),
      ("io-4", pools[1]),
    ]
    for (number, (name, pool)) in threads.enumerated() {
      declarations.append(
        .thread(
          ThreadDeclaration(id: ThreadID(UInt32(number + 1)), name: name, pool: pool)))
    }
    model.apply(Batch(declarations: declarations), now: Instant(nanoseconds: 1_000_000_000))
    var viewer = viewer()
    for name in ["io-0", "io-1", "io-2"] {
      select(name, &viewer, model)
      press(&viewer, "e", model)
    }
    #expect(names(viewer, model) == ["pool-1 ×2", "pool-2 ×2", "io ×2"])
  }

  @Test func thoseThatWaitForTheSameFoldToo() {
    let model = LaneCrowd(30).model
    var viewer = viewer()
    let waiter = model.lanes.first { $0.state.primitive == LaneCrowd.ready }
    viewer.selectedLane = waiter?.id
    press(&viewer, "E", model)
    #expect(names(viewer, model).contains("at ready ×6"))
    press(&viewer, "E", model)
    #expect(viewer.laneRows(in: model).isPlain)
    select("reader-0", &viewer, model)
    press(&viewer, "E", model)
    #expect(viewer.message?.status == .cannot(.lanes(.waitsForNothing("reader-0"))))
    select("you", &viewer, model)
    press(&viewer, "e", model)
    #expect(viewer.message?.status == .cannot(.lanes(.aloneInGroup("you"))))
  }

  @Test func pinnedLanesStandAtTheTop() {
    let model = LaneCrowd(300).model
    var viewer = viewer()
    for name in ["worker-90", "worker-7"] {
      select(name, &viewer, model)
      press(&viewer, "t", model)
    }
    #expect(Array(names(viewer, model).prefix(3)) == ["worker-90", "worker-7", "you"])
    select("worker-199", &viewer, model)
    let screen = LaneScreen(viewer, model, Self.size)
    #expect(Array(screen.sight.prefix(2)) == [0, 1])
    #expect(screen.sight.contains(screen.rows.count - 1))
    select("worker-90", &viewer, model)
    press(&viewer, "t", model)
    #expect(Array(names(viewer, model).prefix(2)) == ["worker-7", "you"])
  }

  @Test func whenAllIsOverOnlyThoseStayThatEndedWithTheLast() {
    var crowd = LaneCrowd(30)
    let viewer = viewer()
    let threads = crowd.model.lanes.filter { !$0.isControl }
    func end(_ lanes: some Sequence<Lane>, at seconds: Int64) -> [SyncEvent] {
      lanes.map { lane in
        SyncEvent(
          thread: lane.id, primitive: nil, sequence: 0,
          time: Instant(nanoseconds: seconds * 1_000_000_000), kind: .threadEnded)
      }
    }
    crowd.pass(to: 22, end(threads.prefix(10), at: 21))
    crowd.pass(to: 91, end(threads.dropFirst(10), at: 90))
    #expect(crowd.model.allEnded)
    crowd.pass(to: 1_000)
    #expect(names(viewer, crowd.model).last == "ended (10)")
    #expect(viewer.laneRows(in: crowd.model).count == 22)
  }

  @Test func lanesThatEndedLongAgoBecomeOneRow() {
    var crowd = LaneCrowd(30)
    var viewer = viewer()
    let ended = crowd.model.lanes.filter { $0.state == .running }.map { lane in
      SyncEvent(
        thread: lane.id, primitive: nil, sequence: 0, time: Instant(nanoseconds: 21_000_000_000),
        kind: .threadEnded)
    }
    crowd.pass(to: 22, ended)
    #expect(viewer.laneRows(in: crowd.model).isPlain)
    crowd.pass(to: 82)
    #expect(names(viewer, crowd.model).last == "ended (\(ended.count))")
    viewer.selectedLane = ended[1].thread
    #expect(viewer.handle(.character("e"), crowd.model) == nil)
    #expect(viewer.laneRows(in: crowd.model).count == 31)
    #expect(viewer.handle(.character("e"), crowd.model) == nil)
    #expect(viewer.laneRows(in: crowd.model).count == 32 - ended.count)
    #expect(viewer.lane(in: crowd.model)?.id == ended[1].thread)
  }

  @Test func selectionFollowsItsLaneThroughEverything() {
    let model = LaneCrowd(300).model
    for name in ["worker-150", "reader-3", "you"] {
      var viewer = viewer()
      select(name, &viewer, model)
      for keys in ["S", "S", "S", "S", "S", "/r\n", "S", "e", "\u{1B}", "e", "t", "e", "o", "o"] {
        for key in keys {
          let key: Key = key == "\n" ? .enter : key == "\u{1B}" ? .escape : .character(key)
          _ = viewer.handle(key, model)
        }
        #expect(viewer.lane(in: model)?.name == name)
        guard !viewer.arrangement.showsPrimitives else { continue }
        let screen = LaneScreen(viewer, model, Self.size)
        let row = model.index(of: viewer.selectedLane ?? ThreadID(0)).flatMap(screen.rows.row)
        #expect(row.map(screen.sight.contains) ?? (name == "you"), "\(name) after \(keys)")
      }
    }
  }

  @Test func newLanesStandAtTheEndUntilTheNextSort() {
    var crowd = LaneCrowd(30)
    var viewer = viewer()
    press(&viewer, "S", crowd.model)
    var batch = Batch()
    batch.declarations = [.thread(ThreadDeclaration(id: ThreadID(7_777), name: "alpha"))]
    var model = crowd.model
    model.apply(batch, now: Instant(nanoseconds: 20_100_000_000))
    viewer.follow(model)
    #expect(names(viewer, model).last == "alpha")
    crowd.pass(to: 30)
    model.apply(Batch(), now: Instant(nanoseconds: 30_000_000_000))
    viewer.follow(model)
    #expect(names(viewer, model).first == "alpha")
  }

  private func book(_ viewer: Viewer) -> Phrasebook { viewer.book }
}
