import SyncEvents

extension LaneModel {
  static let outputLimit = 500

  mutating func tell(_ what: Happening.What, _ o: Occurrence, isEstimated: Bool? = nil) {
    tell(what, by: o.thread, at: o.time, isEstimated: isEstimated ?? o.isEstimated)
  }

  mutating func tell(
    _ what: Happening.What, by thread: ThreadID, at time: Instant, isEstimated: Bool = false
  ) {
    told.append(
      LogEntry(
        time: time, thread: thread, isEstimated: isEstimated,
        text: .spelledOut(what, threadName: name(of: thread))))
  }

  mutating func tell(_ brief: BriefHappening, _ o: Occurrence, isEstimated: Bool) {
    told.append(
      LogEntry(time: o.time, thread: o.thread, isEstimated: isEstimated, text: .brief(brief)))
  }

  mutating func printed(_ line: OutputLine) {
    // An eighth of a full list at a time, to move the rest seldom.
    if output.count >= Self.outputLimit { output.removeFirst(Self.outputLimit / 8) }
    output.append(line)
  }

  func names(_ threads: some Sequence<ThreadID>) -> [String] { threads.map { name(of: $0) } }
}
