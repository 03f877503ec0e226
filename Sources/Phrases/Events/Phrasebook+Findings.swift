public import SyncEvents

extension Phrasebook {
  /// What is wrong, and how sure that is.
  public func finding(_ kind: FindingKind, _ grade: Grade) -> String {
    switch grade {
    case .certain: name(of: kind)
    case .likely: say("\(name(of: kind)), likely", "很可能\(name(of: kind))")
    case .possible: say("\(name(of: kind)), possible", "可能\(name(of: kind))")
    }
  }

  public func name(of kind: FindingKind) -> String {
    switch kind {
    case .selfDeadlock: say("self-deadlock", "自锁死")
    case .deadlock: say("deadlock", "死锁")
    case .stall: say("stall", "全体停滞")
    case .poolDeadlock: say("pool deadlock", "线程池死锁")
    case .lostNotify: say("lost notify", "通知丢失")
    case .ownerGone: say("owner gone", "持有者已结束")
    case .lockOrderInversion: say("lock-order inversion", "加锁顺序颠倒")
    }
  }

  func found(
    _ kind: FindingKind, _ grade: Grade, _ waiters: [String], _ primitives: [String],
    _ others: [String]
  ) -> String {
    let (who, what) = (names(waiters), names(primitives))
    let proof =
      switch kind {
      case .selfDeadlock, .deadlock, .stall:
        say("every thread waits: \(who) for \(what)", "所有线程都在等：\(who) 等 \(what)")
      case .poolDeadlock:
        say(
          "every worker waits for a task that only they could run: \(who) for \(what)",
          "所有工作线程都在等只有它们才能执行的任务：\(who) 等 \(what)")
      case .lostNotify:
        say(
          "\(names(others)) notified \(what) when nobody waited; \(who) came later",
          "\(names(others)) 通知 \(what) 时无人等待；\(who) 后来才等")
      case .ownerGone:
        say(
          "\(names(others)) ended with \(what), for which \(who) waits",
          "\(names(others)) 带着 \(what) 结束了，\(who) 还在等")
      case .lockOrderInversion:
        say(
          "\(what) are taken in different orders by \(who)", "\(who) 以不同的顺序获取 \(what)")
      }
    return say("\(finding(kind, grade)): \(proof)", "\(finding(kind, grade))：\(proof)")
  }

  func withdrawn(_ kind: FindingKind, _ waiters: [String], _ primitives: [String]) -> String {
    let (who, what) = (names(waiters), names(primitives))
    return say(
      "\(name(of: kind)) is over: \(who), \(what)", "\(name(of: kind))已解除：\(who)、\(what)")
  }
}
