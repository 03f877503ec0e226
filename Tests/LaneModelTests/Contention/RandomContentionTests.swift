import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Every number of random traces is what their own books say.
@Suite(.watched) struct RandomContentionTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func everyNumberIsWhatADirectCountGives(_ seed: UInt64) throws {
    var numbers = FixedNumbers(seed: seed &* 0x636F_6E74_656E_6421)
    var (charged, handOffs) = (0, 0)
    for _ in 0..<40 {
      let trace = RandomContention(&numbers, count: Int.random(in: 0..<600, using: &numbers))
      let model = trace.model()
      var found: [RandomContention.Charged: Int64] = [:]
      for charge in model.charges {
        let key = RandomContention.Charged(
          primitive: charge.primitive, holder: try #require(charge.holder), look: charge.look,
          on: charge.blockedOn)
        found[key, default: 0] += charge.time
      }
      #expect(found == trace.charged.filter { $0.value > 0 })
      charged += found.count
      compare(model, trace)
      handOffs += trace.accounts.map(\.handOffs).reduce(0, +)
    }
    // A test that compares nothing proves nothing.
    #expect(charged > 500 && handOffs > 200, "\(charged) \(handOffs)")
  }

  private func compare(_ model: LaneModel, _ trace: RandomContention) {
    for it in model.primitiveContention() {
      let account = trace.accounts[Int(it.id.rawValue) - 1]
      #expect(it.uses == account.uses && it.contended == account.contended)
      #expect(it.handOffs == account.handOffs)
      #expect(it.waits == histogram(account.waits) && it.holds == histogram(account.holds))
      #expect(it.longest?.time == account.waits.max())
    }
    for (thread, times) in zip(model.threadContention(), trace.times) {
      for look in Look.allCases { #expect(thread.times[look] == times[look] ?? 0) }
      #expect(thread.waited == (times[.lock] ?? 0) + (times[.semaphore] ?? 0))
    }
  }

  private func histogram(_ lengths: [Int64]) -> DurationHistogram {
    var histogram = DurationHistogram()
    for length in lengths { histogram.record(length) }
    return histogram
  }
}
