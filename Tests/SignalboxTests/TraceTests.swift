import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What a program adds to its lanes, and the time that work takes.
@Suite(.watched) struct TraceTests {
  private let recording = Recording()

  @Test func outputNotesAndLinesAreOnRecordInOrder() throws {
    let thread = TracedThread.run {
      Trace.line(1)
      Trace.output("hello")
      Trace.note("a remark")
      Trace.output("")
      Trace.output("hello")
      Trace.line(70_000)
    }
    try thread.finish()
    recording.collect()
    let told = recording.events(by: thread.id).map { event -> String in
      switch event.kind {
      case .line(let line): "line \(line)"
      case .output(let id): "output \(recording.text(id) ?? "?")"
      case .note(let id): "note \(recording.text(id) ?? "?")"
      default: event.kind.word
      }
    }
    #expect(
      told == [
        "line 1", "output hello", "note a remark", "output ", "output hello", "line 70000",
        "threadEnded",
      ])
  }

  @Test func everyCallSiteIsOnRecord() throws {
    let lock = Lock("sited")
    var line = 0
    try at(.full) {
      lock.acquire(); line = #line
      try lock.release()
    }
    recording.collect()
    let sites = recording.events(of: "sited").compactMap { event -> SiteID? in
      switch event.kind {
      case .acquired(_, _, let site), .releasing(_, _, let site): site
      default: nil
      }
    }
    let resolved = sites.compactMap { site -> String? in
      for case .site(site, let file, let line) in recording.declarations {
        return "\(file):\(line)"
      }
      return nil
    }
    #expect(resolved == ["\(#fileID):\(line)", "\(#fileID):\(line + 1)"])
    let declared = try #require(recording.primitives.first { $0.name == "sited" })
    #expect(declared.site != nil)
  }

  @Test func workIsDrawnRunningAndSleepSleeping() throws {
    let timer = WorkTimer(speed: 1000)
    let thread = TracedThread.run {
      #expect(timer.work(.seconds(1)))
      #expect(timer.sleep(.milliseconds(500)))
      #expect(timer.work(.zero))
      #expect(timer.work(.seconds(-1)))
    }
    try thread.finish()
    recording.collect()
    #expect(
      recording.events(by: thread.id).map(\.kind) == [
        .working(1_000_000_000), .woke, .sleeping(500_000_000), .woke, .working(0), .woke,
        .working(0), .woke, .threadEnded,
      ])
  }

  @Test func itTakesItsTimeDividedByTheSpeed() {
    let timer = WorkTimer(speed: 10)
    let began = ContinuousClock.now
    #expect(timer.work(.milliseconds(200)))
    #expect(.now - began >= .milliseconds(20))
  }

  @Test func aNewSpeedCountsForWorkThatHasBegun() throws {
    let timer = WorkTimer()
    let thread = TracedThread.run("slow") { #expect(timer.work(.seconds(100_000))) }
    try waitUntil("it works") {
      recording.collect()
      return recording.events(by: thread.id).count == 1
    }
    timer.speed = 1e9
    try thread.finish()
    #expect(timer.speed == 1e9)
  }

  @Test func interruptedWorkReturnsAtOnce() throws {
    let timer = WorkTimer()
    let bunch = Bunch(4) { number in
      #expect(!(number % 2 == 0 ? timer.work(.seconds(1000)) : timer.sleep(.seconds(1000))))
    }
    try waitUntil("all work") {
      recording.collect()
      return bunch.threads.allSatisfy { recording.events(by: $0.id).count == 1 }
    }
    timer.interrupt()
    try bunch.join()
    #expect(!timer.work(.seconds(1000)))
  }

  @Test func aSpeedThatMakesNoSenseIsNotTaken() {
    for speed in [0, -1, -Double.infinity, .nan] {
      #expect(WorkTimer(speed: speed).speed > 0)
    }
    let timer = WorkTimer(speed: .infinity)
    #expect(timer.work(.seconds(1000)))
  }
}
