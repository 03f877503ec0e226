import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `SemaphoreTests` check.
@Suite(.watched) struct CountingSemaphoreTests {
  @Test func releasingMoreThanWasAcquiredCounts() throws {
    let semaphore = try CountingSemaphore(1)
    try semaphore.release()
    #expect(semaphore.value == 2)
    semaphore.acquire()
    semaphore.acquire()
    #expect(!semaphore.tryAcquire())
    try semaphore.release()
    #expect(semaphore.tryAcquire())
  }

  @Test func descriptionTellsItsValue() throws {
    let semaphore = try CountingSemaphore(3)
    #expect(semaphore.description.contains("value=3,"))
    semaphore.acquire()
    #expect(semaphore.description.contains("value=2,"))
    try semaphore.release()
    try semaphore.release()
    #expect(semaphore.description.contains("value=4,"))
  }

  @Test func whatCannotBeCountedIsRefused() throws {
    let most = Int(Int32.max)
    let semaphore = try CountingSemaphore(most - 1)
    try semaphore.release()
    #expect(throws: SyncError.invalidCount(1)) { try semaphore.release() }
    #expect(throws: SyncError.invalidCount(.max)) { try semaphore.release(.max) }
    #expect(semaphore.value == most)
  }
}
