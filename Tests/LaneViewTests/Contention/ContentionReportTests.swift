import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// The same tables as plain text.
@Suite struct ContentionReportTests {
  @Test(arguments: [30, 40, 60, 80, 100, 120, 200])
  func noLineIsTooWide(_ width: Int) {
    for language in Language.allCases {
      for isASCII in [false, true] {
        let book = Phrasebook(language, ascii: isASCII)
        let lines = ContentionReport.lines(Scene.contended(), book, width: width)
        #expect(
          lines.contains { $0.contains("accounts") } && lines.contains { $0.contains("worker-1") })
        for line in lines {
          #expect(DisplayWidth.of(line) <= width, "\(line)")
          #expect(line.last != " ")
          if isASCII, language == .en { #expect(line.allSatisfy { $0.isASCII }, "\(line)") }
        }
      }
    }
  }

  @Test func numbersStandBelowTheEndOfTheirHeading() throws {
    let lines = ContentionReport.lines(Scene.contended(), Phrasebook(.en), width: 100)
    let heading = try #require(lines.first { $0.contains("waited") })
    let end = try #require(heading.firstRange(of: "waited")).upperBound
    let place = heading.distance(from: heading.startIndex, to: end)
    let row = try #require(lines.first { $0.hasPrefix("accounts") })
    #expect(row.prefix(place).last == "s" && row.dropFirst(place).first == " ")
  }

  @Test func theWholeReport() {
    let lines = ContentionReport.lines(Scene.contended(), Phrasebook(.en), width: 80)
    #expect(lines[0].hasPrefix("primitives "))
    let text = lines.joined(separator: "\n")
    #expect(text.contains("charged to worker-1"))
    #expect(text.contains(/others waited .* for worker-1: \d+% while/))
    #expect(text.contains(/others waited .* for worker-3, while it was running/))
    #expect(text.contains("threads 6"))
  }

  @Test func aProgramWithoutPrimitivesHasOnlyThreads() {
    #expect(
      ContentionReport.lines(LaneModel(), Phrasebook(.en), width: 80)
        == [Phrasebook(.en).nothingContended])
  }
}
