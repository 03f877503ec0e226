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
  public var hasIt: String { say(" has it", " 持有它") }
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
  public func noRemedy(_ kind: FindingKind, threshold: String?) -> String {
    switch kind {
    case .deadlock, .selfDeadlock, .stall, .ownerGone, .poolDeadlock, .lostNotify:
      say("no command ends it: only the owners themselves could", "没有命令能解除：只有持有者自己可以")
    case .lockOrderInversion:
      say("nothing is stuck yet: take the locks in one order", "还没有卡住：请按同一顺序加锁")
    case .starvation, .convoy, .thunderingHerd, .longHold:
      say("nothing is stuck: it costs time", "没有卡住：只是耗时间")
        + (threshold.map { say(" (the setting: from \($0) on)", "（设置：达到 \($0) 才报告）") }
          ?? "")
    }
  }
}
