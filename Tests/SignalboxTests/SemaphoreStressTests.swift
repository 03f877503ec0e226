import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Eight threads on one semaphore while its size changes under them.
@Suite(.watched) struct SemaphoreStressTests {
  private let recording = Recording()

  @Test func permitsBalance() throws {
    let semaphore = try CountingSemaphore(3)
    let inside = Counter()
    let bunch = Bunch(8) { number in
      for round in 1...200 {
        Trace.line(round)
        if (round + number) % 3 == 0 {
          guard semaphore.acquire(timeout: .microseconds(round)) else { continue }
        } else {
          semaphore.acquire()
        }
        try ensure(inside.add() <= 3, "three at a time")
        inside.add(-1)
        try semaphore.release()
      }
    }
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(semaphore.value == 3)
    #expect(semaphore.waiterCount == 0)
  }

  @Test func resizedUnderLoad() throws {
    let semaphore = try BoundedSemaphore(3)
    let sizes = [1, 5, 0, 8, 2, 3, 0, 4]
    let bunch = Bunch(8) { number in
      for round in 1...150 {
        Trace.line(round)
        if (round + number) % 3 == 0 {
          guard semaphore.acquire(timeout: .microseconds(round)) else { continue }
        } else {
          semaphore.acquire()
        }
        try semaphore.release()
      }
    }
    let resizer = Bunch(1, "resizer") { _ in
      for round in 1...400 {
        try semaphore.resize(to: sizes[round % sizes.count])
        WorkTimer().sleep(.microseconds(20))
      }
      try semaphore.resize(to: 3)
    }
    try recording.collect(while: resizer)
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect((semaphore.value, semaphore.inUse, semaphore.limit) == (3, 0, 3))
    #expect(semaphore.waiterCount == 0)
  }

  /// One call releases for many waiters, some of whose deadlines pass at that moment.
  @Test func releasingManyRacesWithDeadlines() throws {
    let semaphore = try CountingSemaphore(0)
    let got = Counter()
    let rounds = 100
    let bunch = Bunch(8) { number in
      for round in 1...rounds {
        Trace.line(round)
        if semaphore.acquire(timeout: .microseconds(40 + 7 * number)) { got.add() }
      }
    }
    let releaser = Bunch(1, "releaser") { _ in
      for _ in 0..<rounds {
        try semaphore.release(4)
        WorkTimer().sleep(.microseconds(50))
      }
    }
    try recording.collect(while: releaser)
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(got.value + semaphore.value == 4 * rounds)
  }
}
