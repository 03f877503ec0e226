public import SyncEvents

extension Phrasebook {
  /// What was not carried out, and why.
  func refused(_ command: String, _ refusal: Refusal) -> String {
    let reason = refusal == .outOfRange ? outOfRange(command) : reason(refusal)
    return say("\(command) was not done: \(reason)", "没有执行 \(command)：\(reason)")
  }

  /// A size that is written down is never too small, so it is too large unless it asks for fewer.
  private func outOfRange(_ command: String) -> String {
    let words = command.split(separator: " ")
    guard words.count > 1, let word = Command.Word(rawValue: String(words[0])) else {
      return reason(.outOfRange)
    }
    guard words[1].hasPrefix("-") else {
      return say("there cannot be that many", "不能有那么多")
    }
    switch word {
    case .capacity: return say("a capacity is at least 1", "容量至少是 1")
    case .workers: return say("a pool has at least 1 worker", "线程池至少要有 1 个工作线程")
    case .producers: return say("there is no producer left", "已经没有生产者了")
    case .consumers: return say("there is no consumer left", "已经没有消费者了")
    case .size: return say("a size is at least 0", "大小至少是 0")
    default: return reason(.outOfRange)
    }
  }

  /// Why a command was not carried out.
  public func reason(_ refusal: Refusal) -> String {
    switch refusal {
    case .noSuchPrimitive: say("there is nothing here that it could act on", "这里没有它能作用的同步对象")
    case .ambiguous: say("several would do; name one", "有好几个符合，请指明一个")
    case .misuse: say("that would be a misuse", "这样用是错误的")
    case .withdrawn: say("withdrawn", "已撤回")
    case .noSuchThread: say("no thread of that name is alive", "没有叫这个名字的线程，或者它已结束")
    case .notHeld: say("it is not held: it has not come to its next operation", "它没有被停住：还没走到下一个操作")
    case .notHolding: say("nothing is held", "没有线程被停住")
    case .notInThisLesson: say("there is no such thing here", "这里没有这个操作")
    case .outOfRange: say("the size would be out of range", "大小超出了范围")
    case .notAllowed: say("the program does not allow it", "程序不允许这样做")
    }
  }

  public func word(_ operation: Operation) -> String {
    switch operation {
    case .acquire: say("acquire", "获取")
    case .release: say("release", "释放")
    case .wait: say("wait", "等待")
    case .notify: say("notify", "通知")
    case .set: say("set", "置绿")
    case .clear: say("clear", "置红")
    case .resize: say("resize", "调整大小")
    case .join: say("join", "等待结束")
    case .start: say("start", "启动")
    case .initialize: say("initialize", "创建")
    case .put: say("put", "放入")
    case .take: say("take", "取出")
    case .taskDone: say("taskDone", "标记完成")
    case .submit: say("submit", "提交")
    case .nextTask: say("next task", "取任务")
    case .result: say("result", "取结果")
    case .complete: say("complete", "给出结果")
    }
  }

  /// What was wrong with it.
  public func reason(_ misuse: Misuse) -> String {
    switch misuse {
    case .notLocked: say("nobody had taken it", "它没有被任何线程持有")
    case .notOwner: say("another thread has it, or nobody", "持有它的不是这个线程")
    case .overRelease: say("more than was taken", "归还的比取走的多")
    case .invalidCount: say("not a valid count", "数目无效")
    case .alreadyStarted: say("it has started already", "它已经启动过了")
    case .notStarted: say("it has not started", "它还没有启动")
    case .joinsItself: say("a thread cannot wait for its own end", "线程不能等自己结束")
    case .shutDown: say("it is shut down", "它已经关闭")
    case .tooOftenDone: say("more often than items were put", "次数比放入的项还多")
    case .alreadyDone: say("it has its result already", "它已经有结果了")
    }
  }
}
