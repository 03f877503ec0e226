import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Eight threads on one lock, flat out, with every invariant checked on what a reader of the rings sees.
@Suite(.watched) struct LockStressTests {
  private let recording = Recording()
  private let inside = Counter()

  private func check(_ bunch: Bunch) throws {
    try recording.collect(while: bunch)
    #expect(recording.faults() == [])
    #expect(inside.value == 0)
  }

  @Test(arguments: [LockKind.plain, .recursive]) func oneThreadAtATime(_ kind: LockKind) throws {
    let lock = kind.make()
    let inside = inside
    let bunch = Bunch(8) { number in
      for round in 1...300 {
        Trace.line(round)
        switch (round + number) % 4 {
        case 0: guard lock.tryAcquire() else { continue }
        case 1: guard lock.acquire(timeout: .microseconds(round)) else { continue }
        default: lock.acquire()
        }
        try ensure(inside.add() == 1, "one thread at a time")
        if round % 50 == 0 { WorkTimer().work(.microseconds(500)) }
        inside.add(-1)
        try lock.release()
      }
    }
    try check(bunch)
    #expect(!lock.isLocked)
    #expect(lock.blockedCount == 0)
  }

  @Test func aRecursiveLockComesAndGoesToAnyDepth() throws {
    let lock = RecursiveLock()
    let inside = inside
    let bunch = Bunch(8) { number in
      for round in 1...100 {
        Trace.line(round)
        let depth = (round + number) % 4 + 1
        for _ in 0..<depth { lock.acquire() }
        try ensure(inside.add() == 1, "one thread at a time")
        try ensure(lock.recursionCount == depth, "one thread at a time")
        inside.add(-1)
        for _ in 0..<depth { try lock.release() }
      }
    }
    try check(bunch)
    #expect(!lock.isLocked)
  }

  /// Whoever holds it longer than 1 ms hands it over: handing over races with deadlines that are just as long.
  @Test func handingOverRacesWithDeadlines() throws {
    let lock = Lock()
    let inside = inside
    let given = Counter()
    let bunch = Bunch(8) { number in
      for round in 1...12 {
        Trace.line(round)
        guard lock.acquire(timeout: .microseconds(1100 + 137 * number + 61 * round)) else {
          continue
        }
        try ensure(inside.add() == 1, "one thread at a time")
        given.add()
        WorkTimer().work(.microseconds(1200))
        inside.add(-1)
        try lock.release()
      }
    }
    try check(bunch)
    #expect(given.value > 0)
    #expect(!lock.isLocked)
    #expect(lock.waiterCount == 0)
  }

  /// Takes turns: whoever takes it leaves it to another thread to release.
  @Test func releasedByOthers() throws {
    let lock = Lock()
    let taken = Counter()
    let takers = Bunch(4, "taker") { _ in
      for round in 1...100 {
        Trace.line(round)
        lock.acquire()
        taken.add()
      }
    }
    let releasers = Bunch(4, "releaser") { _ in
      for round in 1...100 {
        Trace.line(round)
        try waitUntil("it is taken") { lock.isLocked && (try? lock.release()) != nil }
      }
    }
    try recording.collect(while: takers)
    try check(releasers)
    #expect(taken.value == 400)
    #expect(!lock.isLocked)
  }
}
