import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Eight threads on one primitive, flat out, with every invariant checked on what a reader of the rings sees.
@Suite(.watched) struct LockStressTests {
  private static let threads = 8
  private static let rounds = 400

  @Test func plainLock() throws {
    let recording = Recording()
    let lock = Lock("stressed")
    let inside = Counter()
    let bunch = Bunch(Self.threads) { number in
      for round in 1...Self.rounds {
        Trace.line(round)
        let mine = round % 4 == number % 4 ? lock.acquire(timeout: .microseconds(50)) : true
        if round % 4 != number % 4 { lock.acquire() }
        guard mine else { continue }
        #expect(inside.add() == 1)
        inside.add(-1)
        try lock.release()
      }
    }
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(!lock.isLocked)
    #expect(lock.waiterCount == 0)
  }
}
