import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The changes of a cell, one by one.
@Suite struct InspectorTests {
  private func inspecting(
    _ name: String = "thousand", _ language: Language = .en, _ abilities: Abilities = Abilities(),
    _ width: Int = 120, _ height: Int = 40
  ) -> Looking {
    var looking = Looking(
      at: Scene.manyChanges(), language, abilities, size: Size(width: width, height: height))
    looking.select(name)
    looking.viewer.time.look(at: Instant(seconds: 2), in: looking.window)
    looking.press([.enter])
    return looking
  }

  @Test func listsEveryChangeOfTheCell() throws {
    let looking = inspecting()
    let painter = Painter(looking.viewer, looking.model, looking.size)
    let it = try #require(painter.inspection)
    let lines = painter.lines(of: it, ChangeColumns(it, looking.viewer.book, width: 96))
    let changes = lines.filter {
      guard case .change(_, isBefore: false, _) = $0 else { return false }
      return true
    }
    #expect(changes.count == 1_000)
    #expect(looking.lines.contains { $0.contains("00:01.879 to 00:02.147, 1,000 changes") })
  }

  @Test func totalsAreExactAndAddUpToTheCell() {
    let looking = inspecting()
    let shares = StateShares(
      of: looking.model.lanes.first { $0.name == "thousand" } ?? looking.model.lanes[0],
      in: TimeSpan(
        from: Instant(nanoseconds: 7 << 28), to: Instant(nanoseconds: 8 << 28)), looking.model)
    #expect(shares.all.reduce(0) { $0 + $1.time } == 1 << 28)
    #expect(shares.all.first { $0.word == .sleeping }?.time == 49_900_000)
    #expect(shares.all.first { $0.word == .blocked }?.time == 1_000_000)
    #expect(looking.lines.contains { $0.contains("sleeping      49.900 ms   19%") })
  }

  @Test func changeTellsWhoWokeTheThreadAndWhereItWas() throws {
    let text = inspecting().lines.joined(separator: "\n")
    #expect(text.contains("00:02.001000 R running") && text.contains("woken by giver"))
    #expect(text.contains("00:02.000000 L blocked lock"))
    #expect(text.contains("1.000 ms  Till.swift:42"))
  }

  @Test func scrollsToItsEndAndClosesWithEscapeOrEnter() {
    for close in [Key.escape, .enter, .character("q")] {
      var looking = inspecting()
      let cursor = looking.viewer.time.cursor
      looking.press([.end, .down, .pageDown])
      #expect(looking.lines.contains { $0.contains("00:02.101700 R running") })
      looking.press([.home])
      #expect(looking.viewer.overlay == .inspector(top: 0))
      looking.press([close])
      #expect(looking.viewer.overlay == .none && looking.viewer.time.cursor == cursor)
    }
  }

  @Test func openedFromTheLivePictureItClosesToIt() {
    var looking = Looking(at: Scene.condition(), lesson: .condition)
    looking.press([.enter, .escape])
    #expect(looking.viewer.time.cursor == nil)
    looking.press([.enter, .left, .escape])
    #expect(looking.viewer.time.cursor != nil)
  }

  @Test func arrowsGoToTheCellBesideIt() {
    var looking = inspecting("once")
    #expect(looking.lines.contains { $0.contains("1 change") })
    looking.press([.right])
    #expect(looking.lines.contains { $0.contains("00:02.147 to 00:02.415, 0 changes") })
  }

  @Test func cellInWhichTheThreadWasNotThereSaysSo() {
    var looking = Looking(at: Scene.event(), lesson: .event)
    looking.select("worker-15")
    looking.viewer.time.look(at: Instant(seconds: 1), in: looking.window)
    looking.press([.enter])
    #expect(looking.lines.contains { $0.contains("the thread was not there then") })
  }

  @Test func cellWhoseChangesWereGivenUpIsToldAsAWhole() throws {
    var looking = Looking(at: Scene.forgetful())
    let since = try #require(looking.model.detailSince)
    #expect(looking.lines[0].contains(Phrasebook(.en).detail(since: looking.model.now - since)))
    looking.select("worker-0")
    looking.press([.home] + [Key](repeating: .right, count: 3))
    let row = looking.lines[try #require(looking.row("worker-0"))]
    #expect(row.contains("? unknown"))
    // The picture itself has the cells, if not their changes.
    #expect(!row.dropFirst(looking.left).contains("?"))
    #expect(
      looking.lines.contains { $0.contains("worker-0: its single changes from then are not") })
    looking.press([.enter])
    let text = looking.lines.joined(separator: "\n")
    #expect(text.contains("single changes from so long ago are not kept; the cell had "))
    #expect(text.contains("at worst sleeping"))
    looking.press([.escape, .end, .enter])
    #expect(looking.lines.contains { $0.contains("R running") })
    #expect(!looking.lines.contains { $0.contains("not kept") })
  }

  @Test func goldens() throws {
    for language in Language.allCases {
      for (width, height) in [(40, 10), (80, 24), (120, 40)] {
        let looking = inspecting("thousand", language, Abilities(), width, height)
        try golden(looking.frame, "inspector-\(language.rawValue)-\(width)x\(height)")
      }
    }
    try golden(inspecting("thousand", .en, Looking.ascii, 80, 24).frame, "inspector-ascii")
    let mono = Abilities(colours: .none, hasBlocks: true)
    try golden(inspecting("twice", .en, mono, 80, 24).frame, "inspector-mono")
  }

  @Test func cursorGoldens() throws {
    for (name, language, abilities) in [
      ("en", Language.en, Abilities()), ("zh", .zh, Abilities()), ("ascii", .en, Looking.ascii),
    ] {
      for (width, height) in [(40, 10), (80, 24), (120, 40)] {
        var looking = Looking(
          at: Scene.condition(), language, abilities, size: Size(width: width, height: height),
          lesson: .condition)
        looking.select("worker-2")
        looking.press(",")
        try golden(looking.frame, "cursor-\(name)-\(width)x\(height)")
      }
    }
  }
}
