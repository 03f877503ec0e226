import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A light that flickers, and threads that are joined while they end.
@Suite(.watched) struct EventStressTests {
  private let recording = Recording()

  /// Sets and clears at once: whoever waited is let through, whatever its deadline.
  @Test func everybodyWhoWaitedIsLetThrough() throws {
    let event = Event()
    let (letThrough, passed) = (Counter(), Counter())
    let bunch = Bunch(7) { number in
      for round in 1...300 {
        Trace.line(round)
        guard event.wait(timeout: .microseconds(50 + 31 * number)) else { continue }
        passed.add()
        WorkTimer().sleep(.microseconds(30))  // or it would spin as long as the light is green
      }
    }
    let flicker = Bunch(1, "flicker") { _ in
      for _ in 0..<600 {
        letThrough.add(event.set())
        event.clear()
        WorkTimer().sleep(.microseconds(40))
      }
    }
    try recording.collect(while: flicker)
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(passed.value >= letThrough.value)  // some found it green, and did not wait
    #expect(letThrough.value > 0)
    #expect(event.waiterCount == 0)
  }

  @Test func joinedWhileTheyEnd() throws {
    for round in 0..<30 {
      let threads = Bunch(4) { number in
        if number % 2 == 0 { WorkTimer().sleep(.microseconds(10 * round)) }
      }
      let joiners = Bunch(4, "joiner") { number in
        for (index, thread) in threads.threads.enumerated() {
          if (index + number) % 2 == 0 { _ = try thread.join(timeout: .microseconds(20 * round)) }
          try thread.join()
        }
      }
      try recording.collect(while: joiners)
    }
    #expect(recording.faults() == [])
  }

  /// Everything at once, on one set of primitives, with a person who holds, steps and lets go.
  @Test func heldAndLetGoUnderLoad() throws {
    let (lock, condition, event) = (Lock(), Condition(), Event())
    let semaphore = try BoundedSemaphore(2)
    let bunch = Bunch(7) { number in
      for round in 1...40 {
        Trace.line(round)
        lock.withLock {}
        semaphore.withPermit {}
        try condition.withLock {
          if (round + number) % 2 == 0 { try condition.notifyAll() }
          _ = try condition.wait(timeout: .microseconds(100))
        }
        if round % 2 == 0 { event.set() } else { event.clear() }
        _ = event.wait(timeout: .microseconds(100))
      }
    }
    let control = ControlThread()
    control.run {
      for _ in 0..<20 {
        Holding.hold()
        WorkTimer().sleep(.microseconds(300))
        for thread in bunch.threads { _ = thread.id.map(Holding.step) }
        WorkTimer().sleep(.microseconds(300))
        Holding.letGo()
        WorkTimer().sleep(.microseconds(300))
      }
    }
    try waitUntil("they end") {
      recording.collect()
      return control.isIdle
    }
    control.end()
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(!lock.isLocked && !condition.isLocked && semaphore.inUse == 0)
  }
}
