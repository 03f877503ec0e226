public import SyncEvents

/// What a thread is doing, as a word.
public enum StateWord: Hashable, Sendable {
  case running, sleeping
  case blocked
  /// For anything but a lock.
  case waiting(Wanted)
  case idle, held, deadlocked, unknown, ended
}

extension Phrasebook {
  public func word(_ state: StateWord) -> String {
    switch state {
    case .running: say("running", "运行")
    case .sleeping: say("sleeping", "睡眠")
    case .blocked: say("blocked", "等锁")
    case .waiting(let wanted):
      switch wanted {
      case .lock: say("blocked", "等锁")
      case .notification: say("waiting", "等通知")
      case .green: say("waiting", "等绿灯")
      case .permit: say("waiting", "等许可")
      case .end: say("joining", "等结束")
      case .others: say("waiting", "等同伴")
      case .room: say("full", "等空位")
      case .item: say("empty", "等数据")
      case .drain: say("draining", "等做完")
      case .result: say("awaiting", "等结果")
      case .task: say("idle", "空闲")
      }
    case .idle: say("idle", "空闲")
    case .held: say("held", "被停住")
    case .deadlocked: say("deadlock", "死锁")
    case .unknown: say("unknown", "未知")
    case .ended: say("ended", "已结束")
    }
  }

  /// The same within a sentence: "running", "waiting for room in queue".
  public func doing(_ state: StateWord, at primitive: String? = nil) -> String {
    func at(_ preposition: String) -> String { primitive.map { " \(preposition) \($0)" } ?? "" }
    let name = primitive.map { " \($0)" } ?? ""
    return switch state {
    case .blocked: say("blocked" + at("on"), "等锁" + name)
    case .deadlocked: say("deadlocked" + at("on"), "死锁" + name)
    case .waiting(let wanted):
      switch wanted {
      case .lock: doing(.blocked, at: primitive)
      case .notification, .green, .permit, .others: say("waiting" + at("on"), word(state) + name)
      case .end: say("joining" + name, "等结束" + name)
      case .room: say("waiting for room" + at("in"), "等空位" + name)
      case .item: say("waiting for an item" + at("of"), "等数据" + name)
      case .drain: say("waiting until all is done" + at("in"), "等做完" + name)
      case .result: say("awaiting a result" + at("of"), "等结果" + name)
      case .task: say("idle" + at("in"), "空闲" + name)
      }
    case .running, .sleeping, .idle, .held, .unknown, .ended: word(state) + say(at("on"), name)
    }
  }

  /// "running, 1 permit".
  public func running(permits count: Int) -> String {
    say("\(word(.running)), \(permits(count))", "\(word(.running))，\(permits(count))")
  }

  /// "held, 1 permit", "held ×1": held, and what it has in the meantime.
  public func held(permits count: Int) -> String {
    say("\(word(.held)), \(permits(count))", "\(word(.held))，\(permits(count))")
  }
  public func held(depth: Int) -> String { "\(word(.held)) \(self.depth(depth))" }

  /// "×2": how often one thread has taken a recursive lock.
  public func depth(_ depth: Int) -> String { "\(times)\(depth)" }

  public func word(_ kind: PrimitiveKind) -> String {
    switch kind {
    case .lock: say("lock", "锁")
    case .recursiveLock: say("recursive lock", "可重入锁")
    case .countingSemaphore: say("semaphore", "信号量")
    case .boundedSemaphore: say("semaphore", "信号量")
    case .condition: say("condition", "条件变量")
    case .event: say("event", "事件")
    case .thread: say("thread", "线程")
    case .barrier: say("barrier", "屏障")
    case .queue: say("queue", "队列")
    case .pool: say("thread pool", "线程池")
    case .future: say("future", "任务结果")
    case .threadLocal: say("thread-local", "线程局部存储")
    case .synchronized: say("guarded value", "带锁的值")
    case .array: say("list", "列表")
    case .dictionary: say("dictionary", "字典")
    case .variable: say("unprotected", "未加锁变量")
    case .crew: say("threads", "线程组")
    }
  }

  /// The legend: what a state is, and who can end it.
  public func legend(_ state: StateWord) -> String {
    switch state {
    case .running: say("running", "运行中")
    case .sleeping: say("sleeping: until the time is up", "睡眠：到时间为止")
    case .blocked: say("blocked on a lock: until the holder releases it", "等锁：直到持有者释放")
    case .waiting(let wanted):
      switch wanted {
      case .lock: legend(.blocked)
      case .notification: say("waiting on a condition: until it is notified", "等条件变量：直到有人通知")
      case .green: say("at a red light (event): until it turns green", "等事件：直到绿灯亮起")
      case .permit:
        say("waiting for a permit (semaphore): until one is free", "等信号量：直到有空出的许可")
      case .end: say("joining: until the other thread has ended", "等线程：直到它结束")
      case .others: say("at a barrier: until all have come", "等屏障：直到全部到齐")
      case .room: say("at a full queue: until somebody takes an item", "等队列的空位：直到有人取走一项")
      case .item: say("at an empty queue: until somebody puts an item", "等队列的数据：直到有人放入一项")
      case .drain: say("at a queue: until every item is done", "等队列做完：直到每一项都处理完")
      case .result: say("awaiting a result: until the task has ended", "等任务结果：直到任务结束")
      case .task: say("idle in a pool: until there is a task", "在线程池里空闲：直到有任务")
      }
    case .idle: say("idle: nothing to do", "空闲：没有事做")
    case .held: say("held by you, before its next operation", "被你停住，停在下一个操作之前")
    case .deadlocked:
      say("deadlocked: nobody within the cycle can end it", "死锁：循环里谁也解不开")
    case .unknown: say("unknown: events are missing", "未知：缺少事件")
    case .ended: say("not started, or ended", "未开始，或已结束")
    }
  }
}
