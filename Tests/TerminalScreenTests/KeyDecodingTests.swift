import CNcurses
import Frames
import Testing

@testable import TerminalScreen

@Suite struct KeyDecodingTests {
  @Test(
    arguments: [
      (0x71, Key.character("q")), (0x20, .character(" ")), (0xE9, .character("é")),
      (0x4E2D, .character("中")), (0x1F600, .character("😀")),
      (0x03, .control("c")), (0x1A, .control("z")), (0x00, .control("@")), (0x1C, .control("\\")),
      (0x1F, .control("_")), (0x09, .tab), (0x0A, .enter), (0x0D, .enter), (0x1B, .escape),
      (0x08, .backspace), (0x7F, .backspace),
    ] as [(UInt32, Key)])
  func charactersBecomeKeys(_ value: UInt32, _ key: Key) {
    #expect(KeyDecoding.character(value) == key)
  }

  @Test(arguments: [0x80, 0x9B, 0xD800, 0x110000] as [UInt32])
  func whatIsNoCharacterIsNoKey(_ value: UInt32) {
    #expect(KeyDecoding.character(value) == nil)
  }

  @Test func functionKeysBecomeKeys() {
    #expect(KeyDecoding.functionKey(KEY_UP) == .up)
    #expect(KeyDecoding.functionKey(KEY_BTAB) == .shiftTab)
    #expect(KeyDecoding.functionKey(KEY_F0 + 1) == .function(1))
    #expect(KeyDecoding.functionKey(KEY_F0 + 12) == .function(12))
    #expect(KeyDecoding.functionKey(KEY_F0) == nil)
    #expect(KeyDecoding.functionKey(KEY_MOUSE) == nil)
  }

  @Test func usualSequencesAreAllKeysThatAreKnown() {
    for (bytes, code) in KeyDecoding.usualSequences {
      #expect(bytes.hasPrefix("\u{1B}"))
      #expect(KeyDecoding.functionKey(code) != nil)
    }
    let sequences = KeyDecoding.usualSequences.map(\.bytes)
    #expect(Set(sequences).count == sequences.count)
  }
}
