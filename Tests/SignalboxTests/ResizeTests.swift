import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A semaphore whose limit changes while it is in use: `inUse` stays, and a debt is paid first.
@Suite(.watched) struct ResizeTests {
  private let recording = Recording()

  private func waiters(_ count: Int, at semaphore: BoundedSemaphore, _ order: Collected<Int>) throws
    -> [TracedThread]
  {
    try (0..<count).map { number in
      let thread = TracedThread.run {
        semaphore.acquire()
        order.append(number)
      }
      try waitUntil("\(number) waits") { semaphore.waiterCount == number + 1 }
      return thread
    }
  }

  @Test func shrinkingBelowWhatIsInUseMakesADebt() throws {
    let semaphore = try BoundedSemaphore(3, name: "shrunk")
    for _ in 0..<3 { semaphore.acquire() }
    let order = Collected<Int>()
    let threads = try waiters(2, at: semaphore, order)

    try semaphore.resize(to: 1)
    #expect((semaphore.value, semaphore.inUse, semaphore.limit) == (-2, 3, 1))
    #expect(try semaphore.release() == 0)
    #expect(semaphore.value == -1)
    #expect(try semaphore.release() == 0)
    #expect(semaphore.value == 0)
    #expect(!semaphore.tryAcquire())
    #expect(semaphore.waiterCount == 2)
    #expect(try semaphore.release() == 1)
    try threads[0].finish()
    #expect(order.all == [0])
    #expect(semaphore.inUse == 1)
    #expect(try semaphore.release() == 1)
    try threads[1].finish()
    try semaphore.release()
    #expect(throws: SyncError.overRelease(released: 1, inUse: 0)) { try semaphore.release() }
    recording.collect()
    #expect(recording.faults() == [])
  }

  @Test func growingLetsTheOldestWaitersInAtOnce() throws {
    let semaphore = try BoundedSemaphore(1, name: "grown")
    semaphore.acquire()
    let order = Collected<Int>()
    let threads = try waiters(5, at: semaphore, order)
    try semaphore.resize(to: 3)
    #expect((semaphore.value, semaphore.inUse, semaphore.limit) == (0, 3, 3))
    #expect(semaphore.waiterCount == 3)
    try threads[0].finish()
    try threads[1].finish()
    #expect(Set(order.all) == [0, 1])
    try semaphore.resize(to: 6)
    for thread in threads { try thread.finish() }
    recording.collect()
    #expect(
      recording.events(of: "grown").map(\.kind).filter { $0.word == "limitChanged" } == [
        .limitChanged(old: 1, new: 3, woken: 2), .limitChanged(old: 3, new: 6, woken: 3),
      ])
    #expect(recording.faults() == [])
  }

  @Test func zeroPauses() throws {
    let semaphore = try BoundedSemaphore(2)
    try semaphore.resize(to: 0)
    #expect(!semaphore.tryAcquire())
    let order = Collected<Int>()
    let threads = try waiters(1, at: semaphore, order)
    try semaphore.resize(to: 1)
    try threads[0].finish()
    #expect(semaphore.value == 0)
  }

  @Test func belowZeroIsRefusedAndChangesNothing() throws {
    let semaphore = try BoundedSemaphore(2, name: "kept")
    semaphore.acquire()
    for size in [-1, .min, Int(Int32.max) + 1, .max] {
      #expect(throws: SyncError.invalidCount(size)) { try semaphore.resize(to: size) }
    }
    #expect((semaphore.value, semaphore.inUse, semaphore.limit) == (1, 1, 2))
    recording.collect()
    let misuses = recording.events(of: "kept").map(\.kind).filter { $0.word == "misused" }
    #expect(misuses == Array(repeating: .misused(.resize, .invalidCount), count: 4))
  }

  @Test func theSameSizeIsAnEventAndNothingElse() throws {
    let semaphore = try BoundedSemaphore(2, name: "same")
    try semaphore.resize(to: 2)
    #expect(semaphore.value == 2)
    recording.collect()
    #expect(
      recording.events(of: "same").map(\.kind) == [.limitChanged(old: 2, new: 2, woken: 0)])
  }

  @Test func growingPaysADebtFirst() throws {
    let semaphore = try BoundedSemaphore(4)
    for _ in 0..<4 { semaphore.acquire() }
    try semaphore.resize(to: 0)
    let order = Collected<Int>()
    let threads = try waiters(2, at: semaphore, order)
    try semaphore.resize(to: 4)
    #expect(semaphore.value == 0)
    #expect(semaphore.waiterCount == 2)
    try semaphore.resize(to: 5)
    try threads[0].finish()
    #expect(order.all == [0])
    try semaphore.release()
    try threads[1].finish()
  }

  @Test func theLargestSizesDoNotOverflow() throws {
    let most = Int(Int32.max)
    let semaphore = try BoundedSemaphore(most)
    semaphore.acquire()
    try semaphore.resize(to: 0)
    #expect(semaphore.value == -1)
    try semaphore.resize(to: most)
    #expect(semaphore.value == most - 1)
    try semaphore.release()
  }
}
