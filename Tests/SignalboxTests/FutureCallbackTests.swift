import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `FutureTests` check of done callbacks, and who runs them.
@Suite(.serialized, .watched) struct FutureCallbackTests {
  private typealias Broken = ThreadPoolTests.Broken

  @Test func itIsCalledWithTheFutureWhenThatIsDone() throws {
    let seen = Collected<FutureState>()
    let same = Counter()
    let futures = (0..<3).map { _ in Future<Int>() }
    for future in futures {
      let id = ObjectIdentifier(future)
      future.whenDone {
        seen.append($0.state)
        same.add(ObjectIdentifier($0) == id ? 1 : 0)
      }
    }
    #expect(seen.count == 0)
    try futures[0].complete(.success(1))
    try futures[1].complete(.failure(Broken()))
    futures[2].cancel()
    #expect(seen.all == [.done, .done, .cancelled])
    #expect(same.value == 3)
    try? futures[0].complete(.success(2))
    futures[2].cancel()
    #expect(seen.count == 3)  // once
  }

  @Test func addedLateItIsCalledAtOnceByTheCaller() throws {
    let futures = (0..<3).map { _ in Future<Int>() }
    try futures[0].complete(.success(1))
    try futures[1].complete(.failure(Broken()))
    futures[2].cancel()
    for future in futures {
      var isCalled = Collected<Bool>()
      future.whenDone { [isCalled] in isCalled.append($0.isDone) }
      #expect(isCalled.all == [true])
      isCalled = Collected()
    }
  }

  @Test func oneThatThrowsIsOnRecordAndTheOthersAreCalled() throws {
    let recording = Recording()
    let order = Collected<Int>()
    let future = Future<Int>()
    for number in 0..<4 {
      future.whenDone { _ in
        order.append(number)
        if number % 2 == 0 { throw Broken() }
      }
    }
    try future.complete(.success(1))
    future.whenDone { _ in throw Broken() }
    #expect(order.all == [0, 1, 2, 3])
    recording.collect()
    let notes = recording.events.compactMap {
      if case .note(let id) = $0.kind { recording.text(id) } else { nil }
    }
    #expect(notes == Array(repeating: "uncaught error: Broken()", count: 3))
  }

  /// The worker is free when its future is done, and busy again while it tells others.
  @Test func aWorkerThatTellsOthersIsBusy() throws {
    let pool = try ThreadPool(workers: 2, name: "tells")
    let (begins, told) = (Event(), Event())
    let names = Collected<String?>()
    let first = try pool.submit { begins.wait() }
    first.whenDone { _ in
      names.append(TracedThread.current?.name)
      told.wait()
    }
    begins.set()
    try first.result()
    try waitUntil("it tells") { told.waiterCount == 1 }
    #expect((pool.runningCount, pool.idleCount, pool.doneCount) == (0, 0, 1))
    let other = try pool.submit { TracedThread.current?.name }
    #expect(try other.result() == "tells-1")
    #expect(pool.workerCount == 2)
    told.set()
    try waitUntil("both are idle") { pool.waiterCount == 2 }
    #expect(names.all == ["tells-0"])
    pool.shutdown()
  }

  /// It may ask for more of the same pool, even the only worker's.
  @Test func itMaySubmit() throws {
    let pool = try ThreadPool(workers: 1)
    let sum = Counter()
    let last = Event()
    let first = try pool.submit { 1 }
    first.whenDone { future in
      sum.add(try future.result())
      try pool.submit { 2 }.whenDone { future in
        sum.add(try future.result())
        last.set()
      }
    }
    last.wait()
    pool.shutdown()
    #expect(sum.value == 3)
  }

  @Test func cancellingTellsTheCanceller() throws {
    let pool = try ThreadPool(workers: 1)
    let (light, names) = (Event(), Collected<String?>())
    _ = try pool.submit { light.wait() }
    let future = try pool.submit {}
    future.whenDone { _ in names.append(TracedThread.current?.name) }
    try TracedThread.run("canceller") { future.cancel() }.finish()
    #expect(names.all == ["canceller"])
    light.set()
    pool.shutdown()
  }
}
