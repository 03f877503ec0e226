public import SyncEvents

// What stands in the waits-for graph.
extension Phrasebook {
  /// Between what something is and what is told of it.
  public var colon: String { say(": ", "：") }
  public var graphPane: String { say("waits for", "等待图") }
  public var nothingWaitedFor: String {
    say("nobody waits for anything that is recorded", "没有线程在等已记录的东西")
  }
  /// Threads wait for each other, but one of them only for a time.
  public var ringThatEnds: String {
    say("a ring that a time-out will end", "互相等待，但会因超时而解开")
  }
  /// Behind the thread with which the ring began.
  public var backToRoot: String { say("again: the ring closes", "又回到它：环闭合") }
  /// What those wait for who wait for nobody in particular.
  public func whatEndsWaits(at kind: PrimitiveKind) -> String {
    switch kind {
    case .condition: say("until somebody notifies", "等有人通知")
    case .event: say("until the light is green", "等绿灯")
    case .countingSemaphore, .boundedSemaphore: say("until a permit is released", "等有人释放许可")
    case .queue: say("until an item is put or taken", "等有人放入或取走一项")
    case .barrier: say("until all have come", "等所有线程到齐")
    case .future: say("until a worker has run the task", "等工作线程执行完这个任务")
    case .pool: say("until a task is submitted", "等有人提交任务")
    case .lock, .recursiveLock, .synchronized, .array, .dictionary, .thread, .threadLocal,
      .variable, .crew:
      say("nobody has it", "没有线程持有")
    }
  }
  /// Who has what several can have.
  public func inUse(by names: [String], of count: Int) -> String {
    let rest = count > names.count ? " \(more(count - names.count))" : ""
    return say("in use by ", "使用者：") + self.names(names) + rest
  }
}
