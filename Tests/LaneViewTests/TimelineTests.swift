import Frames
import LaneModel
import Testing

@testable import LaneView

/// How cells become marks.
@Suite struct TimelineTests {
  private func cell(_ look: Look, eighths: Int? = nil) -> LaneCell {
    LaneCell(
      runningEighths: eighths ?? (look == .running ? 8 : 0), worst: look, last: look,
      isMixed: eighths != nil)
  }
  private func text(_ cells: [LaneCell], _ colours: Abilities.Colours, blocks: Bool) -> String {
    let abilities = Abilities(colours: colours, hasBlocks: blocks)
    return String(Timeline(abilities).marks(cells).map(\.glyph))
  }
  private var track: [LaneCell] {
    [Look.running, .running, .running, .condition, .condition, .lock, .lock, .running]
      .map { cell($0) }
  }

  @Test func everyStateHasItsHeight() {
    let all = Look.allCases.map { cell($0) }
    #expect(text(all, .direct, blocks: true) == " ▇·▅▂▂▂▂▂▂▂▃║?X")
    #expect(text(all, .direct, blocks: false) == " #.=_______-|?X")
  }

  @Test func withoutColourEveryRunBeginsWithItsLetter() {
    #expect(text(track, .none, blocks: true) == "R▇▇C▂L▃R")
    #expect(text(track, .none, blocks: false) == "R##C_L-R")
  }

  @Test func withoutColourAMixedCellIsTheLetterOfItsWorst() {
    let cells = [cell(.running), cell(.lock, eighths: 3), cell(.lock), cell(.lock)]
    #expect(text(cells, .none, blocks: false) == "RlL-")
  }

  @Test func mixedCellIsABarOnATintOfItsWorst() {
    let marks = Timeline(Abilities()).marks((1...7).map { cell(.lock, eighths: $0) })
    #expect(String(marks.map(\.glyph)) == "▁▂▃▄▅▆▇")
    #expect(marks.allSatisfy { $0.style == Style(.running, on: .tint(.lock)) })
  }

  @Test func mixedCellInWhichNothingRanShowsItsWorst() {
    let mark = Timeline(Abilities()).marks([cell(.condition, eighths: 0)])[0]
    #expect(mark == Timeline.Mark(glyph: "▂", style: Style(.condition)))
  }

  @Test func cellInWhichAThreadEndedHasNoTint() {
    let mark = Timeline(Abilities()).marks([cell(.running, eighths: 4)])[0]
    #expect(mark == Timeline.Mark(glyph: "▄", style: Style(.running)))
  }

  @Test func withFewColoursAMixedCellIsTheSmallLetterOfItsWorst() {
    let few = Abilities(colours: .few, hasBlocks: true)
    let mark = Timeline(few).marks([cell(.lock, eighths: 6)])[0]
    #expect(mark == Timeline.Mark(glyph: "l", style: Style(.lock)))
    let began = Timeline(few).marks([cell(.running, eighths: 6)])[0]
    #expect(began == Timeline.Mark(glyph: "▇", style: Style(.running)))
  }

  @Test(arguments: [Look.deadlocked, .unknown]) func whatMustNotBeAveragedTakesTheCell(_ look: Look)
  {
    for colours in [Abilities.Colours.none, .few, .many, .direct] {
      let abilities = Abilities(colours: colours, hasBlocks: true)
      let mark = Timeline(abilities).marks([cell(look, eighths: 5)])[0]
      #expect(mark.glyph == look.letter)
    }
  }

  @Test func axisHasRoundTimesInItsRange() {
    for zoom in 10...42 {
      for width in 0...200 {
        let labels = TimeAxis.labels(width: width, zoom: zoom, gap: 14)
        let columns = labels.map(\.column)
        #expect(columns.allSatisfy { (0..<max(1, width)).contains($0) })
        #expect(zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 >= 14 })
      }
    }
    let labels = TimeAxis.labels(width: 74, zoom: 28, gap: 14)
    #expect(labels.map(\.ago) == [15, 10, 5].map { $0 * 1_000_000_000 })
    #expect(labels.map(\.column) == [17, 36, 54])
  }
}
