import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The tables of contention, as they are looked at.
@Suite struct ContentionViewTests {
  private func looking(
    _ keys: String = "c", _ language: Language = .en, _ abilities: Abilities = Abilities(),
    _ width: Int = 120, _ height: Int = 36, estimates: Bool = false
  ) -> Looking {
    var looking = Looking(
      at: Scene.contended(estimates: estimates), language, abilities,
      size: Size(width: width, height: height))
    looking.press(keys)
    return looking
  }
  /// The names in the order of the rows.
  private func names(_ looking: Looking) -> [String] {
    let places = ContentionPlaces(looking.size)
    return places.rows.map { looking.lines[$0] }.filter { !$0.allSatisfy { $0 == " " } }.map {
      line in
      String(line.dropFirst(places.left).prefix { $0 != " " })
    }
  }
  private func heading(_ looking: Looking) -> String {
    looking.lines[ContentionPlaces(looking.size).headings]
  }

  @Test func cOpensAndEveryWayOutCloses() {
    for key in [Key.character("c"), .character("q"), .escape] {
      var looking = looking()
      #expect(looking.viewer.overlay == .contention)
      looking.press([key])
      #expect(looking.viewer.overlay == .none)
    }
    var looking = looking()
    #expect(looking.viewer.handle(.control("c"), looking.model) == .quit)
  }

  @Test func theMostWaitedForIsFirst() {
    let looking = looking()
    #expect(names(looking).prefix(2) == ["start", "accounts"])
    #expect(heading(looking).contains("▾waited"))
  }

  @Test func eachColumnInSightCanBeSortedBy() {
    var looking = looking()
    let columns = ContentionTable(looking.viewer, looking.model, width: 117).columns.shown
    #expect(columns.count > 8)
    var seen: Set<ContentionColumn> = []
    for _ in columns {
      looking.press("S")
      let sort = ContentionTable(looking.viewer, looking.model, width: 117).sort
      seen.insert(sort)
      #expect(heading(looking).contains("▾" + Phrasebook(.en).heading(sort)))
    }
    #expect(seen == Set(columns))
    #expect(names(looking).first == "start")
    // There and back.
    looking.press([.right, .right, .left])
    #expect(heading(looking).contains("▾") && !heading(looking).contains("▾waited"))
  }

  @Test func namesSortByTheAlphabetAndNumbersByTheMost() {
    var looking = looking()
    looking.viewer.contention.sorts[.primitives] = .name
    #expect(names(looking) == names(looking).sorted())
    looking.viewer.contention.sorts[.primitives] = .uses
    #expect(names(looking).first == "accounts")
    looking.viewer.contention.sorts[.primitives] = .charged
    #expect(names(looking).prefix(3) == ["permits", "accounts", "audit"])
  }

  @Test func tabGoesToTheThreadsAndBack() {
    var looking = looking()
    looking.press([.tab])
    #expect(names(looking).contains("worker-2") && !names(looking).contains("accounts"))
    #expect(heading(looking).contains("blamed"))
    looking.press("S")
    #expect(heading(looking).contains("▾blamed"))
    #expect(names(looking).first == "worker-1")
    looking.press([.tab])
    #expect(heading(looking).contains("▾waited") && names(looking).contains("accounts"))
  }

  @Test func aRowIsSelectedByItsNameWhateverTheOrder() {
    var looking = looking()
    looking.press([.down])
    #expect(looking.lines.contains { $0.contains("▸ accounts") })
    looking.press("S")
    #expect(looking.lines.contains { $0.contains("▸ accounts") })
    looking.press([.end])
    #expect(!looking.lines.contains { $0.contains("▸ accounts") })
    looking.press([.home, .up, .pageDown, .pageUp])
    #expect(looking.lines.contains { $0.contains("▸ \(names(looking)[0])") })
  }

