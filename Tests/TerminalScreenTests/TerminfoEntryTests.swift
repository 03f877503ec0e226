import Testing

@testable import TerminalScreen

@Suite struct TerminfoEntryTests {
  @Test func base64FollowsTheStandard() {
    let vectors = [
      "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
      "foobar": "Zm9vYmFy",
    ]
    for (text, encoded) in vectors { #expect(base64(Array(text.utf8)) == encoded) }
    #expect(base64([0xFB, 0xFF, 0xFE]) == "+//+")
  }

  @Test func anEntryIsLaidOutAsTheManualSays() {
    var entry = TerminfoEntry()
    entry.flags = [true, false]
    entry.numbers = [1 << 24, nil]
    entry.strings = [Array("ab".utf8), nil, Array("c".utf8)]
    let expected: [UInt8] =
      [0x1E, 0x02, 2, 0, 2, 0, 2, 0, 3, 0, 5, 0]  // magic, then the sizes of the parts
      + [0x78, 0]  // names
      + [1, 0]  // flags
      + [0, 0, 0, 1, 255, 255, 255, 255]  // numbers
      + [0, 0, 255, 255, 3, 0]  // offsets into the table
      + [0x61, 0x62, 0, 0x63, 0]  // table
    #expect(entry.compiled(name: "x") == expected)
  }

  @Test func extraFlagsBringTheirNames() {
    let entry = TerminfoEntry(flags: [true], extraFlags: ["RGB"])
    let expected: [UInt8] =
      [0x1E, 0x02, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0]
      + [0x78, 0, 1, 0]  // names, flags, and one to come out even
      + [1, 0, 0, 0, 0, 0, 1, 0, 4, 0]  // counts, then the size of the table
      + [1, 0, 0, 0]  // the flag, and one to come out even; the offset of its name
      + [0x52, 0x47, 0x42, 0]
    #expect(entry.compiled(name: "x") == expected)
  }
}
