import Phrases
import SyncEvents
import Testing

@Suite struct TimeTests {
  let english = Phrasebook(.en)
  let chinese = Phrasebook(.zh)

  @Test(arguments: [
    (Int64(0), "0 ns"), (999, "999 ns"), (45_600, "45 µs"), (120_000_000, "120 ms"),
    (999_999_999, "999 ms"), (1_000_000_000, "1.0 s"),
    (19_640_000_000, "19.6 s"), (-5, "0 ns"),
  ])
  func durationKeepsItsUnit(_ length: Int64, _ text: String) {
    #expect(english.duration(length) == text)
  }

  @Test func elapsedTimeIsCutToTenths() {
    #expect(english.elapsed(0) == "0.0 s")
    #expect(english.elapsed(1_399_999_999) == "1.3 s")
    #expect(english.elapsed(125_000_000_000) == "2 min")
    #expect(english.elapsed(7_200_000_000_000) == "2.0 h")
    #expect(chinese.elapsed(1_300_000_000) == "1.3 秒")
    #expect(english.elapsed(.max).hasSuffix(" h"))
    #expect(english.elapsed(.min) == "0.0 s")
  }

  @Test(arguments: [
    (10, "1 µs"), (11, "2 µs"), (14, "16 µs"), (17, "130 µs"), (20, "1 ms"), (28, "270 ms"),
    (30, "1.1 s"), (31, "2.1 s"), (34, "17 s"), (36, "1.1 min"), (39, "9.2 min"), (42, "1.2 h"),
  ])
  func lengthOfACellHasTwoDigits(_ zoom: Int, _ text: String) {
    #expect(english.span(1 << Int64(zoom)) == text)
  }

  @Test func axisIsLabelledInWholeSteps() {
    #expect(english.ago(axis: 20_000_000_000) == "-20 s")
    #expect(english.ago(axis: 200_000_000) == "-200 ms")
    #expect(chinese.ago(axis: 120_000_000_000) == "-2 分")
  }

  @Test func lengthOfAStepOnTheAxisIsToldAtEveryZoom() {
    let lengths: [Int64] = [
      20_000, 500_000_000, 60_000_000_000, 7_200_000_000_000, 86_400_000_000_000,
    ]
    #expect(lengths.map(english.ago(axis:)) == ["-20 µs", "-500 ms", "-1 min", "-2 h", "-24 h"])
    #expect(
      lengths.map(chinese.ago(axis:)) == ["-20 微秒", "-500 毫秒", "-1 分", "-2 小时", "-24 小时"])
  }

  @Test func clockToTheDigitThatIsAskedFor() {
    let time = Instant(nanoseconds: 11_830_412_657)
    #expect(
      [0, 1, 3, 6, 9].map { english.clock(time, decimals: $0) } == [
        "00:11", "00:11.8", "00:11.830", "00:11.830412", "00:11.830412657",
      ])
    let late = Instant(nanoseconds: 9_667_000_000_007)
    #expect(english.clock(late, decimals: 9) == "02:41:07.000000007")
    #expect(english.clock(Instant(nanoseconds: -7), decimals: 3) == "00:00.000")
    #expect(
      english.cursor(time, decimals: 3, before: Instant(nanoseconds: 20_100_000_000))
        == "00:11.830  -8.2 s")
  }

  @Test(arguments: [
    (Int64(999), "999 ns"), (45_600, "45.600 µs"), (120_250_000, "120.250 ms"),
    (1_342_000_999, "1.342 s"), (125_000_000_000, "125.000 s"), (-1, "0 ns"),
  ])
  func exactLengthsAreCutToThousandths(_ length: Int64, _ text: String) {
    #expect(english.exact(length) == text)
  }

  @Test func lengthThatIsTooWideForItsColumnLosesItsBlank() {
    #expect(english.brief(999_000_000, columns: 7) == "999 ms")
    #expect(chinese.brief(99_000_000, columns: 7) == "99 毫秒")
    #expect(chinese.brief(999_000_000, columns: 7) == "999毫秒")
  }

  @Test func shareIsAllOrNothingOnlyIfItIs() {
    #expect(
      [0, 0.001, 0.62, 0.999, 1].map(english.percent) == ["0%", "<1%", "62%", ">99%", "100%"])
  }

  @Test func clockAndStamp() {
    #expect(english.clock(Instant(nanoseconds: 19_960_000_000)) == "00:19.9")
    #expect(english.clock(Instant(nanoseconds: 9_667_000_000_000)) == "02:41:07")
    #expect(english.stamp(Instant(nanoseconds: 18_600_000_000)) == "18.60")
    #expect(english.stamp(Instant(nanoseconds: 5_870_000_000)) == "05.87")
    #expect(english.stamp(Instant(nanoseconds: 61_050_000_000)) == "01:01.05")
    #expect(english.stamp(Instant(nanoseconds: 9_658_120_000_000)) == "02:40:58.12")
    #expect(english.stamp(Instant(nanoseconds: -7)) == "00.00")
  }

  @Test func pace() {
    #expect(english.pace(1) == "×1")
    #expect(english.pace(0.5) == "×0.5")
    #expect(english.pace(0.25) == "×0.25")
    #expect(Phrasebook(.en, ascii: true).pace(8) == "x8")
    #expect(english.pace(.infinity) == "×1000000000")
  }
}
