import SyncEvents

extension Phrasebook {
  /// What a wait comes down to. What would end it stands before where it is in line: what has no room is cut at the end.
  func tell(
    _ cause: WaitStory.Cause, _ story: WaitStory, _ isShort: Bool, _ phrase: inout Phrase
  ) {
    switch cause {
    case .holder(let holder, let state, let time):
      name(holder, nil, &phrase)
      phrase.add(
        say(", \(doing(state)) for \(elapsed(time))", "，已\(doing(state)) \(elapsed(time))"))
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
    case .room(let items, let capacity, let place):
      tellQueue(
        isFull: true, missing: items.subtracting(capacity).adding(place.number), story.key, place,
        isShort, &phrase)
      guard !isShort else { return }
      phrase.add(say(" (\(items) items, capacity \(capacity))", "（\(items) 项，容量 \(capacity)）"))
    case .item(let items, let place):
      tellQueue(
        isFull: false, missing: place.number.subtracting(items), story.key, place, isShort, &phrase)
    case .drain(let unfinished):
      phrase.add(
        say(
          "\(items(unfinished)) \(unfinished == 1 ? "is" : "are") not done",
          "还有 \(items(unfinished))没处理完"))
    case .others(let arrived, let parties):
      let missing = parties.subtracting(arrived)
      phrase.add(
        say(
          "\(arrived) of \(parties) have come, \(missing) more to come",
          "\(parties) 个到了 \(arrived) 个，还差 \(missing) 个"))
    case .result(let task, let progress): tell(task, progress, &phrase)
    case .idle: phrase.add(say("nothing is queued", "没有任务在排队"))
    case .free: phrase.add(say("nobody has it any more", "已经没有线程持有它"))
    case .unknown:
      phrase.add(
        story.steps.last?.primitive.kind.isLock == true
          ? say("nobody knows who has it", "不知道谁持有它") : say("nobody knows how it is", "不知道它的状态"))
    }
  }

  /// An idle worker is not spoken of as one that is kept waiting.
  func tellIdle(_ step: WaitStory.Step, _ key: String?, _ phrase: inout Phrase) {
    begin(
      step.waiter, "\(verb(step.waiter, "has", "have")) been idle for \(elapsed(step.waited)): ",
      "已空闲 \(elapsed(step.waited))：", &phrase)
    phrase.add(step.primitive.name, .primitive(step.primitive.id))
    phrase.add(say(" has no task queued", " 里没有任务在排队"))
    guard let key else { return }
    phrase.add(say("; ", "；"))
    press(key, say("submits more", "再提交一批"), &phrase)
  }

  /// A queue that is full, or empty.
  ///
  /// - Parameter missing: so many items must be taken, or put, before it is this thread's turn.
  private func tellQueue(
    isFull: Bool, missing: Int, _ key: String?, _ place: WaitStory.Place, _ isShort: Bool,
    _ phrase: inout Phrase
  ) {
    guard missing > 0 else {
      phrase.add(
        isFull
          ? say("there is room now", "现在有空位了")
          : say("there is an item for it now", "现在有一项给它了"))
      return
    }
    let (state, deed) =
      isFull
      ? (say("full: ", "已满："), say("taken", "取走")) : (say("empty: ", "已空："), say("put", "放入"))
    phrase.add(state)
    phrase.add(
      missing == 1
        ? say("goes on when one item is \(deed)", "\(deed)一项就放行")
        : say("goes on when \(items(missing)) are \(deed)", "\(deed) \(items(missing))才轮到它"))
    if let key {
      phrase.add(say(", ", "，"))
      press(
        key, isFull ? say("makes room for one", "腾出一个空位") : say("puts one", "放入一项"), &phrase)
    }
    phrase.add(say("; ", "；") + line(place, isShort))
  }

  private func tell(_ task: Int, _ progress: WaitStory.Progress, _ phrase: inout Phrase) {
    phrase.add(say("task \(task)", "任务 \(task)"))
    switch progress {
    case .queued(0): phrase.add(say(", next in the queue", "，排在最前面"))
    case .queued(let others):
      phrase.add(say(", queued behind \(others) others", "，还在排队，前面有 \(others) 个"))
    case .running(let runner, let time):
      phrase.add(say(", which ", "，"))
      name(runner, nil, &phrase)
      phrase.add(
        say(
          " \(verb(runner, "has", "have")) been running for \(elapsed(time))",
          "\(runner.isPerson ? "" : " ")已执行 \(elapsed(time))"))
    case .done: phrase.add(say(", which is over", "，已经结束"))
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

  private func line(_ place: WaitStory.Place, _ isShort: Bool) -> String {
    say(
      "\(ordinal(place.number)) of \(place.count)" + (isShort ? "" : " in line"),
      "\(isShort ? "" : "队里")排第 \(place.number)，共 \(place.count) 个")
  }

  /// What would let the one at this place in line go.
  func wanted(_ number: Int, _ debt: Int) -> String {
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
