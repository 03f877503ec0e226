public import SyncEvents

extension Phrasebook {
  /// What is wrong, and how sure that is.
  public func finding(_ kind: FindingKind, _ grade: Grade) -> String {
    switch grade {
    case .certain, .note: name(of: kind)
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
    case .starvation: say("starvation", "饥饿")
    case .convoy: say("convoy", "护航")
    case .thunderingHerd: say("thundering herd", "惊群")
    case .longHold: say("long hold", "持有过久")
    }
  }

  func found(
    _ kind: FindingKind, _ grade: Grade, _ waiters: [String], _ primitives: [String],
    _ others: [String]
  ) -> String {
    let (who, what) = (names(waiters), names(primitives))
    let wait = waiters.count == 1 ? "waits" : "wait"
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
          "\(names(others)) ended with \(what), for which \(who) \(wait)",
          "\(names(others)) 带着 \(what) 结束了，\(who) 还在等")
      case .lockOrderInversion:
        say(
          "\(what) are taken in different orders by \(who)", "\(who) 以不同的顺序获取 \(what)")
      case .starvation:
        say(
          "\(who) still \(wait) for \(what), and \(names(others)) came later and had it",
          "\(who) 还在等 \(what)，后来的 \(names(others)) 已经得到过")
      case .convoy:
        say(
          "\(who) \(waiters.count == 1 ? "queues" : "queue") for \(what) again and again",
          "\(who) 一再排队等 \(what)")
      case .thunderingHerd:
        say(
          "\(names(others)) woke \(who) at \(what), and most of them wait again",
          "\(names(others)) 在 \(what) 上唤醒了 \(who)，其中多数又在等")
      case .longHold:
        say(
          "\(names(others)) holds \(what) while \(who) \(wait)",
          "\(names(others)) 持有 \(what)，\(who) 在等")
      }
    return say("\(finding(kind, grade)): \(proof)", "\(finding(kind, grade))：\(proof)")
  }

  func withdrawn(_ kind: FindingKind, _ waiters: [String], _ primitives: [String]) -> String {
    let (who, what) = (names(waiters), names(primitives))
    return say(
      "\(name(of: kind)) is over: \(who), \(what)", "\(name(of: kind))已解除：\(who)、\(what)")
  }
}
