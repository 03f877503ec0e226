import SyncEvents

extension Phrasebook {
  /// One sentence about one thread.
  public func sentence(_ why: Why) -> Phrase {
    var phrase = Phrase()
    switch why {
    case .waits(let story): tell(story, &phrase)
    case .holds(let story): tell(story, &phrase)
    case .runs(let actor, let time):
      name(actor, .bright, &phrase)
      phrase.add(
        say(
          " \(verb(actor, "has", "have")) been running for \(elapsed(time)) and \(verb(actor, "holds", "hold")) nothing",
          " 已运行 \(elapsed(time))，什么也没有占用"))
    case .sleeps(let actor, let time):
      name(actor, .bright, &phrase)
      phrase.add(
        say(" \(verb(actor, "sleeps", "sleep")) for \(elapsed(time))", " 已睡眠 \(elapsed(time))"))
    case .idle(let actor):
      name(actor, .bright, &phrase)
      phrase.add(
        say(
          " \(verb(actor, "has", "have")) nothing to do: press a key below",
          " 空闲着：按下面的键就会动起来"))
    case .held(let actor, let time):
      name(actor, .bright, &phrase)
      phrase.add(say(" has been held by you for \(elapsed(time)); ", " 被你按住 \(elapsed(time))；按 "))
      phrase.add("s", .key)
      phrase.add(say(" lets it do one operation, ", " 让它走一步，按 "))
      phrase.add("H", .key)
      phrase.add(say(" lets all go", " 全部放开"))
    case .unknown(let actor):
      name(actor, .bright, &phrase)
      phrase.add(
        say(
          ": events were lost; what it does is known again from its next one",
          "：事件丢失了，要到它的下一个事件才知道它在做什么"))
    case .ended(let actor, let time):
      name(actor, .bright, &phrase)
      phrase.add(say(" ended \(ago(time))", " 在 \(ago(time))结束"))
    }
    return phrase
  }

  private func tell(_ story: WaitStory, _ phrase: inout Phrase) {
    for (index, step) in story.steps.enumerated() {
      if index == 0 {
        name(step.waiter, .bright, &phrase)
        phrase.add(
          say(
            " \(verb(step.waiter, "waits", "wait")) \(elapsed(step.waited)) for ",
            " 已等 \(elapsed(step.waited)) "))
      } else {
        phrase.add(" \(backArrow) ")
        name(step.waiter, nil, &phrase)
        phrase.add(
          say(
            ", which waits \(elapsed(step.waited)) for ", "，它已等 \(elapsed(step.waited)) "))
      }
      phrase.add(step.primitive.name, .primitive(step.primitive.id))
    }
    tell(story.cause, story, &phrase)
    if let waker = story.notifiedBy {
      phrase.add(say("   notified by ", "   已被 "))
      name(waker, nil, &phrase)
      phrase.add(say("", " 通知"))
    }
  }

  private func tell(_ cause: WaitStory.Cause, _ story: WaitStory, _ phrase: inout Phrase) {
    phrase.add(" \(backArrow) ")
    switch cause {
    case .holder(let holder, let state, let time, let waker):
      name(holder, nil, &phrase)
      phrase.add(
        say(", \(word(state)) for \(elapsed(time))", "，已\(word(state)) \(elapsed(time))"))
      if story.notifiedBy == nil { addWaker(waker, &phrase) }
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
    case .unnotified(let place):
      phrase.add(line(place))
      addKey(
        story.key,
        place.number == 1
          ? say(" wakes it", " 唤醒它") : say(" wakes it and all before it", " 把它和前面的都唤醒"),
        &phrase)
    case .red(let waiting):
      phrase.add(say("red", "红灯"))
      addKey(
        story.key,
        say(" turns it green: \(threads(waiting)) go at once", " 变绿，\(threads(waiting))会同时放行"),
        &phrase)
    case .permits(let inUse, let size, let debt, let place):
      phrase.add(say("\(inUse) of \(size) in use; ", "\(size) 个许可用了 \(inUse) 个；"))
      phrase.add(line(place))
      phrase.add(wanted(place.number, debt))
    case .free:
      phrase.add(say("nobody has it any more", "已经没有线程持有它"))
    }
  }

  private func tell(_ story: HoldStory, _ phrase: inout Phrase) {
    let (it, holder) = (story.primitive, story.holder)
    name(holder, .bright, &phrase)
    if it.kind.isSemaphore {
      phrase.add(
        say(
          " \(verb(holder, "holds", "hold")) \(story.count) of \(story.size) permits",
          " 占着 \(story.size) 个许可中的 \(story.count) 个"))
    } else {
      phrase.add(say(" \(verb(holder, "has", "have")) had ", " 持有 "))
      phrase.add(it.name, .primitive(it.id))
      if it.kind == .recursiveLock && story.count > 1 { phrase.add(" \(depth(story.count))") }
      phrase.add(say(" for \(elapsed(story.held))", " 已 \(elapsed(story.held))"))
    }
    addWaker(story.wokenBy, &phrase)
    guard let oldest = story.oldest else {
      phrase.add(say("; nobody waits for it", "；没有线程在等"))
      return
    }
    phrase.add(
      story.waiting == 1
        ? say("; one waits: ", "；1 个在等：")
        : say("; \(story.waiting) wait, the oldest is ", "；\(story.waiting) 个在等，最早的是 "))
    name(oldest, nil, &phrase)
    if it.kind.isSemaphore { phrase.add(wanted(1, story.debt)) }
  }

  private func line(_ place: WaitStory.Place) -> String {
    say(
      "number \(place.number) of \(place.count) in line",
      "队里共 \(place.count) 个，它排第 \(place.number)")
  }

  /// What would let the one at this place in line go.
  private func wanted(_ number: Int, _ debt: Int) -> String {
    if debt > 0 {
      return say(
        "; \(permits(debt)) owed first", "；要先补上欠的 \(permits(debt))")
    }
    return number == 1
      ? say("; one more permit would let it go", "；再多一个许可就放行")
      : say("; \(permits(number)) more would let it go", "；再多 \(permits(number))就轮到它")
  }

  private func addKey(_ key: String?, _ deed: String, _ phrase: inout Phrase) {
    guard let key else { return }
    phrase.add(say("; ", "；按 "))
    phrase.add(key, .key)
    phrase.add(deed)
  }

  private func addWaker(_ waker: Actor?, _ phrase: inout Phrase) {
    guard let waker else { return }
    phrase.add(say(", woken by ", "，由 "))
    name(waker, nil, &phrase)
    phrase.add(say("", " 唤醒"))
  }

  private func name(_ actor: Actor, _ tone: Tone?, _ phrase: inout Phrase) {
    phrase.add(called(actor.name), tone ?? (actor.isPerson ? .you : .thread(actor.id)))
  }
  private func verb(_ actor: Actor, _ third: String, _ second: String) -> String {
    actor.isPerson ? second : third
  }
}
