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
    let name = happening.threadName
    // In Chinese it stands behind the time, except in the shortest form.
    let inChinese = form == .least ? within(name).drop { $0 == " " } : within(name)[...]
    let who = say(called(name), String(inChinese))
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
    case .resized(let it, _, let new, _):
      let (english, chinese) = (measure(new, it), " " + bound(new, it))
      if form == .least { return say("now \(english)", "\(measure(it.kind))已改成\(chinese)") }
      return told(
        it.kind == .queue
          ? "\(who) set its capacity to \(bound(new, it))" : "\(who) made it \(english)",
        "\(who)把\(measure(it.kind))改成\(chinese)")
    case .releasedFor(_, let holder):
      return told("\(who) released \(holder)'s lock", "\(who)释放了 \(holder) 的锁")
    case .shutDown: return told("\(who) shut it down", "\(who)关闭了它")
    case .tripped: return told("\(who) came last", "\(who)最后到")
    case .broke: return told("\(who) broke it", "\(who)破坏了它")
    case .barrierReset: return told("\(who) reset it", "\(who)重置了它")
    case .started, .ended, .blocked, .acquired, .released, .wentOn, .passed, .notified, .timedOut,
      .cancelled, .evaluated, .put, .took, .taskDone, .submitted, .taskStarted,
      .taskEnded, .taskCancelled, .localSet, .localGet, .tallied, .turnedAway, .printed, .noted,
      .held, .letGo, .commanded, .refused, .misused,
      .found, .withdrawn, .deadlock, .freed, .lost, .levelChanged:
      return nil
    }
  }

  /// "4 wide", "capacity 6", "5 workers".
  private func measure(_ size: Int, _ it: Happening.Subject) -> String {
    switch it.kind {
    case .queue: "capacity \(bound(size, it))"
    case .pool: size == 1 ? "1 worker" : "\(size) workers"
    case .crew: size == 1 ? "1 thread" : "\(size) threads"
    default: "\(size) wide"
    }
  }

  /// What the size of such a thing is called in Chinese.
  private func measure(_ kind: PrimitiveKind) -> String {
    switch kind {
    case .queue: "容量"
    case .pool: "工作线程数"
    case .crew: "线程数"
    default: "大小"
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
