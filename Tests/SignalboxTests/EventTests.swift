import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `EventTests` check.
@Suite(.watched) struct EventTests {
  @Test func setAndClearMayBeRepeated() {
    let event = Event()
    #expect(!event.isSet)
    event.set()
    #expect(event.isSet)
    event.set()
    #expect(event.isSet)
    event.clear()
    #expect(!event.isSet)
    event.clear()
    #expect(!event.isSet)
  }

  private func checkNotify(_ event: Event) throws {
    let first = Collected<Bool>()
    let second = Collected<Bool>()
    let bunch = Bunch(5) { _ in
      first.append(event.wait(timeout: nil))
      second.append(event.wait(timeout: nil))
    }
    try waitUntil("five wait") { event.waiterCount == 5 }
    #expect(first.count == 0)
    #expect(event.set() == 5)
    try bunch.join()
    #expect(first.all == Array(repeating: true, count: 5))
    #expect(second.all == Array(repeating: true, count: 5))
  }

  @Test func oneSetWakesAllAndStays() throws {
    let event = Event()
    try checkNotify(event)
    event.set()
    event.clear()
    try checkNotify(event)
  }

  @Test func aWaitOnRedGivesUp() throws {
    let event = Event()
    let results = Collected<Bool>()
    let waited = Collected<Duration>()
    func run() throws {
      try Bunch(5) { _ in
        results.append(event.wait(timeout: .zero))
        let began = ContinuousClock.now
        results.append(event.wait(timeout: .milliseconds(50)))
        waited.append(.now - began)
      }.join()
    }
    try run()
    #expect(results.all == Array(repeating: false, count: 10))
    #expect(waited.all.allSatisfy { $0 >= .milliseconds(50) })
    event.set()
    try run()
    #expect(results.all.suffix(10) == ArraySlice(repeating: true, count: 10))
    #expect(event.waiterCount == 0)
  }

  @Test func aWaitOnGreenIsTold() throws {
    let recording = Recording()
    let event = Event("green")
    event.set()
    event.wait()
    recording.collect()
    #expect(recording.events(of: "green").map(\.kind) == [.lightSet(woken: 0), .passed])
  }

  @Test func descriptionSaysItsColour() {
    let event = Event("light")
    #expect(event.description == "light (event, unset, 0 waiting)")
    event.set()
    #expect(event.description == "light (event, set, 0 waiting)")
  }
}
