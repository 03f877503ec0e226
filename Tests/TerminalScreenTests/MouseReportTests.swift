import Frames
import Testing

@testable import TerminalScreen

@Suite struct MouseReportTests {
  @Test(arguments: [
    ("0;1;1M", Mouse(.press, x: 0, y: 0)), ("0;300;80m", Mouse(.release, x: 299, y: 79)),
    ("32;12;5M", Mouse(.drag, x: 11, y: 4)), ("64;7;8M", Mouse(.wheelUp, x: 6, y: 7)),
    ("65;7;8M", Mouse(.wheelDown, x: 6, y: 7)), ("16;3;3M", Mouse(.press, x: 2, y: 2)),
  ]) func reportsByNumber(_ text: String, _ mouse: Mouse) {
    #expect(MouseReport.numbered(text) == mouse)
  }

  @Test(arguments: [
    "", "M", "0;1M", "0;1;1", "0;1;1;1M", "a;1;1M", "0;0;1M", "0;1;-1M", "-1;1;1M", "1;1;1M",
    "35;4;4M", "64;1;1m", "99999999999999999999;1;1M", "0;;1M",
  ]) func whatMeansNothing(_ text: String) {
    #expect(MouseReport.numbered(text) == nil)
  }

  @Test func shortReports() {
    #expect(MouseReport.short(32, 33, 33) == Mouse(.press, x: 0, y: 0))
    #expect(MouseReport.short(35, 43, 38) == Mouse(.release, x: 10, y: 5))
    #expect(MouseReport.short(64, 34, 35) == Mouse(.drag, x: 1, y: 2))
    #expect(MouseReport.short(96, 40, 40) == Mouse(.wheelUp, x: 7, y: 7))
    #expect(MouseReport.short(97, 40, 40) == Mouse(.wheelDown, x: 7, y: 7))
    #expect(MouseReport.short(34, 40, 40) == nil)
    #expect(MouseReport.short(0, 0, 0) == nil)
  }
}
