import SyncEvents

extension LaneModel {
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
    let happening = Happening(
      number: log.told + 1, time: time, thread: thread, threadName: name(of: thread), what: what,
      isEstimated: isEstimated)
    log.append(happening)
    return happening
  }

  mutating func printed(_ line: OutputLine) {
    // An eighth of a full list at a time, to move the rest seldom.
    if output.count >= Self.outputLimit { output.removeFirst(Self.outputLimit / 8) }
    output.append(line)
  }

  func names(_ threads: some Sequence<ThreadID>) -> [String] { threads.map { name(of: $0) } }
}
