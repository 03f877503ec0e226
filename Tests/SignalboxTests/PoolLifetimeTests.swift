import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Neither a pool nor its workers keep what they are done with.
@Suite(.serialized, .watched) struct PoolLifetimeTests {
  private final class Payload: Sendable {}

  /// What only the task kept is gone before its future is done.
  @Test func aTaskIsGoneWhenItsResultIsThere() throws {
    let pool = try ThreadPool(workers: 2)
    for _ in 0..<100 {
      var payload: Payload? = Payload()
      weak let weakly = payload
      let future = try pool.submit { [payload] in withExtendedLifetime(payload) {} }
      payload = nil
      try future.result()
      #expect(weakly == nil)
    }
    pool.shutdown()
  }

  @Test func anIdleWorkerKeepsNoResult() throws {
    let pool = try ThreadPool(workers: 1)
    var future: Future<Payload>? = try pool.submit { Payload() }
    weak let weakFuture = future
    weak let weakly = try future?.result()
    try waitUntil("it is idle") { pool.waiterCount == 1 }
    #expect(weakly != nil)
    future = nil
    #expect(weakly == nil && weakFuture == nil)
    pool.shutdown()
  }

  @Test func anIdleWorkerKeepsNoError() throws {
    final class Failure: Error {}
    let pool = try ThreadPool(workers: 1)
    var future: Future<Int>? = try pool.submit { throw Failure() }
    weak let weakly = try future?.error() as? Failure
    try waitUntil("it is idle") { pool.waiterCount == 1 }
    #expect(weakly != nil)
    future = nil
    #expect(weakly == nil)
    pool.shutdown()
  }

  @Test func callbacksAreGoneWhenTheyHaveBeenCalled() throws {
    let future = Future<Int>()
    var payload: Payload? = Payload()
    weak let weakly = payload
    future.whenDone { [payload, future] _ in withExtendedLifetime((payload, future)) {} }
    payload = nil
    #expect(weakly != nil)
    try future.complete(.success(1))
    #expect(weakly == nil)
  }

  /// What goes with a cancelled task may use the pool itself.
  @Test func aCancelledTaskIsGoneAtOnce() throws {
    final class Asker: Sendable {
      let pool: ThreadPool
      let answers: Counter
      init(_ pool: ThreadPool, _ answers: Counter) { (self.pool, self.answers) = (pool, answers) }
      deinit { answers.add(1 + pool.queuedCount) }
    }
    let pool = try ThreadPool(workers: 1)
    let (light, answers) = (Event(), Counter())
    _ = try pool.submit { light.wait() }
    try waitUntil("it runs") { light.waiterCount == 1 }
    func submit() throws -> Future<Void> {
      let asker = Asker(pool, answers)
      return try pool.submit { withExtendedLifetime(asker) {} }
    }
    let futures = try (0..<4).map { _ in try submit() }
    #expect(futures[0].cancel())
    #expect(answers.value == 1 + 3)
    try futures[1].complete(.success(()))
    #expect(answers.value == 4 + 1 + 2)
    pool.shutdown(wait: false, cancelPending: true)
    #expect(answers.value == 7 + 2)
    light.set()
    pool.shutdown()
  }

  @Test func nothingKeepsAPoolOrAFutureAlive() throws {
    var pool: ThreadPool? = try ThreadPool(workers: 2)
    weak let weakPool = pool
    var future: Future<Int>? = Future()
    weak let weakFuture = future
    try pool?.submit {}.result()
    pool = nil
    future = nil
    #expect(weakPool == nil && weakFuture == nil)
  }

  @Test func aFutureOutlivesItsPool() throws {
    let light = Event()
    var future: Future<Int>?
    do {
      let pool = try ThreadPool(workers: 1)
      future = try pool.submit {
        light.wait()
        return 1
      }
    }
    let thread = TracedThread.run { [future] in try ensure(try future?.result() == 1, "it is done")
    }
    try waitUntil("it waits") { future?.waiterCount == 1 }
    light.set()
    try thread.finish()
    #expect(future?.cancel() == false)
  }
}
