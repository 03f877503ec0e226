import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `FutureTests` check.
@Suite(.serialized, .watched) struct FutureTests {
  private typealias Broken = ThreadPoolTests.Broken

  private func pending() -> Future<Int> { Future() }
  private func running() -> Future<Int> {
    let future = Future<Int>()
    #expect(future.begin())
    return future
  }
  private func cancelled() -> Future<Int> {
    let future = Future<Int>()
    #expect(future.cancel())
    return future
  }
  private func done(_ result: Result<Int, any Error> = .success(42)) throws -> Future<Int> {
    let future = Future<Int>()
    try future.complete(result)
    return future
  }

  @Test func statesAreTold() throws {
    let futures = [pending(), running(), cancelled(), try done(), try done(.failure(Broken()))]
    #expect(futures.map(\.state) == [.pending, .running, .cancelled, .done, .done])
    #expect(futures.map(\.isRunning) == [false, true, false, false, false])
    #expect(futures.map(\.isCancelled) == [false, false, true, false, false])
    #expect(futures.map(\.isDone) == [false, false, true, true, true])
    #expect(futures[0].description == "unnamed (future, pending, 0 waiting)")
    #expect(Future<Int>("F").description == "F (future, pending, 0 waiting)")
    #expect(futures[2].description == "unnamed (future, cancelled, 0 waiting)")
  }

  @Test func onlyAPendingOneIsCancelled() throws {
    let futures = [pending(), running(), cancelled(), try done(), try done(.failure(Broken()))]
    #expect(futures.map { $0.cancel() } == [true, false, true, false, false])
    #expect(futures.map(\.state) == [.cancelled, .running, .cancelled, .done, .done])
  }

  @Test func onlyAPendingOneBegins() throws {
    #expect(pending().begin())
    #expect(!running().begin() && !cancelled().begin())
    #expect(try !done().begin())
  }

  /// Its worker will say so itself.
  @Test func aPoolsFutureIsNotBegunByOthers() throws {
    let pool = try ThreadPool(workers: 1)
    let light = Event()
    let first = try pool.submit { light.wait() }
    let second = try pool.submit { 7 }
    #expect(!second.begin() && second.state == .pending)
    #expect(second.cancel())
    #expect(!second.begin())
    let third = try pool.submit { 8 }
    #expect(!third.begin())
    light.set()
    #expect(try third.result() == 8)
    #expect(first.isDone && !first.begin())
    pool.shutdown()
  }

  @Test func aRunningTaskCannotBeCancelled() throws {
    let pool = try ThreadPool(workers: 1)
    let light = Event()
    let future = try pool.submit { light.wait() }
    try waitUntil("it runs") { light.waiterCount == 1 }
    #expect(future.isRunning && !future.cancel())
    light.set()
    pool.shutdown()
    #expect(future.state == .done)
  }

  @Test func resultsOfAllStates() throws {
    for future in [pending(), running()] {
      #expect(try future.result(timeout: .zero) == nil)
      #expect(future.outcome(timeout: .zero) == nil)
    }
    #expect(throws: SyncError.cancelled) { try cancelled().result() }
    #expect(throws: SyncError.cancelled) { try cancelled().result(timeout: .zero) }
    #expect(throws: SyncError.cancelled) { try cancelled().error() }
    #expect(throws: SyncError.cancelled) { try cancelled().outcome(timeout: .zero)?.get() }
    #expect(throws: Broken.self) { try done(.failure(Broken())).result() }
    #expect(throws: Broken.self) { try done(.failure(Broken())).outcome(timeout: nil)?.get() }
    #expect(try done(.failure(Broken())).error() is Broken)
    #expect(try done().error() == nil)
    #expect(try done().result() == 42)
    #expect(try done().result(timeout: .zero) == 42)
  }

  /// A task that fails with this error is done, not cancelled.
  @Test func anErrorIsNotACancellation() throws {
    let future = try done(.failure(SyncError.cancelled))
    #expect(future.state == .done)
    #expect(try future.error() as? SyncError == .cancelled)
  }

  @Test func waitersAreWokenByTheResult() throws {
    let future = pending()
    let results = Collected<Int?>()
    let bunch = Bunch(5) { number in
      results.append(number % 2 == 0 ? try future.result() : try future.result(timeout: nil))
    }
    try waitUntil("five wait") { future.waiterCount == 5 }
    try future.complete(.success(42))
    try bunch.join()
    #expect(results.all == Array(repeating: 42, count: 5))
  }

  @Test func waitersAreWokenByAnErrorAndByACancellation() throws {
    for isCancelled in [true, false] {
      let future = pending()
      let errors = Collected<String>()
      let bunch = Bunch(3) { _ in
        do { _ = try future.result() } catch { errors.append("\(error)") }
      }
      try waitUntil("three wait") { future.waiterCount == 3 }
      if isCancelled { future.cancel() } else { try future.complete(.failure(Broken())) }
      try bunch.join()
      let expected = isCancelled ? "\(SyncError.cancelled)" : "Broken()"
      #expect(errors.all == Array(repeating: expected, count: 3))
    }
  }

  @Test func theFirstValueIsKept() throws {
    for future in [try done(), cancelled()] {
      let before = future.state
      #expect(throws: SyncError.alreadyDone) { try future.complete(.success(1)) }
      #expect(throws: SyncError.alreadyDone) { try future.complete(.failure(Broken())) }
      #expect(future.state == before)
    }
    let raced = pending()
    let (first, refused) = (Collected<Int>(), Counter())
    try Bunch(8) { number in
      do throws(SyncError) {
        try raced.complete(.success(number))
        first.append(number)
      } catch { refused.add() }
    }.join()
    #expect(first.all == [try raced.result()])
    #expect(refused.value == 7)
  }

  /// Completed by somebody else: a task that has not begun is not run, and one that runs comes too late.
  @Test func aPoolsFutureMayBeCompletedByOthers() throws {
    let pool = try ThreadPool(workers: 1)
    let (light, ran) = (Event(), Counter())
    let first = try pool.submit {
      light.wait()
      return 1
    }
    let second = try pool.submit { ran.add() }
    try waitUntil("it runs") { light.waiterCount == 1 }
    try first.complete(.success(10))
    try second.complete(.success(20))
    #expect(pool.queuedCount == 0)
    light.set()
    pool.shutdown()
    #expect(try first.result() == 10)
    #expect(try second.result() == 20)
    #expect((ran.value, pool.doneCount) == (0, 1))
  }
}
