import EventRing
import SyncEvents

/// A task, as its pool sees it. All but `run` happens under the pool's mutex.
protocol PoolTask: AnyObject, Sendable {
  var core: FutureCore { get }
  /// Computes the result. What only the task's body kept alive is gone when this returns.
  func run() -> TaskEnd
  /// Gives the future the result. Returns what is to be done next, without the mutex.
  func settle(_ me: ThreadRecord) -> (() -> Void)?
  /// Gives the future this error instead: the task is not going to be run.
  func fail(_ me: ThreadRecord, _ error: SyncError, as final: FutureState) -> (() -> Void)?
}

/// Work for a pool, and the future that gets what comes of it.
final class PooledTask<Value: Sendable>: PoolTask, @unchecked Sendable {
  private let future: Future<Value>
  private var body: (@Sendable () throws -> Value)?
  private var result: Result<Value, any Error>?

  init(_ future: Future<Value>, _ body: @escaping @Sendable () throws -> Value) {
    self.future = future
    self.body = body
  }

  var core: FutureCore { future.core }

  @inline(never)
  func run() -> TaskEnd {
    guard let body = body.take() else { return .returned }
    do {
      result = .success(try body())
      return .returned
    } catch {
      result = .failure(error)
      return .failed
    }
  }

  func settle(_ me: ThreadRecord) -> (() -> Void)? {
    result.flatMap { future.settle(me, $0) }
  }
  func fail(_ me: ThreadRecord, _ error: SyncError, as final: FutureState) -> (() -> Void)? {
    future.settle(me, .failure(error), as: final)
  }
}

/// Tasks that wait for a worker, oldest first; any of them can be taken out. They are numbered 1, 2, 3, ….
struct TaskQueue {
  private var tasks: [Int: any PoolTask] = [:]
  /// No older one is queued.
  private var next = 1
  private var last = 0

  var count: Int { tasks.count }

  /// Returns its number.
  mutating func append(_ task: any PoolTask) -> Int {
    last += 1
    tasks[last] = task
    return last
  }
  /// It was not accepted: its number goes to another.
  mutating func takeBackLast() {
    tasks[last] = nil
    last -= 1
  }
  mutating func takeFirst() -> (any PoolTask)? {
    while next <= last {
      defer { next += 1 }
      if let task = tasks.removeValue(forKey: next) { return task }
    }
    return nil
  }
  mutating func take(_ number: Int) -> (any PoolTask)? { tasks.removeValue(forKey: number) }
}
