import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `BoundedSemaphoreTests` and `test_threading`'s bounded semaphores check.
@Suite(.watched) struct BoundedSemaphoreTests {
  @Test func aFullOneCannotBeReleased() throws {
    let semaphore = try BoundedSemaphore()
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try semaphore.release() }
    semaphore.acquire()
    try semaphore.release()
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try semaphore.release() }
    #expect(semaphore.value == 1)
  }

  @Test func muchMoreThanIsInUseIsTooMuch() throws {
    let semaphore = try BoundedSemaphore(2)
    semaphore.acquire()
    #expect(throws: SyncError.overRelease(released: .max, inUse: 1)) { try semaphore.release(.max) }
    #expect(semaphore.inUse == 1)
  }

  @Test func zeroIsLegalAndLetsNobodyIn() throws {
    let semaphore = try BoundedSemaphore(0)
    #expect(!semaphore.tryAcquire())
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try semaphore.release() }
  }

  @Test func descriptionTellsItsValueAndLimit() throws {
    let semaphore = try BoundedSemaphore(3)
    #expect(semaphore.description.contains("value=3/3"))
    semaphore.acquire()
    #expect(semaphore.description.contains("value=2/3"))
  }

  @Test(arguments: 1...9) func othersMayReleaseWhatWasAcquired(_ limit: Int) throws {
    let semaphore = try BoundedSemaphore(limit)
    try Bunch(limit) { _ in semaphore.acquire() }.join()
    #expect(semaphore.inUse == limit)
    try Bunch(limit) { _ in try semaphore.release() }.join()
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try semaphore.release() }
  }

  @Test func neverMoreInsideThanItsLimit() throws {
    let recording = Recording()
    let semaphore = try BoundedSemaphore(3, name: "three")
    let lock = RecursiveLock("count")
    let inside = Counter()
    let bunch = Bunch(10) { _ in
      for _ in 0..<20 {
        semaphore.withPermit {
          lock.withLock { #expect(inside.add() <= 3) }
          WorkTimer().sleep(.microseconds(10))
          lock.withLock { #expect(inside.add(-1) >= 0) }
        }
      }
    }
    try recording.collect(while: bunch)
    #expect(inside.value == 0)
    #expect(bunch.threads.allSatisfy { !$0.isAlive })
    #expect(Set(recording.threads.map(\.systemID)).count == recording.threads.count)
    #expect(recording.faults() == [])
  }
}
