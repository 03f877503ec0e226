import Frames
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: ["a", "~", " ", "é", "ß", "Ж", "א", "ก", "€"])
  func ordinaryLettersTakeOneColumn(_ text: String) {
    #expect(DisplayWidth.of(text) == 1)
  }

  @Test(arguments: ["▇", "▂", "●", "×", "→", "←", "·", "─", "■", "║", "▸", "…", "①", "α"])
  func ambiguousCharactersTakeOneColumn(_ text: String) {
    #expect(DisplayWidth.of(text) == 1)
  }

  @Test(arguments: [
    "中", "あ", "한", "，", "Ａ", "￥", "　", "〒", "㌀", "𠀀", "𰀀", "豈", "ㄅ", "꒐",
  ])
  func eastAsianWideCharactersTakeTwo(_ text: String) {
    #expect(DisplayWidth.of(text) == 2)
  }

  @Test func halfwidthFormsTakeOne() {
    #expect(DisplayWidth.of("ｱ") == 1)
    #expect(DisplayWidth.of("〿") == 1)
  }

  @Test(arguments: [
    "😀", "👍🏽", "👩‍👩‍👧‍👦", "🇨🇳", "❤️", "1️⃣", "⌚", "🚦", "🪢", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  ])
  func emojiTakeTwo(_ text: String) {
    #expect(DisplayWidth.of(text) == 2)
  }

  @Test func emojiDrawnAsTextTakesOne() {
    #expect(DisplayWidth.of("❤") == 1)
    #expect(DisplayWidth.of("☎") == 1)
  }

  @Test(arguments: ["\u{301}", "\u{20DD}", "\u{200B}", "\u{200D}", "\u{1161}", "\u{E0067}"])
  func marksThatCombineTakeNone(_ text: String) {
    #expect(DisplayWidth.of(text) == 0)
  }

  @Test func aLetterWithMarksIsAsWideAsTheLetter() {
    #expect(DisplayWidth.of("e\u{301}\u{323}") == 1)
    #expect(DisplayWidth.of("\u{1100}\u{1161}\u{11A8}") == 2)
    #expect(DisplayWidth.of("กำ") == 2)
  }

  @Test(arguments: ["\u{0}", "\u{7}", "\t", "\n", "\r\n", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}"])
  func controlCharactersTakeNoneAndAreCleanedAway(_ text: String) {
    #expect(DisplayWidth.of(text) == 0)
    #expect(DisplayWidth.clean("a\(text)b") == "ab")
  }

  @Test func cleaningLeavesEverythingElse() {
    #expect(DisplayWidth.clean("a ~é 中 👩‍👧 ▇") == "a ~é 中 👩‍👧 ▇")
    #expect(DisplayWidth.clean("\u{1B}[31mred\u{1B}[0m") == "[31mred[0m")
  }

  @Test func textsAreAsWideAsTheirGlyphsTogether() {
    #expect(DisplayWidth.of("") == 0)
    #expect(DisplayWidth.of("worker-0") == 8)
    #expect(DisplayWidth.of("条件 ready") == 10)
  }

  @Test(arguments: [
    (8, "worker-0"), (9, "worker-0"), (7, "worker…"), (2, "w…"), (1, "…"), (0, ""), (-3, ""),
  ])
  func cutEndsInAnEllipsisWhereSomethingWasCut(_ width: Int, _ expected: String) {
    #expect(DisplayWidth.cut("worker-0", to: width) == expected)
  }

  @Test func cutNeverSplitsAWideGlyph() {
    #expect(DisplayWidth.cut("工作线程", to: 8) == "工作线程")
    #expect(DisplayWidth.cut("工作线程", to: 7) == "工作线…")
    #expect(DisplayWidth.cut("工作线程", to: 6) == "工作…")
    #expect(DisplayWidth.cut("e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
  }

  @Test func cutTakesAnotherEllipsisAndDropsOneThatIsTooWide() {
    #expect(DisplayWidth.cut("worker-0", to: 5, ellipsis: "~") == "work~")
    #expect(DisplayWidth.cut("worker-0", to: 2, ellipsis: "...") == "wo")
  }
}
