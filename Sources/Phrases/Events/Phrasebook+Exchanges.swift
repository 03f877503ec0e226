import SyncEvents

// What threads hand to each other: items, entries, tasks; and what they keep for themselves.
extension Phrasebook {
  func put(_ it: Happening.Subject, _ count: Int) -> String {
    switch it.kind {
    case .array:
      say("added an element to \(it.name): \(count) in it", "向 \(it.name) 添加一个元素：现有 \(count) 个")
    case .dictionary:
      say("stored an entry in \(it.name): \(count) in it", "向 \(it.name) 存入一条：现有 \(count) 条")
    default: say("put an item into \(it.name): \(count) in it", "向 \(it.name) 放入一项：现有 \(count) 项")
    }
  }

  func took(_ it: Happening.Subject, _ count: Int) -> String {
    switch it.kind {
    case .array:
      say("removed an element from \(it.name): \(count) left", "从 \(it.name) 移除一个元素：剩下 \(count) 个")
    case .dictionary:
      say("removed an entry from \(it.name): \(count) left", "从 \(it.name) 移除一条：剩下 \(count) 条")
    default: say("took an item from \(it.name): \(count) left", "从 \(it.name) 取走一项：剩下 \(count) 项")
    }
  }

  func ended(
    _ task: Int, _ it: Happening.Subject, _ end: TaskEnd, _ took: Int64?, _ isAbout: Bool
  ) -> String {
    let deed =
      switch end {
      case .returned: say("finished task \(task) of \(it.name)", "完成 \(it.name) 的任务 \(task)")
      case .failed: say("failed in task \(task) of \(it.name)", "\(it.name) 的任务 \(task) 出错")
      }
    return deed + (took.map { say(" after", "，用了") + lasting($0, isAbout) } ?? "")
  }

  /// Behind what changed it.
  func queue(_ count: Int) -> String { say(": ", "：") + queued(count) }

  /// "local.phone"; "storage" where there are no keys.
  func place(_ it: Happening.Subject, _ key: String?) -> String {
    guard let key else { return it.name }
    return it.kind == .dictionary ? "\(it.name)[\(key)]" : "\(it.name).\(key)"
  }

  func tallied(_ it: Happening.Subject, _ value: Int, _ updates: Int) -> String {
    let lost = updates.subtracting(value)
    let count = say(
      "wrote \(it.name) = \(value), the \(ordinal(updates)) update",
      "写 \(it.name) = \(value)，第 \(updates) 次更新")
    return lost > 0 ? count + say(": \(lost) lost so far", "：已丢失 \(lost) 次") : count
  }

  /// A queue without a capacity takes any number.
  func bound(_ size: Int, _ it: Happening.Subject) -> String {
    it.kind == .queue && size < 0 ? say("unbounded", "无上限") : "\(size)"
  }

  /// What it is that has been changed.
  func size(of it: Happening.Subject) -> String {
    switch it.kind {
    case .queue: say("capacity of \(it.name)", "\(it.name) 的容量")
    case .pool: say("workers of \(it.name)", "\(it.name) 的工作线程")
    default: it.name
    }
  }
}
