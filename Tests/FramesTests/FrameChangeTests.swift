import Testing
import TestSupport

@testable import Frames

/// What of a frame is not as it was in another.
@Suite(.watched)
struct FrameChangeTests {
  private func frame(_ text: String, _ style: Style = Style()) -> Frame {
    var frame = Frame(Size(width: 4, height: 2))
    frame.put(text, x: 0, y: 1, style)
    return frame
  }
  private func changes(from former: Frame?, to new: Frame) -> [String] {
    var all: [String] = []
    new.forEachChange(from: former) { x, y, cell in all.append("\(x),\(y) \(cell.glyph)") }
    return all
  }

  @Test func onlyWhatDiffersIsNamed() {
    #expect(changes(from: frame("abc"), to: frame("abc")).isEmpty)
    #expect(changes(from: frame("abc"), to: frame("aXc")) == ["1,1 X"])
    #expect(changes(from: frame("中"), to: frame("ab")) == ["0,1 a", "1,1 b"])
    #expect(changes(from: frame("a"), to: frame("a", Style(.lock))) == ["0,1 a"])
    for style in [
      Style(on: .keycap), Style(on: .inverse), Style(on: .tint(.lock)), Style(bold: true),
    ] {
      #expect(changes(from: frame("a"), to: frame("a", style)) == ["0,1 a"])
    }
  }

  @Test func everythingDiffersFromNothingAndFromAnotherSize() {
    #expect(changes(from: nil, to: frame("a")).count == 8)
    #expect(changes(from: Frame(Size(width: 2, height: 4)), to: frame("a")).count == 8)
  }

  @Test func glyphsOfSeveralScalarsAreComparedByWhatTheyAre() {
    let (flag, family) = ("🇨🇳", "👩‍👧")
    var overwritten = frame(family)
    overwritten.put(flag, x: 0, y: 1, Style())
    #expect(overwritten == frame(flag))
    #expect(overwritten[0, 1]?.glyph == "🇨🇳")
    #expect(changes(from: overwritten, to: frame(flag)).isEmpty)
    #expect(changes(from: overwritten, to: frame(family)) == ["0,1 \(family)"])
    #expect(frame(flag) != frame(family))
    #expect(changes(from: frame(flag), to: frame("ab")) == ["0,1 a", "1,1 b"])
  }

  @Test(arguments: Ink.allCases)
  func everyStyleIsKept(ink: Ink) {
    for ground in [Ground.plain, .keycap, .inverse, .tint(ink)] {
      for isBold in [false, true] {
        let style = Style(ink, on: ground, bold: isBold)
        #expect(frame("中a", style)[0, 1] == Cell(glyph: "中", style: style, width: 2))
        #expect(frame("中a", style)[1, 1] == Cell(glyph: " ", style: style, width: 0))
        #expect(frame("中a", style)[2, 1] == Cell(glyph: "a", style: style, width: 1))
      }
    }
  }
}
