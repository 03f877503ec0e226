import SyncEvents
import Testing

@Suite struct NanosecondsTests {
  @Test(
    arguments: [
      ("0s", 0), ("1ns", 1), ("7us", 7000), ("7µs", 7000), ("500ms", 500_000_000),
      ("4s", 4_000_000_000), ("1.5m", 90_000_000_000), ("2h", 7_200_000_000_000),
      ("0.5ms", 500_000), (".5s", 500_000_000), ("5.s", 5_000_000_000), ("0.4ns", 0),
      ("007s", 7_000_000_000), ("2400h", 8_640_000_000_000_000),
    ] as [(String, Int64)])
  func lengthsAreRead(_ text: String, _ length: Int64) {
    #expect(Nanoseconds.parse(text) == length)
  }

  @Test(
    arguments: [
      "", "s", "ms", "5", "5 s", " 5s", "5s ", "-5s", "+5s", "1e3s", "0x10s", "1,5s", "1.2.3s",
      ".s",
      "5sec", "5S", "5days", "inf s", "nans", "infs", "٣s", "1_000s", "999999999999h", "s5",
    ])
  func whatIsNoLengthIsNot(_ text: String) {
    #expect(Nanoseconds.parse(text) == nil)
  }
}

@Suite struct NearestTests {
  private let words = ["notify", "set", "clear", "size", "satisfy", "speed", "step"]

  @Test(
    arguments: [
      ("notify", "notify"), ("notfy", "notify"), ("ontify", "notify"), ("sett", "set"),
      ("cler", "clear"), ("satsfy", "satisfy"), ("spede", "speed"), ("stepp", "step"),
    ])
  func aSlipOfTheFingerIsUnderstood(_ word: String, _ meant: String) {
    #expect(nearest(word, words) { $0 } == meant)
  }

  @Test(arguments: ["", "x", "xy", "banana", "quit", "1234567890"])
  func whatIsFarFromAllIsNot(_ word: String) {
    #expect(nearest(word, words) { $0 } == nil)
  }

  @Test func amongNoneThereIsNone() {
    #expect(nearest("set", [String]()) { $0 } == nil)
  }
}
