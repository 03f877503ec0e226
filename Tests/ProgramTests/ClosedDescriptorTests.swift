import TestSupport
import Testing

/// Who starts the program without standard input or output gets no other file by that number.
@Suite(.watched) struct ClosedDescriptorTests {
  @Test func withoutOutputItSaysThatItCannotBeWritten() throws {
    let ended = try shell("signalbox run lock --headless --for 100ms </dev/null 2>&1 >&-; echo $?")
    #expect(ended.lines.last == "1")
    #expect(ended.lines.count == 2 && ended.lines[0].hasPrefix("signalbox: "))
  }

  @Test func withoutInputThereIsNothingToRead() throws {
    let ended = try shell("signalbox run lock --headless --for 100ms --speed 100 <&-; echo $?")
    #expect(ended.lines.last == "0" && ended.lines.count > 10)
  }

  @Test func withoutErrorsItRunsAsEver() throws {
    let ended = try shell("signalbox run lock --headless --for 100ms </dev/null 2>&-; echo $?")
    #expect(ended.lines.last == "0" && ended.lines.count > 10)
  }
}
