import Frames
import Testing

@Suite struct FramePlanesTests {
  @Test func planesLieOnEachOtherColumnByColumn() {
    var frame = Frame(Size(width: 12, height: 3))
    frame.put("中 a", x: 1, y: 0, Style(.bright, bold: true))
    frame.put("▃▃", x: 6, y: 0, Style(.running, on: .tint(.lock)))
    frame.put(" q ", x: 0, y: 2, Style(.keycap, on: .keycap))
    frame.put("║ ", x: 4, y: 2, Style(.held, on: .inverse))
    let planes = frame.planes
    #expect(planes.glyphs == " 中 a ▃▃\n\n q  ║")
    #expect(planes.inks == " bb b RR\n\n k  HH")
    #expect(planes.grounds == "      LL\n\n### %%")
    #expect(planes.glyphs == frame.text)
  }

  @Test func aFrameWithoutRowsHasEmptyPlanes() {
    let planes = Frame(Size(width: 0, height: 0)).planes
    #expect(planes == ("", "", ""))
  }

  @Test func everyInkAndGroundHasALetterOfItsOwn() {
    #expect(Set(Ink.allCases.map(\.letter)).count == Ink.allCases.count)
    let grounds = [Ground.plain, .keycap, .inverse] + Ink.allCases.map { .tint($0) }
    #expect(Set(grounds.map(\.letter)).count == grounds.count)
  }
}
