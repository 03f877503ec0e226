public import SyncEvents

extension Phrasebook {
  /// A line of the log as text: when, who, what.
  public func line(_ happening: Happening) -> String {
    "\(stamp(happening.time))  \(called(happening.threadName))  \(sentence(happening))"
  }

  /// What happened, without when and who.
  public func sentence(_ happening: Happening) -> String {
    let isAbout = happening.isEstimated
    func after(waiting waited: Int64?) -> String { self.waited(waited, isAbout) }
    return switch happening.what {
    case .started: say("started", "开始")
    case .ended: say("ended", "结束")
    case .blocked(let it, let holder, let wanted):
      blocked(it, holder, happening.threadName, wanted)
    case .acquired(let it, let permits, let depth, let waited):
      acquired(it, permits, depth) + after(waiting: waited)
    case .released(let it, let permits, let depth, let held):
      released(it, permits, depth) + self.held(held, isAbout)
    case .releasedFor(let it, let holder):
      say(
        "released \(it.name), which \(called(holder)) had taken",
        "释放了 \(it.name)，它原由\(within(holder))持有")
    case .wentOn(let it, let waited): wentOn(it) + after(waiting: waited)
    case .passed(let it): say("passed \(it.name): it is green", "直接通过 \(it.name)：已是绿灯")
    case .notified(let it, let waker, let waited):
      say("was woken on \(it.name) by \(called(waker))", "在 \(it.name) 上被\(within(waker))唤醒")
        + after(waiting: waited)
    case .timedOut(let it, let waited):
      say("gave up \(it.name): the time was up", "放弃等 \(it.name)：时间到了") + after(waiting: waited)
    case .cancelled(let it, let waited):
      say("stopped waiting for \(it.name)", "不再等 \(it.name)") + after(waiting: waited)
    case .notifies(let it, let asked, let woken): notifies(it, asked, woken)
    case .lightSet(let it, let woken):
      say("turned \(it.name) green", "把 \(it.name) 变绿") + wokeIfAny(woken)
    case .lightCleared(let it): say("turned \(it.name) red", "把 \(it.name) 变红")
    case .resized(let it, let old, let new, let woken):
      "\(size(of: it)) \(bound(old, it)) \(arrow) \(bound(new, it))" + wokeIfAny(woken)
    case .evaluated(let it, let result): evaluated(it, result)
    case .put(let it, let depth, let waited): put(it, depth) + after(waiting: waited)
    case .took(let it, let depth, let waited): took(it, depth) + after(waiting: waited)
    case .taskDone(let it, let unfinished):
      say(
        "is done with an item of \(it.name): \(unfinished) unfinished",
        "处理完 \(it.name) 的一项：还有 \(unfinished) 项没处理完")
    case .shutDown(let it, let immediate, let woken):
      say(
        "shut \(it.name) down\(immediate ? " at once" : "")",
        "\(immediate ? "立即" : "")关闭 \(it.name)") + wokeIfAny(woken)
    case .submitted(let it, let task, let queued):
      say("submitted task \(task) to \(it.name)", "向 \(it.name) 提交任务 \(task)") + queue(queued)
    case .taskStarted(let it, let task, let queued):
      say("began task \(task) of \(it.name)", "开始 \(it.name) 的任务 \(task)") + queue(queued)
    case .taskEnded(let it, let task, let end, let took): ended(task, it, end, took, isAbout)
    case .taskCancelled(let it, let task):
      say("cancelled task \(task) of \(it.name)", "取消 \(it.name) 的任务 \(task)")
    case .localSet(let it, let key, let value):
      say("set \(place(it, key)) = \(value)", "写入 \(place(it, key)) = \(value)")
    case .localGet(let it, let key, .some(let value)):
      say("got \(place(it, key)) = \(value)", "读到 \(place(it, key)) = \(value)")
    case .localGet(let it, let key, nil):
      say("found nothing in \(place(it, key))", "读 \(place(it, key))：没有值")
    case .tallied(let it, let value, let updates): tallied(it, value, updates)
    case .tripped(let it, let woken):
      say("came last to \(it.name)", "最后一个到 \(it.name)") + wokeIfAny(woken)
    case .broke(let it, let woken): say("broke \(it.name)", "破坏了 \(it.name)") + wokeIfAny(woken)
    case .barrierReset(let it, let woken):
      say("reset \(it.name)", "重置 \(it.name)") + wokeIfAny(woken)
    case .turnedAway(let it, let outcome, let waited):
      it.kind == .pool
        ? say("leaves \(it.name)", "离开 \(it.name)") + after(waiting: waited)
          + say(": it is shut down", "：它已关闭")
        : say("gave up \(it.name)", "放弃等 \(it.name)") + after(waiting: waited)
          + (outcome == .broken
            ? say(": it is broken", "：它已损坏") : say(": it is shut down", "：它已关闭"))
    case .printed(let text): say("printed \"\(text)\"", "打印“\(text)”")
    case .noted(let text): say("note: \(text)", "备注：\(text)")
    case .held: say("is held before its next operation", "被停住，停在下一个操作之前")
    case .letGo: say("goes on with its next operation", "继续做下一个操作")
    case .commanded(let text): commanded(text)
    case .refused(let text, let refusal): refused(text, refusal)
    case .misused(let it, let operation, let misuse): misused(it, operation, misuse)
    case .found(let kind, let grade, let waiters, let primitives, let others):
      found(kind, grade, waiters, primitives, others)
    case .withdrawn(let kind, _, let waiters, let primitives, _):
      withdrawn(kind, waiters, primitives)
    case .deadlock(let ring, let certain): deadlock(ring, certain)
    case .freed(let ring):
      say("the deadlock is over: \(path(ring))", "死锁解除：\(path(ring))")
    case .lost(let count):
      say(
        count == 1 ? "1 event was lost" : "\(grouped(count)) events were lost",
        "丢失了 \(grouped(count)) 个事件")
    case .levelChanged(let level): changed(to: level)
    }
  }

