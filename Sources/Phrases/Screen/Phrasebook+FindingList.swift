public import SyncEvents

// What stands in the list of findings.
extension Phrasebook {
  public var findingsPane: String { say("findings", "发现的问题") }
  public var nothingFound: String {
    say("nothing is wrong, as far as can be seen", "目前没有发现问题")
  }
  /// How long it has stood, or stood.
  ///
  /// - Parameter isByPerson: nil if it still stands; else who ended it.
  public func stands(_ length: Int64, over isByPerson: Bool?) -> String {
    switch isByPerson {
    case nil: say("for \(elapsed(length))", "已 \(elapsed(length))")
    case true?: say("until you ended it after \(elapsed(length))", "\(elapsed(length))后被你解除")
    case false?: say("until it ended by itself after \(elapsed(length))", "\(elapsed(length))后自行解除")
    }
  }
  public var waitsFor: String { say(" waits for ", " 在等 ") }
  /// Above the scenario of a lock-order inversion: how near it came.
  public func nearest(_ time: Int64?) -> String {
    switch time {
    case nil: say("it could happen like this:", "可能这样卡住：")
    case 0?:
      say(
        "both were on their way at the same time; it could happen like this:",
        "曾经同时进行；可能这样卡住：")
    case let time?:
      say(
        "it came within \(exact(time)); it could happen like this:",
        "最近一次只差 \(exact(time))；可能这样卡住：")
    }
  }
  public func acquires(_ lock: String) -> String { say("acquires \(lock)", "获取 \(lock)") }
  /// - Parameter isTimed: how long follows.
  public func hasIt(isTimed: Bool) -> String { say(isTimed ? " has had it" : " has it", " 持有它") }
  /// " for 3.2 s".
  public func sinceThen(_ now: Instant, _ since: Instant) -> String {
    say(" for \(elapsed(max(0, now - since)))", " 已 \(elapsed(max(0, now - since)))")
  }
  /// Above a picture of lanes.
  public func picture(from time: Instant, cell: Int64) -> String {
    say(
      "found at \(stamp(time)) s, one sign is \(span(cell)):",
      "\(stamp(time)) 秒时发现，一格是 \(span(cell))：")
  }
  public func inFile(_ place: String) -> String { say(" at \(place)", "（\(place)）") }
  public var remedyLabel: String { say("would end it: ", "可以解除：") }
  /// Whom it lets go.
  public func remedy(wakes names: [String]) -> String {
    names.isEmpty
      ? say(", which wakes nobody at once", "，不会立刻唤醒谁")
      : say(", which lets \(self.names(names)) go", "，放行 \(self.names(names))")
  }
  /// - Parameter threshold: from when on it is told.
  /// Of a pool.
  public var oneMoreWorker: String {
    say(", and a new worker runs what is queued", "，新的工作线程会执行排队的任务")
  }
  /// What must have come together before it is told.
  private func told(from threshold: String, _ kind: FindingKind) -> String {
    switch kind {
    case .starvation:
      say(
        " (told from \(threshold) waits in a row that were given up)", "（连续 \(threshold) 次等不到才报告）")
    case .convoy:
      say(
        " (told when it was taken \(threshold) times in a row with others in line)",
        "（连续 \(threshold) 次有人排队才报告）")
    case .thunderingHerd:
      say(" (told from \(threshold) woken at once on)", "（一次唤醒 \(threshold) 个以上才报告）")
    case .longHold: say(" (told after \(threshold))", "（超过 \(threshold) 才报告）")
    case .selfDeadlock, .deadlock, .stall, .poolDeadlock, .lostNotify, .ownerGone,
      .lockOrderInversion:
      ""
    }
  }
  public func noRemedy(_ kind: FindingKind, threshold: String?) -> String {
    switch kind {
    case .deadlock, .selfDeadlock, .stall, .ownerGone, .poolDeadlock, .lostNotify:
      say("no command ends it: only the owners themselves could", "没有命令能解除：只有持有者自己可以")
    case .lockOrderInversion:
      say("nothing is stuck yet: take the locks in one order", "还没有卡住：请按同一顺序加锁")
    case .starvation, .convoy, .thunderingHerd, .longHold:
      say("nothing is stuck: it costs time", "没有卡住：只是耗时间")
        + (threshold.map { told(from: $0, kind) } ?? "")
    }
  }
}
