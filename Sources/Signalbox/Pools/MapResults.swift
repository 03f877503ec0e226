import CSignalbox
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
  deinit { cancel(sb_current() == nil ? nil : .current) }  // dropping it gives nobody a lane

  /// Waits for the next result.
  ///
  /// - Returns: nil when there are no more.
  /// - Throws: what the transformation of this item threw; `MapTimedOut` when it was not there in time, which counts from the
  ///   call of `map`. Either ends it: from then on it returns nil.
  @available(*, noasync)
  public func next(file: StaticString = #fileID, line: UInt = #line) throws -> Value? {
    Holding.pass(.current)
    return try next(Site(file, line))
  }

  private func next(_ site: Site) throws -> Value? {
    guard let future = remaining.withLock({ $0.popLast() }) else { return nil }
    switch future.outcome(until: deadline, site, isOperation: false) {
    case .success(let value): return value
    case .failure(let error):
      cancel(.current)
      throw error
    case nil:
      let missing = remaining.withLock { $0 }.count { !$0.isDone } + 1
      future.cancel(.current)
      cancel(.current)
      throw MapTimedOut(missing: missing, count: count)
    }
  }

  /// Waits for all the results that have not been asked for, in one operation.
  ///
  /// - Throws: what `next` throws.
  @available(*, noasync)
  public func all(file: StaticString = #fileID, line: UInt = #line) throws -> [Value] {
    Holding.pass(.current)
    var values: [Value] = []
    while let value = try next(Site(file, line)) { values.append(value) }
    return values
  }

  private func cancel(_ me: ThreadRecord?) {
    let futures = remaining.withLock { futures in
      defer { futures = [] }
      return futures
    }
    for future in futures.reversed() { future.cancel(me) }
  }
}

/// Results of a `map` were not there in time. Python: `TimeoutError`.
public struct MapTimedOut: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many were not there. Those that were there are gone, too.
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
