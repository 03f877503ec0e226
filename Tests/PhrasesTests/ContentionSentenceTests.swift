import Phrases
import SyncEvents
import Testing

/// What is said of contention, word for word.
@Suite struct ContentionSentenceTests {
  private let en = Phrasebook(.en)
  private let zh = Phrasebook(.zh)
  private let worker = Actor(id: ThreadID(1), name: "worker-1")

  @Test func blameNamesWhatTheHolderDid() {
    let story = BlameStory(
      holder: worker, time: 3_200_000_000, isAbout: false,
      parts: [
        .init(doing: .sleeping, time: 2_912_000_000),
        .init(doing: .blocked, on: "audit", time: 288_000_000),
      ])
    #expect(
      en.blame(ofThread: story).text
        == "others waited 3.2 s for worker-1: 91% while it was sleeping, 9% blocked on audit")
    #expect(zh.blame(ofThread: story).text == "其他线程等了 3.2 秒，等的是 worker-1：91% 时间它在睡眠，9% 在等锁 audit")
    #expect(
      en.blame(atPrimitive: [story]).text
        == "charged to worker-1 3.2 s (91% sleeping, 9% blocked on audit)")
    let simple = BlameStory(
      holder: worker, time: 5_000, isAbout: true, parts: [.init(doing: .running, time: 5_000)])
    #expect(
      en.blame(ofThread: simple).text == "others waited ~5 µs for worker-1, while it was running")
  }

  @Test func waitsAreCountedAndTheLongestIsNamed() {
    let many = Phrasebook.Lengths(
      count: 12, total: 3_200_000_000, median: 1_200_000, tail: 40_000_000, most: 412_000_000,
      isAbout: false)
    #expect(
      en.waits(many, by: worker, isOpen: true).text
        == "waited 12 times, 3.2 s in all: p50 1 ms, p99 40 ms, longest 412 ms by worker-1, who still waits"
    )
    #expect(
      zh.waits(many, by: worker, isOpen: true).text
        == "等待 12 次，共 3.2 秒：p50 1 毫秒，p99 40 毫秒，最长 412 毫秒，是 worker-1，还在等")
    let once = Phrasebook.Lengths(
      count: 1, total: 5_000, median: 5_000, tail: 5_000, most: 5_000, isAbout: true)
    #expect(en.holds(once).text == "held once, ~5 µs")
  }

  @Test func largeCountsAreShort() {
    #expect(
      [7, 999_999, 1_234_567, 123_456_789, 12_345_678_901].map(en.count)
        == ["7", "999999", "1.2M", "123M", "12.3G"])
  }
}
