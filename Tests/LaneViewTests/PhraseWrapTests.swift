import Frames
import Phrases
import Testing

@testable import LaneView

@Suite struct PhraseWrapTests {
  private func lines(_ text: String, _ width: Int) -> [String] {
    wrapped(Phrase(text), width: width).map(\.text)
  }

  @Test func breaksAtBlanks() {
    #expect(lines("one two three", 8) == ["one two", "three"])
    #expect(lines("one two three", 13) == ["one two three"])
    #expect(lines("", 5) == [""])
  }

  @Test func cutsAWordThatIsTooLong() {
    #expect(lines("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"])
  }

  @Test func breaksBetweenChineseButNotBeforeAComma() {
    #expect(lines("红灯停，绿灯行", 6) == ["红灯", "停，绿", "灯行"])
    #expect(lines("按 f 变绿", 5) == ["按 f", "变绿"])
  }

  @Test func noLineIsTooWide() {
    let text = "worker-3 已等 3.5 秒 light ← 红灯；按 f 变绿，10 个线程会同时放行（真的）。"
    for width in 2...40 {
      #expect(wrapped(Phrase(text), width: width).allSatisfy { DisplayWidth.of($0.text) <= width })
    }
    #expect(lines("停", 1) == ["停"])
  }

  @Test func keepsTheTones() {
    var phrase = Phrase("one ", .dim)
    phrase.add("two", .finding)
    phrase.add(" three", .dim)
    let lines = wrapped(phrase, width: 7)
    #expect(lines.map(\.text) == ["one two", "three"])
    #expect(lines[0].segments.last == Phrase.Segment("two", .finding))
  }

  @Test func cutPhraseEndsWithOneEllipsis() {
    var phrase = Phrase("ab", .plain)
    phrase.add("数据库", .dim)
    phrase.add("tail", .plain)
    #expect(cut(phrase, to: 12, ellipsis: "…").text == "ab数据库tail")
    #expect(cut(phrase, to: 9, ellipsis: "…").text == "ab数据库…")
    #expect(cut(phrase, to: 8, ellipsis: "…").text == "ab数据…")
    #expect(cut(phrase, to: 0, ellipsis: "…").text.count <= 1)
  }
}