  /// What is asked of the threads themselves has no other outcome that could be told.
  private func commanded(_ text: String) -> String {
    switch (try? ScriptLine.parse(text)).flatMap(\.self) {
    case .instruction(let instruction): asked(instruction.command, text)
    case .wait, nil: say("asked for: \(text)", "要求：\(text)")
    }
  }
  private func asked(_ command: Command, _ text: String) -> String {
    switch command {
    case .hold: say("hold all threads", "停住所有线程")
    case .go: say("let all threads go", "放开所有线程")
    case .step(let name): say("let \(name) do one operation", "让 \(name) 做一个操作")
    case .speed(let speed):
      say("make work and sleep go at \(pace(speed))", "把工作和睡眠的速度改成 \(pace(speed))")
    case .level(let level): say("record at level \(level.word)", "以 \(level.word) 级别记录")
    case .notify, .notifyAll, .set, .clear, .flip, .size, .release, .more, .restart, .bare, .cure,
      .lockTwice, .satisfy, .put, .capacity, .workers, .producers, .consumers, .quit:
      say("asked for: \(text)", "要求：\(text)")
    }
  }

  private func blocked(
    _ it: Happening.Subject, _ holder: String?, _ thread: String, _ wanted: Wanted?
  ) -> String {
    switch it.kind {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary:
      guard let holder else { return say("blocked on \(it.name)", "等锁 \(it.name)") }
      if holder == thread {
        return say("blocked on \(it.name), which it has itself", "等锁 \(it.name)，它自己就持有")
      }
      let have = holder == Self.controlThreadName ? "have" : "has"
      return say(
        "blocked on \(it.name), which \(called(holder)) \(have)",
        "等锁 \(it.name)，它由\(within(holder))持有")
    case .condition: return say("waits on \(it.name)", "等 \(it.name) 的通知")
    case .event: return say("waits for \(it.name) to turn green", "等 \(it.name) 变绿")
    case .countingSemaphore, .boundedSemaphore:
      return say("waits for a permit from \(it.name)", "等 \(it.name) 的许可")
    case .thread, .crew: return say("waits for \(it.name) to end", "等 \(it.name) 结束")
    case .barrier: return say("waits for the others at \(it.name)", "在 \(it.name) 等同伴")
    case .queue:
      switch wanted {
      case .room: return say("waits for room in \(it.name)", "等 \(it.name) 的空位")
      case .drain: return say("waits until all of \(it.name) is done", "等 \(it.name) 全部处理完")
      default: return say("waits for an item of \(it.name)", "等 \(it.name) 的数据")
      }
    case .pool: return say("is idle in \(it.name)", "在 \(it.name) 里空闲")
    case .future, .threadLocal, .variable:
      return say("waits for the result of \(it.name)", "等 \(it.name) 的结果")
    }
  }

