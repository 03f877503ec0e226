import LaneView
import TestSupport
import Testing

/// What a program writes to its own terminal, as lines.
@Suite struct TerminalTextTests {
  private func lines(_ text: String, _ count: Int = 10) -> [String] {
    var terminal = TerminalText()
    terminal.add(text.utf8)
    return terminal.lines(count)
  }

  @Test(arguments: [
    ("one\r\ntwo", ["one", "two"]),
    ("10 %\r20 %\r\nready\r\n", ["20 %", "ready", ""]),
    ("abc\u{8}\u{8}X", ["aXc"]),
    ("a\tb", ["a       b"]),
    ("long line\rshort\u{1B}[K", ["short"]),
    ("abc\u{1B}[2Kd", ["   d"]),
    ("abcd\r\u{1B}[3C\u{1B}[1K", ["abcd"]),
    ("\u{1B}[1;31mred\u{1B}[0m \u{1B}]0;title\u{7}and \u{1B}]2;x\u{1B}\\green", ["red and green"]),
    ("\u{1B}(Bplain\u{1B}=", ["plain"]),
    ("\u{7}\u{0}bell\u{C}", ["bell"]),
    ("你好\rab", ["ab"]),
    ("e\u{301}!", ["e\u{301}!"]),
  ]) func isFollowed(_ text: String, _ expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test func theColumnIsWhereTheNextCharacterGoes() {
    var terminal = TerminalText()
    #expect(terminal.isEmpty && terminal.column == 0)
    terminal.add("你x".utf8)
    #expect(terminal.column == 3)
    terminal.add("\r你".utf8)
    #expect(terminal.column == 2)
  }

  /// However it comes, it comes to the same.
  @Test func inAnyPieces() {
    let text = "wörld 你好 \u{1B}[31mred\u{1B}[0m\r\nx\u{1B}]0;t\u{7}y 𝄞\r\n"
    let bytes = Array(text.utf8)
    for cut in bytes.indices {
      var terminal = TerminalText()
      terminal.add(bytes[..<cut])
      terminal.add(bytes[cut...])
      #expect(terminal.lines(3) == ["wörld 你好 red", "xy 𝄞", ""])
    }
  }

  @Test func anythingIsTakenAndNothingIsKeptWithoutEnd() {
    var numbers = FixedNumbers(seed: 11)
    var terminal = TerminalText()
    for _ in 0..<20_000 {
      terminal.add((0..<16).map { _ in UInt8.random(in: 0...255, using: &numbers) })
    }
    terminal.add(repeatElement(UInt8(ascii: "x"), count: 100_000))
    terminal.add(repeatElement(10, count: 5000))
    terminal.add([0x1B, 0x5B] + Array(repeating: 0x31, count: 100_000))
    let all = terminal.lines(.max - 1)
    #expect(all.count <= TerminalText.mostLines + 1)
    #expect(all.allSatisfy { $0.unicodeScalars.count <= 1 << 16 })
    #expect(
      all.allSatisfy { line in
        !line.unicodeScalars.contains { $0.properties.generalCategory == .control }
      })
  }
}
