import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// Crowds of lanes in every kind of terminal, held against golden files.
@Suite struct LaneGoldenTests {
  static let colourful = Abilities(colours: .direct, hasBlocks: true)
  static let mono = Abilities(colours: .none, hasBlocks: true)
  static let ascii = Abilities(colours: .none, hasBlocks: false)

  private func frame(
    _ count: Int, _ size: (Int, Int), _ language: Language = .en,
    _ abilities: Abilities = colourful, keys: String = ""
  ) -> Frame {
    let model = count == 0 ? LaneModel() : LaneCrowd(count).model
    var viewer = Viewer(lesson: .lock, language: language, abilities: abilities)
    viewer.screen = Size(width: size.0, height: size.1)
    for key in keys {
      _ = viewer.handle(key == "\n" ? .enter : key == "\t" ? .down : .character(key), model)
    }
    return viewer.frame(model, size: viewer.screen)
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 40), (300, 80)])
  func ofEverySize(_ size: (Int, Int)) throws {
    for language in Language.allCases {
      for count in [0, 1, 50, 10_000] where size.0 < 300 || count == 10_000 {
        let name = "crowd-\(count)-\(language.rawValue)-\(size.0)x\(size.1)"
        try golden(frame(count, size, language), name)
      }
    }
  }

  @Test func withoutColourAndWithoutBlocks() throws {
    try golden(frame(50, (100, 30), .en, Self.mono), "crowd-mono")
    try golden(frame(50, (100, 30), .en, Self.ascii, keys: "\t\te"), "crowd-ascii")
    try golden(frame(50, (60, 20), .zh, Self.ascii), "crowd-ascii-zh")
  }

  @Test func arranged() throws {
    for language in Language.allCases {
      let name = language.rawValue
      try golden(frame(50, (120, 40), language, keys: "SSS/store-1\n"), "crowd-filtered-\(name)")
      try golden(frame(50, (120, 40), language, keys: "\t\te\te"), "crowd-folded-\(name)")
      try golden(frame(50, (100, 30), language, keys: "/work"), "crowd-typing-\(name)")
      try golden(frame(50, (120, 40), language, keys: "o\t"), "crowd-primitives-\(name)")
      try golden(frame(50, (100, 20), language, keys: "/nobody\n"), "crowd-nobody-\(name)")
      try golden(frame(50, (100, 30), language, keys: "?/zoom"), "help-search-\(name)")
    }
    try golden(frame(50, (40, 10), .en, Self.ascii, keys: "o"), "crowd-primitives-narrow")
    try golden(frame(50, (40, 10), .zh, keys: "?/zzz"), "help-search-narrow")
    try golden(frame(300, (100, 30), keys: "\t\t\tt\t\t\tt"), "crowd-pinned")
  }

  /// What is out of sight is not drawn and changes nothing but the counts: nine thousand lanes look as nearly ten thousand do.
  @Test func lanesOutOfSightChangeNothingInSight() {
    let size = Size(width: 200, height: 50)
    let pictures = [9_000, 9_900].map { count in
      let model = LaneCrowd(count).model
      var viewer = Viewer(lesson: .lock, language: .en, abilities: Self.colourful)
      viewer.screen = size
      viewer.follow(model)
      let screen = LaneScreen(viewer, model, size)
      #expect(screen.rows.isPlain && screen.sight == Array(0..<screen.layout.lanes.count))
      let frame = viewer.frame(model, size: size)
      return screen.layout.lanes.map { y in
        (0..<screen.layout.laneEnd).map { frame[$0, y] }
      }
    }
    #expect(pictures[0] == pictures[1])
  }

  /// A group of ten thousand is summed up from a part of it, and says so.
  @Test func largeGroupSaysThatItIsSummedUp() {
    let text = frame(10_000, (120, 40), keys: "\t\te").planes.glyphs
    let row = text.split(separator: "\n").first { $0.contains("×6666") }
    #expect(row?.contains(" ~") == true, "\(row ?? "")")
    #expect(frame(300, (120, 40), keys: "\t\te").planes.glyphs.contains("first 64"))
    #expect(!frame(50, (120, 40), keys: "\t\te").planes.glyphs.contains("first"))
  }
}