  private func acquired(_ it: Happening.Subject, _ permits: Int, _ depth: Int) -> String {
    if it.kind.isSemaphore {
      return say(
        "acquired \(aPermit(permits)) from \(it.name)", "从 \(it.name) 取得 \(aPermit(permits))")
    }
    let again = depth > 1 ? " \(self.depth(depth))" : ""
    return say("acquired \(it.name)\(again)", "取得 \(it.name)\(ofLock(it))\(again)")
  }

  /// What is taken and released is the lock of a container, not the container.
  private func ofLock(_ it: Happening.Subject) -> String { it.kind.isPlainLock ? "" : " 的锁" }

  private func released(_ it: Happening.Subject, _ permits: Int, _ depth: Int) -> String {
    if it.kind.isSemaphore {
      return say(
        "returned \(aPermit(permits)) to \(it.name)", "向 \(it.name) 归还 \(aPermit(permits))")
    }
    let left = depth > 1 ? " \(self.depth(depth)) \(arrow) \(self.depth(depth - 1))" : ""
    return say("released \(it.name)\(left)", "释放 \(it.name)\(ofLock(it))\(left)")
  }

  private func wentOn(_ it: Happening.Subject) -> String {
    switch it.kind {
    case .event: say("went on: \(it.name) turned green", "继续：\(it.name) 变绿了")
    case .thread: say("went on: \(it.name) has ended", "继续：\(it.name) 结束了")
    case .barrier: say("went on: all have come to \(it.name)", "继续：\(it.name) 都到齐了")
    case .future: say("went on: \(it.name) has ended", "继续：\(it.name) 完成了")
    case .lock, .recursiveLock, .countingSemaphore, .boundedSemaphore, .condition, .queue, .pool,
      .threadLocal, .synchronized, .array, .dictionary, .variable, .crew:
      say("went on past \(it.name)", "继续：过了 \(it.name)")
    }
  }

  private func notifies(_ it: Happening.Subject, _ asked: Int?, _ woken: [String]) -> String {
    let call = asked.map { "notify(\($0))" } ?? "notifyAll()"
    let whom = woken.isEmpty ? say("nobody", "没有线程被唤醒") : names(woken)
    return say(
      "\(call) on \(it.name) woke \(whom)",
      woken.isEmpty ? "在 \(it.name) 上 \(call)，\(whom)" : "在 \(it.name) 上 \(call)，唤醒 \(whom)")
  }

  private func evaluated(_ it: Happening.Subject?, _ result: Bool) -> String {
    guard let it else {
      return say("asked the predicate: \(result)", "检查条件：\(result ? "成立" : "不成立")")
    }
    return say(
      "asked the predicate of \(it.name): \(result)",
      "检查 \(it.name) 的条件：\(result ? "成立" : "不成立")")
  }

  private func misused(_ it: Happening.Subject?, _ operation: Operation, _ misuse: Misuse)
    -> String
  {
    let what = word(operation)
    guard let it else {
      return say("\(what) failed: \(reason(misuse))", "\(what)失败：\(reason(misuse))")
    }
    return say(
      "\(what) on \(it.name) failed: \(reason(misuse))",
      "对 \(it.name) \(what)失败：\(reason(misuse))")
  }

  private func deadlock(_ ring: [String], _ certain: Bool) -> String {
    let round = path(ring + ring.prefix(1))
    return certain
      ? say("deadlock: \(round)", "死锁：\(round)")
      : say(
        "deadlock, likely: \(round) (a plain lock can be released from outside)",
        "很可能死锁：\(round)（普通锁可以由别的线程释放）")
  }

  private func wokeIfAny(_ woken: [String]) -> String {
    woken.isEmpty ? "" : say(", woke \(names(woken))", "，唤醒 \(names(woken))")
  }
  private func waited(_ nanoseconds: Int64?, _ isAbout: Bool) -> String {
    nanoseconds.map { say(" after", "，等了") + lasting($0, isAbout) } ?? ""
  }
  private func held(_ nanoseconds: Int64?, _ isAbout: Bool) -> String {
    nanoseconds.map { say(" after", "，持有了") + lasting($0, isAbout) } ?? ""
  }
}
