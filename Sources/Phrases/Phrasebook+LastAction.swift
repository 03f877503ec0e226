public import SyncEvents

/// How much is told of what was last done to a primitive; the longest first.
public enum ActionForm: CaseIterable, Hashable, Sendable {
  /// To whom, and when.
  case named
  /// To how many, and when.
  case counted
  /// The same in few words.
  case brief
  /// Only what was done.
  case least
}

extension Phrasebook {
  /// What was last done to a primitive, and how long ago.
  public func lastAction(
    _ happening: Happening, _ nanoseconds: Int64, _ form: ActionForm = .named
  ) -> String? {
    let who = called(happening.threadName)
    let time = ago(nanoseconds)
    /// The time is left out last of all.
    func told(_ english: String, _ chinese: String) -> String {
      let isTimed = form != .least
      return say(english + (isTimed ? " \(time)" : ""), (isTimed ? time : "") + chinese)
    }
    switch happening.what {
    case .notifies(_, let asked, let woken):
      return notified(who, asked, woken, time, form)
    case .lightSet: return told("\(who) made it green", "\(who)把灯变绿")
    case .lightCleared: return told("\(who) made it red", "\(who)把灯变红")
    case .resized(_, _, let new, _):
      if form == .least { return say("now \(new) wide", "已改成 \(new)") }
      return told("\(who) made it \(new) wide", "\(who)把大小改成 \(new)")
    case .releasedFor(_, let holder):
      return told("\(who) released \(holder)'s lock", "\(who)释放了 \(holder) 的锁")
    case .started, .ended, .blocked, .acquired, .released, .wentOn, .passed, .notified, .timedOut,
      .cancelled, .evaluated, .put, .took, .taskDone, .shutDown, .submitted, .taskStarted,
      .taskEnded, .taskCancelled, .localSet, .localGet, .tallied, .tripped, .broke, .barrierReset,
      .turnedAway, .printed, .noted, .held, .letGo, .commanded, .refused, .misused,
      .deadlock, .freed, .lost:
      return nil
    }
  }

  /// How many were asked for, and how many there were.
  private func notified(
    _ who: String, _ asked: Int?, _ woken: [String], _ time: String, _ form: ActionForm
  ) -> String {
    let wanted = say(
      "\(who) notified \(asked.map(String.init) ?? "all")",
      "\(who)通知了 \(asked.map { "\($0) 个" } ?? "全部")")
    let result =
      woken.isEmpty
      ? say(", woke nobody", "，没有线程被唤醒")
      : say(", woke \(woken.count)", "，唤醒 \(woken.count) 个")
    let isExact = asked == woken.count
    switch form {
    case .named:
      let whom = woken.isEmpty ? "" : " \(arrow) \(names(woken))"
      let all = (isExact ? "" : result) + whom
      return say("last: \(wanted)\(all), \(time)", "\(time)\(wanted)\(all)")
    case .counted:
      let all = isExact ? " \(arrow) \(threads(woken.count))" : result
      return say("last: \(wanted)\(all), \(time)", "\(time)\(wanted)\(all)")
    case .brief: return say("\(wanted)\(result), \(time)", "\(time)\(wanted)\(result)")
    case .least: return wanted + result
    }
  }
}
