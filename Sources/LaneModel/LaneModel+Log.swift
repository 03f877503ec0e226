import SyncEvents

extension LaneModel {
  static let logLimit = 2000
  static let outputLimit = 500

  @discardableResult
  mutating func tell(
    _ what: Happening.What, _ o: Occurrence, isEstimated: Bool? = nil
  ) -> Happening {
    tell(what, by: o.thread, at: o.time, isEstimated: isEstimated ?? o.isEstimated)
  }

  @discardableResult
  mutating func tell(
    _ what: Happening.What, by thread: ThreadID, at time: Instant, isEstimated: Bool = false
  ) -> Happening {
    told += 1
    let happening = Happening(
      number: told, time: time, thread: thread, threadName: name(of: thread), what: what,
      isEstimated: isEstimated)
    append(happening, to: \.log, limit: Self.logLimit)
    return happening
  }

  mutating func printed(_ line: OutputLine) {
    append(line, to: \.output, limit: Self.outputLimit)
  }

  /// Gives up an eighth of a full list at a time, to move the rest seldom.
  private mutating func append<Item>(
    _ item: Item, to list: WritableKeyPath<LaneModel, [Item]>, limit: Int
  ) {
    if self[keyPath: list].count >= limit { self[keyPath: list].removeFirst(limit / 8) }
    self[keyPath: list].append(item)
  }

  func names(_ threads: some Sequence<ThreadID>) -> [String] { threads.map { name(of: $0) } }
}
