import Frames
import Testing

@Suite struct FrameTests {
  let style = Style(.running)

  func frame(_ width: Int, _ height: Int = 1) -> Frame {
    Frame(Size(width: width, height: height))
  }

  @Test func aNewFrameIsBlank() {
    let frame = frame(3, 2)
    #expect(frame.text == "\n")
    #expect(frame.cells.count == 6)
    #expect(frame[2, 1] == Cell(glyph: " ", style: Style(), width: 1))
  }

  @Test func thereIsNothingOutside() {
    let frame = frame(2, 2)
    for (x, y) in [(-1, 0), (0, -1), (2, 0), (0, 2), (.max, .min)] { #expect(frame[x, y] == nil) }
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0), (-1, -1)])
  func drawingInAFrameWithoutCellsDoesNothing(_ width: Int, _ height: Int) {
    var frame = frame(width, height)
    frame.put("abc中", x: 0, y: 0, style)
    frame.put("中" as Character, x: 0, y: 0, style)
    frame.fill(x: -1, y: -1, width: 9, height: 9, "x", style)
    #expect(frame.cells.isEmpty)
    #expect(frame.size.width >= 0 && frame.size.height >= 0)
  }

  @Test func oneCellTakesOneNarrowGlyph() {
    var frame = frame(1)
    frame.put("abc", x: 0, y: 0, style)
    #expect(frame.text == "a")
    frame.put("中", x: 0, y: 0, style)
    #expect(frame[0, 0] == Cell(glyph: " ", style: style, width: 1))
    frame.put("b" as Character, x: 0, y: 0, style)
    frame.put("中" as Character, x: 0, y: 0, style)
    #expect(frame[0, 0] == Cell(glyph: " ", style: style, width: 1))
  }

  @Test func putTellsTheColumnsItUsed() {
    var frame = frame(10)
    #expect(frame.put("abc", x: 0, y: 0, style) == 3)
    #expect(frame.put("中文", x: 3, y: 0, style) == 4)
    #expect(frame.put("abc", x: 7, y: 0, style, width: 2) == 2)
    #expect(frame.put("", x: 9, y: 0, style) == 0)
    #expect(frame.text == "abc中文ab")
  }

  @Test func putTellsTheSameInARowThatIsNotThere() {
    var frame = frame(10)
    #expect(frame.put("中文", x: 0, y: 7, style) == 4)
    #expect(frame == self.frame(10))
  }

  @Test func textIsClippedAtBothEdges() {
    var frame = frame(4)
    #expect(frame.put("abcdefgh", x: -2, y: 0, style) == 6)
    #expect(frame.text == "cdef")
    #expect(frame.put("xy", x: 4, y: 0, style) == 0)
    #expect(frame.put("xy", x: 3, y: 0, style) == 1)
    #expect(frame.text == "cdex")
  }

  @Test func extremeCoordinatesAreClippedToo() {
    var frame = frame(3, 3)
    let extremes = [Int.min, Int.min + 1, -1, 3, Int.max - 1, Int.max]
    for x in extremes {
      for y in extremes {
        frame.put("a中", x: x, y: y, style)
        frame.put("中" as Character, x: x, y: y, style)
        frame.fill(x: x, y: y, width: 1, height: 1, "中", style)
      }
    }
    #expect(frame == self.frame(3, 3))
    frame.fill(x: 1, y: 1, width: .max, height: .max, "x", style)
    #expect(frame.text == "\n xx\n xx")
    frame.fill(x: .min, y: .min, width: .max, height: .max, "y", style)
    frame.put("z", x: 0, y: 0, style, width: .min)
    #expect(frame.text == "\n xx\n xx")
  }

  @Test func widthLimitsTheText() {
    var frame = frame(8)
    #expect(frame.put("abcdef", x: 1, y: 0, style, width: 3) == 3)
    #expect(frame.put("abcdef", x: 5, y: 0, style, width: 0) == 0)
    #expect(frame.put("abcdef", x: 5, y: 0, style, width: -1) == 0)
    #expect(frame.text == " abc")
  }

  @Test func aWideGlyphIsAHeadAndARightHalf() {
    var frame = frame(3)
    frame.put("中", x: 1, y: 0, style)
    #expect(frame[1, 0] == Cell(glyph: "中", style: style, width: 2))
    #expect(frame[2, 0] == Cell(glyph: " ", style: style, width: 0))
    #expect(frame.text == " 中")
  }

  @Test func aWideGlyphCutByAnEdgeBecomesABlank() {
    var frame = frame(4)
    frame.put("xxxx", x: 0, y: 0, Style())
    #expect(frame.put("中a", x: -1, y: 0, style) == 3)
    #expect(frame[0, 0] == Cell(glyph: " ", style: style, width: 1))
    #expect(frame.put("b中", x: 2, y: 0, style) == 2)
    #expect(frame.text == " ab")
    #expect(frame.put("中中", x: 0, y: 0, style, width: 3) == 3)
    #expect(frame.text == "中")
    #expect(frame[2, 0] == Cell(glyph: " ", style: style, width: 1))
  }

  @Test func overwritingHalfAWideGlyphBlanksTheOther() {
    var frame = frame(4)
    frame.put("中文", x: 0, y: 0, style)
    frame.put("a", x: 1, y: 0, style)
    #expect(frame.text == " a文")
    frame.put("b", x: 2, y: 0, style)
    #expect(frame.text == " ab")
    #expect(frame.cells.allSatisfy { $0.width == 1 })
  }

  @Test func aWideGlyphOverTwoHalvesBlanksBothOthers() {
    var frame = frame(6)
    frame.put("中文字", x: 0, y: 0, style)
    frame.put("好", x: 1, y: 0, style)
    #expect(frame.text == " 好 字")
    #expect(frame.cells.map(\.width) == [1, 2, 0, 1, 2, 0])
    frame.put("好", x: 1, y: 0, Style(.lock))
    #expect(frame[2, 0]?.style == Style(.lock))
    #expect(frame.cells.map(\.width) == [1, 2, 0, 1, 2, 0])
  }

  @Test func controlCharactersAreStripped() {
    var frame = frame(12)
    #expect(frame.put("a\u{1B}[2Jb\r\nc\u{9B}d", x: 0, y: 0, style) == 7)
    #expect(frame.text == "a[2Jbcd")
    frame.put("\n" as Character, x: 0, y: 0, style)
    frame.put("\u{1B}" as Character, x: 1, y: 0, style)
    #expect(frame.text == "  2Jbcd")
  }

  @Test func combiningMarksStayWithTheirLetter() {
    var frame = frame(4)
    #expect(frame.put("\u{301}e\u{301}x", x: 0, y: 0, style) == 2)
    #expect(frame[0, 0]?.glyph == "e\u{301}")
    #expect(frame.text == "e\u{301}x")
    frame.put("\u{301}" as Character, x: 0, y: 0, style)
    #expect(frame.text == " x")
  }

  @Test func fillClipsARectangle() {
    var frame = frame(4, 3)
    frame.fill(x: 2, y: 1, width: 9, height: 9, "#", style)
    #expect(frame.text == "\n  ##\n  ##")
    frame.fill(x: -2, y: -2, width: 3, height: 3, "+", style)
    #expect(frame.text == "+\n  ##\n  ##")
    frame.fill(x: 0, y: 0, width: 0, height: 3, "!", style)
    frame.fill(x: 0, y: 0, width: 3, height: -1, "!", style)
    #expect(frame.text == "+\n  ##\n  ##")
  }

  @Test func fillWithAWideGlyphLeavesTheOddColumnBlank() {
    var frame = frame(6)
    frame.fill(x: 0, y: 0, width: 5, height: 1, "中", style)
    #expect(frame.text == "中中")
    #expect(frame[4, 0] == Cell(glyph: " ", style: style, width: 1))
    #expect(frame[5, 0]?.style == Style())
    frame.fill(x: -1, y: 0, width: 9, height: 1, "文", style)
    #expect(frame.text == " 文文")
    frame.fill(x: 0, y: 0, width: 6, height: 1, "\n", style)
    #expect(frame.text == "")
  }
}
