import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A misuse throws, is on record as what was thrown, and changes nothing.
@Suite(.watched) struct MisuseTests {
  private let recording = Recording()

  private func misuses() -> [SyncEvent.Kind] {
    recording.collect()
    return recording.events.map(\.kind).filter { $0.word == "misused" }
  }

  @Test func ofLocks() throws {
    let (lock, recursive) = (Lock(), RecursiveLock())
    #expect(throws: SyncError.notLocked) { try lock.release() }
    #expect(throws: SyncError.notOwner) { try recursive.release() }
    recursive.acquire()
    try TracedThread.run {
      #expect(throws: SyncError.notOwner) { try recursive.release() }
    }.finish()
    try recursive.release()
    #expect(
      misuses() == [
        .misused(.release, .notLocked), .misused(.release, .notOwner),
        .misused(.release, .notOwner),
      ])
  }

  @Test func ofConditions() throws {
    let condition = Condition()
    #expect(throws: SyncError.notOwner) { try condition.wait() }
    #expect(throws: SyncError.notOwner) { try condition.wait(until: { true }) }
    #expect(throws: SyncError.notOwner) { try condition.notify() }
    #expect(throws: SyncError.notOwner) { try condition.notifyAll() }
    #expect(throws: SyncError.notOwner) { try condition.release() }
    #expect(throws: SyncError.notLocked) { try Condition(lock: Lock()).release() }
    #expect(
      misuses() == [
        .misused(.wait, .notOwner), .misused(.wait, .notOwner), .misused(.notify, .notOwner),
        .misused(.notify, .notOwner), .misused(.release, .notOwner), .misused(.release, .notLocked),
      ])
  }

  @Test func ofSemaphores() throws {
    let counting = try CountingSemaphore(1)
    let bounded = try BoundedSemaphore(1)
    #expect(throws: SyncError.invalidCount(0)) { try counting.release(0) }
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try bounded.release() }
    #expect(throws: SyncError.invalidCount(-1)) { try bounded.resize(to: -1) }
    #expect(throws: SyncError.invalidCount(-1)) { _ = try CountingSemaphore(-1) }
    #expect(throws: SyncError.invalidCount(-2)) { _ = try BoundedSemaphore(-2) }
    #expect(
      misuses() == [
        .misused(.release, .invalidCount), .misused(.release, .overRelease),
        .misused(.resize, .invalidCount), .misused(.initialize, .invalidCount),
        .misused(.initialize, .invalidCount),
      ])
    #expect((counting.value, bounded.value, bounded.limit) == (1, 1, 1))
  }

  @Test func ofThreads() throws {
    let light = Event()
    let thread = TracedThread {
      light.wait()
      try? TracedThread.current?.join()
    }
    #expect(throws: SyncError.notStarted) { try thread.join() }
    try thread.start()
    #expect(throws: SyncError.alreadyStarted) { try thread.start() }
    light.set()
    try thread.finish()
    #expect(
      misuses() == [
        .misused(.join, .notStarted), .misused(.start, .alreadyStarted),
        .misused(.join, .joinsItself),
      ])
  }

  @Test func everyErrorSaysWhatWasWrong() {
    let errors: [SyncError] = [
      .notLocked, .notOwner, .overRelease(released: 3, inUse: 1), .invalidCount(-7),
      .alreadyStarted, .notStarted, .joinsItself, .indexOutOfRange(5, count: 3),
      .taskDoneTooOften(put: .max),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(errors[2].description == "released 3, but only 1 in use")
    #expect(errors[3].description == "-7 is not a possible count")
    #expect(errors[7].description == "there is no element 5: there are 3")
    #expect(errors[8].description.hasPrefix("taskDone was called, but no item is unfinished ("))
  }
}
