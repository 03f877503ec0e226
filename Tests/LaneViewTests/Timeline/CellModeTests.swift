import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// How a cell is drawn that had several states.
@Suite struct CellModeTests {
  private func marks(_ cells: [LaneCell], _ abilities: Abilities, _ mode: CellMode) -> String {
    String(Timeline(abilities, mode).marks(cells).map(\.glyph))
  }
  private let cell = LaneCell(
    runningEighths: 3, worst: .lock, dominant: .sleeping, last: .running, isMixed: true, changes: 3)

  @Test func modesDrawTheStateThatTheyAreCalledBy() {
    let glyphs = CellMode.allCases.map { marks([cell], Abilities(), $0) }
    #expect(glyphs == ["▃", "▃", "▅", "▇"])
    let styles = CellMode.allCases.map { Timeline(Abilities(), $0).marks([cell])[0].style }
    #expect(
      styles == [
        Style(.running, on: .tint(.lock)), Style(.lock), Style(.sleeping), Style(.running),
      ])
    #expect(
      CellMode.allCases.map { marks([cell, cell], Looking.ascii, $0) } == ["ll", "L-", "Z=", "R#"])
  }

  @Test func cellWithManyChangesStandsOut() {
    for abilities in Looking.everyKind {
      for changes in [0, 1, 2, 15, 16, 1_000] {
        var busy = cell
        busy.changes = changes
        let mark = Timeline(abilities).marks([busy])[0]
        #expect(mark.style.isBold == (changes >= 16))
      }
    }
  }

  @Test func mCyclesAndTheHeaderSaysWhatIsNotUsual() {
    var looking = Looking(at: Scene.busy())
    for mode in ["worst", "dominant", "last"] {
      looking.press("m")
      #expect(looking.lines[0].contains("cells: \(mode)"))
    }
    looking.press("m")
    #expect(!looking.lines[0].contains("cells"))
  }

  /// In every mode, on every terminal, at every zoom.
  @Test(arguments: ["ring-a", "lossy"]) func whatMustNotBeAveragedSurvives(_ name: String) throws {
    let model = Scene.manyChanges()
    let lane = try #require(model.lanes.first { $0.name == name })
    let look: Look = name == "lossy" ? .unknown : .deadlocked
    let begin = try #require(
      lane.stretches(from: .zero, to: model.now, limit: 99).first { $0.state.look == look }?.since)
    for zoom in TimeView.zooms {
      let bucket = begin.bucket(zoom)
      let cells = model.cells(of: lane, k: zoom, first: bucket, count: 1)
      for mode in CellMode.allCases {
        for abilities in Looking.everyKind {
          #expect(marks(cells, abilities, mode) == String(look.letter), "\(zoom) \(mode)")
          let cursor = Timeline(abilities, mode).cursorMark(cells[0])
          #expect(cursor.glyph == look.letter && cursor.style.ink == look.ink)
        }
      }
    }
  }

  @Test func goldens() throws {
    let model = Scene.manyChanges()
    for mode in CellMode.allCases {
      for (name, abilities) in [
        ("colours", Abilities()), ("few", Abilities(colours: .few, hasBlocks: true)),
        ("ascii", Looking.ascii),
      ] {
        var looking = Looking(at: model, .en, abilities, size: Size(width: 90, height: 16))
        looking.viewer.time.mode = mode
        try golden(looking.frame, "cells-\(mode)-\(name)")
      }
    }
    var looking = Looking(at: model, .zh, size: Size(width: 90, height: 16))
    looking.press("m")
    try golden(looking.frame, "cells-zh")
  }
}
