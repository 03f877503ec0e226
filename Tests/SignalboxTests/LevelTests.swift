import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What is recorded at each level, and what a change of the level leaves behind. One at a time: the level is the process's.
@Suite(.watched, .serialized) struct LevelTests {
  /// Everything that must hold whether or not somebody looks.
  @Test(arguments: RecordingLevel.allCases) func primitivesWorkAtEachLevel(
    _ level: RecordingLevel
  ) throws {
    try at(level) {
      let (lock, nested, permits) = (Lock(), RecursiveLock(), try BoundedSemaphore(2))
      let (light, inside, most) = (Event(), Counter(), Counter())
      let bunch = Bunch(8) { number in
        light.wait()
        for _ in 0..<2000 {
          lock.acquire()
          try ensure(inside.add() == 1, "one thread at a time")
          inside.add(-1)
          try lock.release()
          nested.withLock { nested.withLock {} }
          try permits.withPermit {
            try ensure(most.add() <= 2, "two at a time")
            most.add(-1)
          }
        }
      }
      light.set()
      try bunch.join()
      #expect(!lock.isLocked && !nested.isLocked && permits.value == 2)
      #expect(lock.waiterCount == 0 && nested.waiterCount == 0 && permits.waiterCount == 0)
      #expect(throws: SyncError.notLocked) { try lock.release() }
      #expect(throws: SyncError.notOwner) { try nested.release() }
      #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try permits.release() }
    }
  }

  @Test(arguments: [RecordingLevel.off, .state]) func nothingIsWrittenBelowAuto(
    _ level: RecordingLevel
  ) throws {
    let recording = Recording()
    try at(level) {
      let lock = Lock("silent")
      lock.withLock {}
      try BoundedSemaphore(1, name: "silent").withPermit {}
      recording.collect()
    }
    recording.collect()
    #expect(recording.events.filter { $0.primitive != nil } == [])
    #expect(recording.losses.allSatisfy { $0.count == 0 })
  }

  @Test func aChangeIsOnRecord() {
    let recording = Recording()
    at(.off) { Recorder.level = .full }
    recording.collect()
    let levels = recording.events.compactMap { event in
      if case .levelChanged(let level) = event.kind { level } else { nil }
    }
    #expect(levels == [.off, .full, .auto])
  }

  /// Once a thread is hot most of its operations are not timed; all of them are there, in order.
  @Test func autoThinsOutTheTimesOfAHotThread() throws {
    let recording = Recording()
    let lock = Lock("hot")
    for _ in 0..<1000 { lock.withLock {} }
    recording.collect()
    let events = recording.events(of: "hot")
    #expect(events.count == 2000)
    #expect(events.map(\.sequence) == Array(1...2000))
    #expect(events.contains { $0.isEstimated })
    #expect(events.contains { !$0.isEstimated })
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(recording.faults() == [])
  }

  @Test func fullTimesEverything() throws {
    let recording = Recording()
    try at(.full) {
      let (lock, nested) = (Lock("timed"), RecursiveLock("timed.nested"))
      let (permits, light) = (try BoundedSemaphore(1, name: "timed.permits"), Event("timed.light"))
      light.set()
      for _ in 0..<300 {
        lock.withLock {}
        nested.withLock { nested.withLock {} }
        permits.withPermit {}
        light.wait()
      }
      recording.collect()
      withExtendedLifetime((lock, nested, permits, light)) {}
    }
    for (name, count) in [
      ("timed", 600), ("timed.nested", 1200), ("timed.permits", 600), ("timed.light", 301),
    ] {
      let events = recording.events(of: name)
      #expect(events.count == count)
      #expect(!events.contains { $0.isEstimated })
    }
    #expect(recording.faults() == [])
  }

  /// What was taken while nobody looked is given back in order, and from then on all is known again.
  @Test(arguments: [RecordingLevel.off, .state]) func aHoldThatBeganUnseen(
    _ level: RecordingLevel
  ) throws {
    let (lock, nested) = (Lock("unseen"), RecursiveLock("unseen.nested"))
    at(level) {
      lock.acquire()
      nested.acquire()
    }
    nested.acquire()
    try nested.release()
    try nested.release()
    try lock.release()
    #expect(!lock.isLocked && !nested.isLocked)
    let recording = Recording()
    for _ in 0..<3 { lock.withLock { nested.withLock {} } }
    recording.collect()
    #expect(recording.events(of: "unseen").count == 6)
    #expect(recording.events(of: "unseen.nested").count == 6)
  }

  /// The level changes under eight threads that never rest: nothing breaks, and nobody is stuck.
  @Test func theLevelMayChangeAtAnyMoment() throws {
    let (lock, light, done) = (Lock(), Event(), Counter())
    let inside = Counter()
    let bunch = Bunch(6) { number in
      for round in 0..<3000 {
        try lock.withLock {
          try ensure(inside.add() == 1, "one thread at a time")
          inside.add(-1)
        }
        if round % 500 == number { _ = light.wait(timeout: .microseconds(50)) }
      }
      done.add()
    }
    let before = Recorder.level
    defer { Recorder.level = before }
    var next = 0
    try waitUntil("all are done") {
      Recorder.level = RecordingLevel.allCases[next % 4]
      next += 1
      return done.value == 6
    }
    try bunch.join()
    #expect(!lock.isLocked && lock.waiterCount == 0)
  }
}
