import TestSupport
import Testing

@testable import Frames

@Suite struct PictureTests {
  /// The elements behind the head, title, description and ground.
  private func elements(_ frame: Frame, _ colours: Abilities.Colours = .direct) -> [String] {
    let lines = frame.svg(.dark, colours: colours).split(separator: "\n").map(String.init)
    let ground = lines.firstIndex { $0.hasPrefix("<rect width=") } ?? 0
    return lines[(ground + 1)...].dropLast()
  }
  private func frame(_ text: String, _ style: Style = Style(), width: Int = 12) -> Frame {
    var frame = Frame(Size(width: width, height: 1))
    frame.put(text, x: 0, y: 0, style)
    return frame
  }

  @Test func aPictureIsAGroundAndWhatStandsOnIt() {
    var frame = Frame(Size(width: 8, height: 2))
    frame.put("a <b", x: 1, y: 0, Style(.bright))
    frame.put("▂▂", x: 0, y: 1, Style(.lock))
    frame.put("▃", x: 2, y: 1, Style(.running, on: .tint(.lock)))
    #expect(
      frame.svg(.dark, title: "A & B") == """
        <svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 192 96" \
        font-family="'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace" \
        font-size="40" shape-rendering="crispEdges" role="img">
        <title>A &amp; B</title>
        <desc> a &lt;b
        ▂▂▃</desc>
        <rect width="192" height="96" fill="#14161b"/>
        <text x="24" y="37" textLength="96" lengthAdjust="spacingAndGlyphs" fill="#ffffff" \
        font-weight="bold">a &lt;b</text>
        <rect x="48" y="48" width="24" height="48" fill="#442814"/>
        <rect x="0" y="84" width="48" height="12" fill="#d55e00"/>
        <rect x="48" y="78" width="24" height="18" fill="#00a878"/>
        </svg>

        """)
  }

  @Test func aWideGlyphHasTwoColumnsAndWhatFollowsIsInItsPlace() {
    let elements = elements(frame("中a→b"))
    let places = [(0, 48), (48, 24), (72, 24), (96, 24)]
    #expect(elements.count == places.count)
    for (element, (x, length)) in zip(elements, places) {
      #expect(element.hasPrefix("<text x=\"\(x)\" y=\"37\" textLength=\"\(length)\""))
    }
    #expect(elements.first?.hasSuffix(">中</text>") == true)
  }

  @Test func blanksInARowAreNotLeftToTheReader() {
    let texts = elements(frame("a b  c")).compactMap { $0.split(separator: ">").last }
    #expect(texts == ["a b</text", "c</text"])
  }

  @Test func everyBlockIsTheEighthsThatItIs() {
    for (eighths, glyph) in "▁▂▃▄▅▆▇█".enumerated().map({ ($0.offset + 1, $0.element) }) {
      #expect(CellPart(of: glyph) == CellPart(rows: 48 - 6 * eighths..<48))
    }
    for (eighths, glyph) in "▏▎▍▌▋▊▉".enumerated().map({ ($0.offset + 1, $0.element) }) {
      #expect(CellPart(of: glyph) == CellPart(columns: 0..<3 * eighths))
    }
    #expect(CellPart(of: "a") == nil && CellPart(of: "■") == nil)
  }

  @Test func marksThatDoNotReachAcrossStayApart() {
    #expect(
      elements(frame("▌▌", Style(.lock))) == [
        ##"<rect x="0" y="0" width="12" height="48" fill="#d55e00"/>"##,
        ##"<rect x="24" y="0" width="12" height="48" fill="#d55e00"/>"##,
      ])
  }

  @Test func keysAndInverseChangeTheGround() {
    let key = elements(frame("q", Style(.keycap, on: .keycap)))
    #expect(key[0] == ##"<rect x="0" y="0" width="24" height="48" fill="#7d828c"/>"##)
    #expect(key[1].contains(##"fill="#14161b""##))
    let inverse = elements(frame(" ", Style(.held, on: .inverse)))
    #expect(inverse == [##"<rect x="0" y="0" width="24" height="48" fill="#c8ccd4"/>"##])
  }

  @Test func withoutColourThereIsOneInk() {
    let styles = [Style(.lock), Style(.running, on: .tint(.lock)), Style(.keycap, on: .keycap)]
    for theme in [Theme.dark, .light, .mono] {
      var frame = Frame(Size(width: 3, height: 1))
      for (x, style) in styles.enumerated() { frame.put("x", x: x, y: 0, style) }
      let fills = Set(
        frame.svg(theme, colours: .none).split(separator: "\"").filter { $0.hasPrefix("#") })
      #expect(
        fills
          == [theme.ground.hexadecimal[...], theme.colour(of: .plain).hexadecimal[...]])
    }
    let few = elements(frame("x", Style(.running, on: .tint(.lock))), .few)
    #expect(few.count == 1 && few[0].contains(##"fill="#00a878""##))
  }

  @Test func whatXMLMayNotContainIsLeftOut() {
    let text = "a\u{0}\u{1B}[1m\u{9B}\u{FFFE}<&>\"\n"
    #expect(PictureWriter.escaped(text) == "a[1m&lt;&amp;&gt;&quot;\n")
  }

  /// Every element that is opened is closed, in order, and nothing is open inside a value.
  @Test func anyFrameMakesAWellFormedPicture() {
    var numbers = FixedNumbers(seed: 5)
    let grounds: [Ground] = [.plain, .keycap, .inverse, .tint(.event)]
    let glyphs = Array("<>&\"' ab中▂▇▌─│║●→é👩‍👩‍👧")
    for _ in 0..<50 {
      var frame = Frame(Size(width: 20, height: 4))
      for _ in 0..<80 {
        let ink = Ink.allCases.randomElement(using: &numbers) ?? .plain
        let ground = grounds.randomElement(using: &numbers) ?? .plain
        frame.put(
          glyphs.randomElement(using: &numbers) ?? " ", x: .random(in: 0..<20, using: &numbers),
          y: .random(in: 0..<4, using: &numbers), Style(ink, on: ground))
      }
      expectWellFormed(frame.svg(.light, title: "\u{1}<&"))
    }
    expectWellFormed(Frame(Size(width: 0, height: 0)).svg(.mono))
  }

  private func expectWellFormed(_ picture: String) {
    var open: [Substring] = []
    for piece in picture.split(separator: "<") {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      #expect(tag.count { $0 == "\"" }.isMultiple(of: 2))
      #expect(piece.count { $0 == ">" } == 1)
      for entity in piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        #expect(["amp;", "lt;", "gt;", "quot;"].contains { entity.hasPrefix($0) })
      }
    }
    #expect(open.isEmpty)
  }
}
