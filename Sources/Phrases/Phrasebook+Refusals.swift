public import SyncEvents

extension Phrasebook {
  /// Why a command was not carried out.
  public func reason(_ refusal: Refusal) -> String {
    switch refusal {
    case .noSuchPrimitive: say("there is nothing here that it could act on", "这里没有它能作用的同步对象")
    case .ambiguous: say("several would do; name one", "有好几个符合，请指明一个")
    case .misuse: say("that would be a misuse", "这样用是错误的")
    case .withdrawn: say("withdrawn", "已撤回")
    case .noSuchThread: say("there is no thread of that name", "没有叫这个名字的线程")
    case .notHeld: say("it is not held: it has not come to its next operation", "它没有被停住：还没走到下一个操作")
    case .notHolding: say("nothing is held", "没有线程被停住")
    case .notInThisLesson: say("this lesson has no such thing", "这一课没有这个操作")
    case .outOfRange: say("the size would be out of range", "大小超出了范围")
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
