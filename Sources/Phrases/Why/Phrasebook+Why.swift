import SyncEvents

extension Phrasebook {
  /// One sentence about one thread; the short form leaves out what can be seen elsewhere.
  public func sentence(_ why: Why, isShort: Bool = false) -> Phrase {
    var phrase = Phrase()
    switch why {
    case .waits(let story): tell(story, isShort, &phrase)
    case .holds(let story): tell(story, isShort, &phrase)
    case .runs(let actor, let time):
      begin(
        actor,
        "\(verb(actor, "has", "have")) been running for \(elapsed(time)) and \(verb(actor, "holds", "hold")) nothing",
        "已运行 \(elapsed(time))，没有持有任何锁或许可", &phrase)
    case .runsTask(let actor, let task, let pool, let queued, let time):
      begin(
        actor, "\(verb(actor, "has", "have")) been running task \(task) of ",
        "正在执行 ", &phrase)
      phrase.add(pool.name, .primitive(pool.id))
      phrase.add(
        say(" for \(elapsed(time)); ", " 的任务 \(task)，已执行 \(elapsed(time))；")
          + (queued == 0 ? say("no other is queued", "没有别的任务在排队") : self.queued(queued)))
    case .sleeps(let actor, let time):
      begin(
        actor, "\(verb(actor, "sleeps", "sleep")) for \(elapsed(time))", "已睡眠 \(elapsed(time))",
        &phrase)
    case .idle(let actor):
      begin(
        actor, "\(verb(actor, "has", "have")) nothing to do: press a key below",
        "空闲着：按下面的键就会动起来", &phrase)
    case .held(let actor, let time):
      begin(
        actor, "has been held by you for \(elapsed(time)); ", "被你停住 \(elapsed(time))；按 ", &phrase)
      phrase.add("s", .key)
      phrase.add(say(" lets it do one operation, ", " 让它做一个操作，按 "))
      phrase.add("H", .key)
      phrase.add(say(" lets all go", " 全部放开"))
    case .unknown(let actor, let isRecorded):
      name(actor, .bright, &phrase)
      phrase.add(
        isRecorded
          ? say(
            ": events are missing; what it does is known again from its next one",
            "：缺少事件，要到它的下一个事件才知道它在做什么")
          : say(": no events are recorded, so nobody knows what it does", "：没有记录事件，不知道它在做什么"))
    case .ended(let actor, let time):
      begin(actor, "ended \(ago(time))", "在 \(ago(time))结束", &phrase)
    }
    return phrase
  }

  private func tell(_ story: WaitStory, _ isShort: Bool, _ phrase: inout Phrase) {
    if story.cause == .idle, let step = story.steps.first {
      return tellIdle(step, story.key, &phrase)
    }
    for (index, step) in story.steps.enumerated() {
      if index == 0 {
        begin(
          step.waiter, "\(verb(step.waiter, "waits", "wait")) \(elapsed(step.waited)) for ", "已等 ",
          &phrase)
      } else {
        phrase.add(" \(backArrow) ")
        name(step.waiter, nil, &phrase)
        phrase.add(say(", which waits \(elapsed(step.waited)) for ", "，它已等 "))
      }
      phrase.add(step.primitive.name, .primitive(step.primitive.id))
      phrase.add(say("", " \(elapsed(step.waited))"))
    }
    phrase.add(" \(backArrow) ")
    tell(story.cause, story, isShort, &phrase)
    if !isShort, let waker = story.notifiedBy {
      phrase.add(say("   notified by ", "   已被"))
      embed(waker, &phrase)
      phrase.add(say("", "通知"))
    }
  }

  private func tell(_ story: HoldStory, _ isShort: Bool, _ phrase: inout Phrase) {
    let (it, holder) = (story.primitive, story.holder)
    if it.kind.isSemaphore {
      begin(
        holder, "\(verb(holder, "holds", "hold")) \(story.count) of \(story.size) permits",
        "占着 \(story.size) 个许可中的 \(story.count) 个", &phrase)
    } else {
      // A list is not had, it is used: its lock is its own affair.
      let isUsed = it.kind.isLock && !it.kind.isPlainLock
      let deed =
        story.held == nil
        ? isUsed ? verb(holder, "is using", "are using") : verb(holder, "has", "have")
        : "\(verb(holder, "has", "have")) \(isUsed ? "been using" : "had")"
      begin(holder, "\(deed) ", isUsed ? "正在使用 " : "持有 ", &phrase)
      phrase.add(it.name, .primitive(it.id))
      if it.kind == .recursiveLock && story.count > 1 { phrase.add(" \(depth(story.count))") }
      if let held = story.held { phrase.add(say(" for \(elapsed(held))", " 已 \(elapsed(held))")) }
    }
    if !isShort, let waker = story.wokenBy {
      phrase.add(say(", woken by ", "，由"))
      embed(waker, &phrase)
      phrase.add(say("", "唤醒"))
    }
    guard let oldest = story.oldest else {
      phrase.add(say("; nobody waits for it", "；没有线程在等"))
      return
    }
    phrase.add(
      story.waiting == 1
        ? say("; one waits: ", "；1 个在等：")
        : say("; \(story.waiting) wait, the oldest is ", "；\(story.waiting) 个在等，最早的是 "))
    name(oldest, nil, &phrase)
    if it.kind.isSemaphore { phrase.add(say("; ", "；") + wanted(1, story.debt)) }
  }
}
