public import SyncEvents

// The words in the rows of the primitives, of the lanes, and of the listing.
extension Phrasebook {
  /// "5 of 5 items", "3 items": what is bright, and what is dim.
  public func items(_ count: Int, of capacity: Int?) -> (bright: String, dim: String) {
    guard let capacity else {
      return ("\(count)", say(count == 1 ? " item" : " items", " 项"))
    }
    return (say("\(count) of \(capacity)", "\(count) / \(capacity)"), say(" items", " 项"))
  }
  public func waiting(_ count: Int, for wanted: Wanted) -> String {
    let wait = count == 1 ? "waits" : "wait"
    return switch wanted {
    case .room: say("\(count) \(wait) for room", "\(count) 个在等空位")
    case .item: say("\(count) \(wait) for an item", "\(count) 个在等数据")
    case .drain: say("\(count) \(wait) until all is done", "\(count) 个在等全部做完")
    case .lock: blockedCount(count)
    case .permit, .notification, .green, .end, .others, .result, .task: waitingCount(count)
    }
  }
  /// Items that were put and are not done.
  public func unfinished(_ count: Int) -> String { say("\(count) unfinished", "\(count) 项没做完") }
  public var shutDown: String { say("shut down", "已关闭") }

  public func running(tasks count: Int) -> String { say("\(count) running", "\(count) 个在运行") }
  public func idle(workers count: Int) -> String { say("\(count) idle", "\(count) 个空闲") }
  public func queued(tasks count: Int) -> String { say("\(count) queued", "\(count) 个排队") }
  public func done(tasks count: Int) -> String { say("\(count) done", "\(count) 个完成") }
  public func crew(_ count: Int) -> String { threads(count) }

  /// "3 of 5 have come".
  public func come(_ count: Int, of parties: Int) -> (bright: String, dim: String) {
    (
      say("\(count) of \(parties)", "\(count) / \(parties)"),
      say(count == 1 ? " has come" : " have come", " 已到")
    )
  }
  public var broken: String { say("broken", "已损坏") }

  /// "131 after 200 updates".
  public func tally(_ value: Int, updates: Int) -> (bright: String, dim: String) {
    ("\(value)", say(" after \(updates) update\(updates == 1 ? "" : "s")", "（更新了 \(updates) 次）"))
  }
  /// Updates that another thread has written over.
  public func lostUpdates(_ count: Int) -> String { say("\(count) lost", "丢失 \(count) 次") }
  public func written(by name: String) -> String {
    say("written by \(called(name))", "由 \(called(name)) 写入")
  }
  public var noValue: String { say("no value yet", "还没有值") }
  /// Of a thread-local.
  public func haveValues(_ count: Int) -> (bright: String, dim: String) {
    (
      say(count == 1 ? "1 thread" : "\(count) threads", "\(count) 个线程"),
      say(count == 1 ? " has its own value" : " have their own value", "有自己的值")
    )
  }

  /// Of a future.
  public func task(_ number: Int) -> String { say("task \(number)", "任务 \(number)") }
  public func running(by name: String) -> String {
    say("\(called(name)) runs it", "\(called(name)) 在执行")
  }
  public var queued: String { say("queued", "在排队") }
}

// In the lanes.
extension Phrasebook {
  public func running(task number: Int) -> String {
    say("\(word(.running)) \(task(number))", "\(word(.running))\(task(number))")
  }
  /// A state and what it has to do with: "blocked lock", "queue full".
  public func word(_ state: StateWord, _ primitive: String) -> String {
    switch state {
    case .waiting(.room), .waiting(.item):
      say("\(primitive) \(word(state))", "\(word(state)) \(primitive)")
    default: "\(word(state)) \(primitive)"
    }
  }
  public var valueColumn: String { say("own value", "本线程的值") }
  public func set(_ name: String, to value: String) -> String { "\(name) = \(value)" }
  public func got(_ name: String, _ value: String) -> String {
    "\(name)\(name.isEmpty ? "" : " ")\(arrow) \(value)"
  }
}

// Of the listing.
extension Phrasebook {
  public func listingPane(_ language: ListingLanguage) -> String {
    let dot = isASCII ? "-" : "·"
    return say("listing \(dot) \(language.name)", "代码 \(dot) \(language.name)")
  }
  public var listingHidden: String {
    say("the listing is hidden: V shows it again", "代码已收起：按 V 再展开")
  }
  public var listingHasNoRoom: String {
    say("the listing needs a larger screen", "屏幕太小，放不下代码")
  }
}
