import EventRing

/// What a pool's `map` is going to yield: one result for each item, in the items' order.
///
///     state                next
///     results to come      waits for the next one, and returns it; a task's error, or the deadline: throws, → over
///     over                 nil
///
/// When it is over, or dropped, those of its tasks that have not begun are cancelled. It keeps no result that it has
/// returned. Any thread may ask; each result goes to one of them. Python: the iterator that `Executor.map` returns.
public final class MapResults<Value: Sendable>: Sendable {
  /// The next one is the last.
  private let remaining: GuardedValue<[Future<Value>]>
  private let deadline: Deadline
  private let count: Int

  init(_ futures: [Future<Value>], until deadline: Deadline) {
    remaining = GuardedValue(futures.reversed())
    count = futures.count
    self.deadline = deadline
  }
  deinit { cancel() }

  /// Waits for the next result.
  ///
  /// - Returns: nil when there are no more.
  /// - Throws: what the transformation of this item threw; `MapTimedOut` when it was not there in time, which counts from the
  ///   call of `map`. Either ends it: from then on it returns nil.
  @available(*, noasync)
  public func next(file: StaticString = #fileID, line: UInt = #line) throws -> Value? {
    guard let future = remaining.withLock({ $0.popLast() }) else { return nil }
    var outcome: Result<Value, any Error>?
    repeat {
      outcome = future.outcome(until: deadline, Site(file, line))
    } while outcome == nil && deadline.isNever
    switch outcome {
    case .success(let value): return value
    case .failure(let error):
      cancel()
      throw error
    case nil:
      let missing = remaining.withLock { $0.count } + 1
      future.cancel()
      cancel()
      throw MapTimedOut(missing: missing, count: count)
    }
  }

  /// Waits for all the results that have not been asked for.
  ///
  /// - Throws: what `next` throws.
  @available(*, noasync)
  public func all(file: StaticString = #fileID, line: UInt = #line) throws -> [Value] {
    var values: [Value] = []
    while let value = try next(file: file, line: line) { values.append(value) }
    return values
  }

  private func cancel() {
    let futures = remaining.withLock { futures in
      defer { futures = [] }
      return futures
    }
    for future in futures.reversed() { future.cancel() }
  }
}

/// Results of a `map` were not there in time. Python: `TimeoutError`.
public struct MapTimedOut: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many.
  public let missing: Int
  /// Of how many.
  public let count: Int

  /// `missing` results of `count`.
  public init(missing: Int, count: Int) {
    self.missing = missing
    self.count = count
  }
  /// What was wrong, in a sentence.
  public var description: String { "\(missing) of \(count) results were not there in time" }
}
