import Signalbox
import SyncEvents
import TestSupport
import Testing

/// The rows of the timeout matrix that are about futures.
@Suite(.serialized, .watched) struct FutureTimeoutTests {
  enum Wait: CaseIterable { case result, outcome, firstDone, firstError, allDone, map }

  /// A wait, true when it was over in time; and what lets it end.
  private func make(_ kind: Wait) throws -> (
    wait: @Sendable (Duration?) throws -> Bool, open: () -> Void
  ) {
    let (light, pool) = (Event(), try ThreadPool(workers: 1))
    let close = {
      light.set()
      pool.shutdown()
    }
    func waiting(_ condition: Futures.Condition) throws -> @Sendable (Duration?) throws -> Bool {
      let future = try pool.submit { light.wait() }
      return { Futures.wait(for: [future], until: condition, timeout: $0).pending.isEmpty }
    }
    switch kind {
    case .result:
      let future = try pool.submit { light.wait() }
      return ({ try future.result(timeout: $0) != nil }, close)
    case .outcome:
      let future = try pool.submit { light.wait() }
      return ({ future.outcome(timeout: $0) != nil }, close)
    case .firstDone: return (try waiting(.firstDone), close)
    case .firstError: return (try waiting(.firstError), close)
    case .allDone: return (try waiting(.allDone), close)
    case .map:
      return (
        { timeout in
          let results = try pool.map([1], timeout: timeout) { _ in light.wait() }
          do {
            return try results.all().count == 1
          } catch is MapTimedOut {
            return false
          }
        }, close
      )
    }
  }

  @Test(arguments: Wait.allCases) func zeroOrLessPolls(_ kind: Wait) throws {
    let recording = Recording()
    let (wait, open) = try make(kind)
    for timeout in TimeoutMatrixTests.polls { #expect(try !wait(timeout)) }
    recording.collect()
    #expect(!recording.primitives.contains { $0.kind == .future })  // nobody waited
    open()
  }

  @Test(arguments: Wait.allCases, [nil] + TimeoutMatrixTests.tooLong)
  func nilAndTooLongAreForEver(_ kind: Wait, _ timeout: Duration?) throws {
    let recording = Recording()
    let (wait, open) = try make(kind)
    let results = Collected<Bool>()
    let thread = TracedThread.run { results.append(try wait(timeout)) }
    try waitUntil("it waits") {
      recording.collect()
      return recording.events.contains {
        if case .blocking(.result, _, _) = $0.kind { true } else { false }
      }
    }
    open()
    try thread.finish()
    #expect(results.all == [true])
    recording.collect()
    #expect(recording.faults() == [])
  }

  @Test(arguments: Wait.allCases) func notEnoughTime(_ kind: Wait) throws {
    let (wait, open) = try make(kind)
    let began = ContinuousClock.now
    #expect(try !wait(.milliseconds(20)))
    #expect(.now - began >= .milliseconds(20))
    open()
  }
}
