import EventRing

extension ThreadPool {
  /// Has `transform` run on each item, all submitted before this returns, at most `workerLimit` of them at a time. Python:
  /// `Executor.map`. Java: `invokeAll`, which waits.
  ///
  /// One operation: a thread that is held is held before the first task, not between them.
  ///
  /// - Parameters:
  ///   - items: what is transformed.
  ///   - timeout: by when the results must be there, counted from now. Nil is for ever; zero or less: those that are there
  ///     when they are asked for.
  ///   - file: where this was called, for whoever looks at it.
  ///   - line: the same.
  ///   - transform: what is run, on a worker.
  /// - Returns: the results, in the order of the items.
  /// - Throws: what `submit` throws; what was submitted before is cancelled then.
  public func map<Items: Sequence, Value: Sendable>(
    _ items: Items, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line,
    _ transform: @escaping @Sendable (Items.Element) throws -> Value
  ) throws(SyncError) -> MapResults<Value> where Items.Element: Sendable {
    let (deadline, site, me) = (Deadline(after: timeout), Site(file, line), ThreadRecord.current)
    Holding.pass(me)
    var futures: [Future<Value>] = []
    for item in items {
      do throws(SyncError) {
        futures.append(try submit(site, isOperation: false) { try transform(item) })
      } catch {
        for future in futures { future.cancel(me) }
        throw error
      }
    }
    return MapResults(futures, until: deadline)
  }
}
