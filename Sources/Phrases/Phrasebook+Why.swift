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
        "已运行 \(elapsed(time))，什么也没有占用", &phrase)
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
    case .unknown(let actor):
      name(actor, .bright, &phrase)
      phrase.add(
        say(
          ": events were lost; what it does is known again from its next one",
          "：事件丢失了，要到它的下一个事件才知道它在做什么"))
    case .ended(let actor, let time):
      begin(actor, "ended \(ago(time))", "在 \(ago(time))结束", &phrase)
    }
    return phrase
  }

  private func tell(_ story: WaitStory, _ isShort: Bool, _ phrase: inout Phrase) {
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

  /// What would end it stands before where it is in line: what has no room is cut at the end.
  private func tell(
    _ cause: WaitStory.Cause, _ story: WaitStory, _ isShort: Bool, _ phrase: inout Phrase
  ) {
    switch cause {
    case .holder(let holder, let state, let time):
      name(holder, nil, &phrase)
      phrase.add(
        say(", \(word(state)) for \(elapsed(time))", "，已\(word(state)) \(elapsed(time))"))
    case .ring:
      if let first = story.steps.first?.waiter { name(first, .bright, &phrase) }
      phrase.add("   \(word(.deadlocked))", .finding)
    case .itself:
      phrase.add(say("itself", "它自己"), .bright)
      phrase.add("   \(word(.deadlocked))", .finding)
      phrase.add(say("; only an outsider can release it", "；只有别的线程能释放它"))
      if let key = story.key {
        phrase.add(say(": press ", "：按 "))
        phrase.add(key, .key)
      }
    case .unnotified(let place, let remedy):
      if let key = story.key {
        press(key, sentence(remedy, place), &phrase)
        phrase.add(say("; ", "；"))
      } else {
        phrase.add(say("nobody has notified it; ", "还没有线程通知它；"))
      }
      phrase.add(line(place, isShort))
    case .red(let waiting):
      phrase.add(say("red", "红灯"))
      guard let key = story.key else { return }
      phrase.add(say("; ", "；"))
      press(
        key,
        say("turns it green: \(threads(waiting)) go at once", "变绿，\(threads(waiting))会同时放行"),
        &phrase)
    case .permits(let inUse, let size, let debt, let place):
      phrase.add(wanted(place.number, debt))
      phrase.add(say("; ", "；") + line(place, isShort))
      guard !isShort else { return }
      phrase.add(say(" (\(inUse) of \(size) in use)", "（\(size) 个许可用了 \(inUse) 个）"))
    case .free:
      phrase.add(say("nobody has it any more", "已经没有线程持有它"))
    }
  }

  /// What the key does for the one at this place in line.
  private func sentence(_ remedy: WaitStory.Remedy, _ place: WaitStory.Place) -> String {
    switch remedy {
    case .notify:
      place.number == 1
        ? say("wakes it", "唤醒它") : say("wakes it and all before it", "把它和前面的都唤醒")
    case .notifyAll: say("wakes all", "全部唤醒")
    case .ticket:
      place.number == 1
        ? say("adds a ticket and wakes it", "加一张票并唤醒它")
        : say("adds a ticket for the first", "给排第 1 的加一张票")
    }
  }

  private func tell(_ story: HoldStory, _ isShort: Bool, _ phrase: inout Phrase) {
    let (it, holder) = (story.primitive, story.holder)
    if it.kind.isSemaphore {
      begin(
        holder, "\(verb(holder, "holds", "hold")) \(story.count) of \(story.size) permits",
        "占着 \(story.size) 个许可中的 \(story.count) 个", &phrase)
    } else {
      begin(holder, "\(verb(holder, "has", "have")) had ", "持有 ", &phrase)
      phrase.add(it.name, .primitive(it.id))
      if it.kind == .recursiveLock && story.count > 1 { phrase.add(" \(depth(story.count))") }
      phrase.add(say(" for \(elapsed(story.held))", " 已 \(elapsed(story.held))"))
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

  private func line(_ place: WaitStory.Place, _ isShort: Bool) -> String {
    say(
      "\(ordinal(place.number)) of \(place.count)" + (isShort ? "" : " in line"),
      "\(isShort ? "" : "队里")排第 \(place.number)，共 \(place.count) 个")
  }

  /// What would let the one at this place in line go.
  private func wanted(_ number: Int, _ debt: Int) -> String {
    if debt > 0 {
      return say("\(permits(debt)) owed first", "要先补上欠的 \(permits(debt))")
    }
    return number == 1
      ? say("one more permit lets it go", "再多一个许可就放行")
      : say("\(permits(number)) more let it go", "再多 \(permits(number))就轮到它")
  }

  private func press(_ key: String, _ deed: String, _ phrase: inout Phrase) {
    phrase.add(say("", "按 "))
    phrase.add(key, .key)
    phrase.add(" " + deed)
  }
}