  @Test func theDetailTellsWhoIsToBlameAndWhatItDid() {
    var looking = looking()
    looking.press([.down])
    let text = looking.lines.joined(separator: " ")
    #expect(text.contains("waited 12 times"))
    #expect(text.contains("by worker-2"))
    #expect(text.contains(/charged to worker-1 .* sleeping.*worker-0/))
    #expect(text.contains("blocked on audit"))
    looking.press([.tab])
    looking.press("S")
    let blame = looking.lines.joined(separator: " ")
    #expect(
      blame.contains(/others waited .* for worker-1: \d+% while it was running, \d+% sleeping/))
    #expect(blame.contains(/they waited for accounts/))
  }

  @Test func enterShowsTheRowInTheLanes() {
    var looking = looking()
    looking.press([.down, .enter])
    #expect(looking.viewer.overlay == .none)
    #expect(looking.viewer.selectedPrimitive.map { looking.model.name(of: $0) } == "accounts")
    looking.press("c")
    looking.press([.tab, .down, .enter])
    #expect(looking.selected != nil)
  }

  @Test func theMouseSortsSelectsAndChangesTheTable() throws {
    var looking = looking()
    let places = ContentionPlaces(looking.size)
    func press(_ x: Int, _ y: Int) {
      _ = looking.viewer.handle(.mouse(Mouse(.press, x: x, y: y)), looking.model)
    }
    press(places.left, places.headings)
    #expect(heading(looking).contains("▾primitive") || heading(looking).contains("▾"))
    #expect(names(looking) == names(looking).sorted())
    press(places.left, places.rows.lowerBound + 2)
    #expect(looking.lines[places.rows.lowerBound + 2].contains("▸"))
    let tab = try #require(looking.lines[places.tabs].firstRange(of: "threads"))
    press(
      looking.lines[places.tabs].distance(
        from: looking.lines[places.tabs].startIndex, to: tab.lowerBound), places.tabs)
    #expect(names(looking).contains("worker-1"))
  }

  @Test func whatWasWorkedOutIsMarked() {
    #expect(!looking().frame.text.contains("~"))
    let estimated = looking(estimates: true)
    #expect(estimated.lines[ContentionPlaces(estimated.size).tabs].contains("~ worked out"))
    #expect(estimated.frame.text.contains(/~\d/))
  }

  @Test func columnsThatCountLessGoFirst() {
    let book = Phrasebook(.en)
    func shown(_ width: Int) -> [ContentionColumn] {
      ContentionColumns(.primitives, width: width, names: 10, states: [], book).shown
    }
    #expect(shown(38).contains(.waited) && shown(38).contains(.contended))
    #expect(!shown(38).contains(.kind))
    #expect(Set(shown(300)) == Set(ContentionColumn.primitives))
    for width in 1...300 {
      let columns = ContentionColumns(.primitives, width: width, names: 10, states: [], book)
      #expect(columns.shown.first == .name)
      #expect(columns.all.count == 1 || (columns.all.last?.place.upperBound ?? 0) <= width)
    }
  }

  @Test func anEmptyTableSaysSo() {
    var looking = Looking(at: LaneModel())
    looking.press("c")
    looking.press([.tab, .tab, .down, .end, .left, .enter])
    looking.press("c")
    #expect(looking.frame.text.contains(Phrasebook(.en).nothingContended))
  }

  @Test func everySizeIsDrawn() {
    for (width, height) in [(40, 10), (41, 11), (59, 15), (60, 16), (80, 24), (300, 80), (300, 10)]
    {
      for language in Language.allCases {
        for keys in ["c", "cS"] {
          var looking = looking(keys, language, Abilities(), width, height)
          #expect(looking.lines.contains { $0.contains("accounts") }, "\(width)x\(height)")
          looking.press([.tab])
          #expect(looking.lines.contains { $0.contains("worker-2") }, "\(width)x\(height)")
        }
      }
    }
  }

  @Test func goldens() throws {
    for language in Language.allCases {
      for (width, height) in [(40, 10), (80, 24), (120, 36)] {
        var looking = looking("c", language, Abilities(), width, height)
        looking.press([.down])
        let name = "\(language.rawValue)-\(width)x\(height)"
        try golden(looking.frame, "contention-\(name)")
        looking.press([.tab])
        looking.press("S")
        try golden(looking.frame, "contention-threads-\(name)")
      }
    }
    try golden(looking("c", .en, Abilities(), 300, 80).frame, "contention-en-300x80")
    try golden(
      looking("c", .en, Looking.ascii, 100, 30, estimates: true).frame, "contention-ascii")
  }
}
