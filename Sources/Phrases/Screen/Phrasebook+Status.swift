import SyncEvents

extension Phrasebook {
  public func sentence(_ status: Status) -> String {
    switch status {
    case .refused(let command, let refusal):
      refused(command, refusal)
    case .misused(let it, let operation, let misuse):
      sentence(
        Happening(
          number: 0, time: .zero, thread: ThreadID(0), threadName: "",
          what: .misused(it, operation, misuse)))
    case .cannot(let inability): sentence(inability)
    case .badCount(let text):
      text.isEmpty
        ? say("type how many to notify, then Enter", "请输入要通知几个，再按回车")
        : say(
          "\(text) is no count: type 1 to \(Int32.max)",
          "\(text) 不是有效的数目：请输入 1 到 \(Int32.max)")
    case .waiting(let command, let primitive, let behind):
      say(
        "\(command) waits for \(primitive)\(behind > 0 ? " (\(behind) more behind it)" : ""); Esc withdraws it",
        "\(command) 在等 \(primitive)\(behind > 0 ? "（后面还有 \(behind) 个命令）" : "")；按 Esc 撤回")
    case .doneUnseen(let command):
      say("done: \(command) (space shows it)", "已执行：\(command)（按空格看结果）")
    case .stepped(let name, nil):
      say("\(name) does one operation", "\(name) 做一个操作")
    case .stepped(let name, .some(let what)):
      say("one step of \(name): ", "\(name) 的一步：")
        + sentence(
          Happening(number: 0, time: .zero, thread: ThreadID(0), threadName: name, what: what))
    case .noAnswer:
      say("answer y or n; q quits", "请按 y 或 n；按 q 退出")
    case .withdrawn: say("withdrawn", "已撤回")
    case .allEnded(let lesson):
      lesson == .queue
        ? say(
          "all threads have ended: + sends new ones, r starts again",
          "线程都结束了：按 + 派来新的，按 r 重新开始")
        : say(
          "all threads have ended: w sends another batch, r starts again",
          "线程都结束了：按 w 再来一批，按 r 重新开始")
    case .speed(let speed):
      say("work and sleep now go at \(pace(speed))", "工作和睡眠的速度现在是 \(pace(speed))")
    case .bare(true, .pool):
      say("bare threads now, without the pool; b brings it back", "现在不用线程池，一个任务一个线程；再按 b 恢复")
    case .bare(false, .pool): say("with the pool again", "又用线程池了")
    case .bare(true, _): say("without the lock now; b brings it back", "现在不加锁；再按 b 恢复")
    case .bare(false, _): say("with the lock again", "又加上锁了")
    case .holding(let isHolding):
      isHolding
        ? say(
          "threads stop before their next operation; s steps one, H lets all go",
          "线程都停在下一个操作之前；按 s 让一个线程做一步，按 H 全部放开")
        : say("all threads may go on", "所有线程都放开了")
    case .text(let text): text
    }
  }

  private func sentence(_ inability: Status.Inability) -> String {
    switch inability {
    case .unknownKey: say("that key does nothing; ? lists the keys", "这个键没有作用；按 ? 看全部按键")
    case .readOnly:
      say(
        "--readonly: you only watch; nothing is done to threads and primitives",
        "--readonly：只看不动；不会作用于线程和同步对象")
    case .nothingOf(.size):
      say("there is nothing here whose size can be changed", "这里没有可以改大小的东西")
    case .severalOf(.size):
      say(
        "there is more than one size to change: select a row with Tab", "可以改大小的不止一个：请用 Tab 选一行")
    case .nothingOf(let sort):
      say("there is no \(word(sort)) here", "这里没有\(word(sort))")
    case .severalOf(let sort):
      say(
        "there is more than one \(word(sort)): select one with Tab",
        "有不止一个\(word(sort))：请用 Tab 选一个")
    case .notInThisLesson(let key):
      say("this lesson has no \"\(word(key))\"", "这一课没有“\(word(key))”")
    case .notHolding: say("nothing is held: H holds all threads", "没有线程被停住：按 H 停住全部")
    case .noLane: say("select a lane first", "请先选一个线程")
    case .ownLane: say("your own thread is never held", "你自己的线程从不被停住")
    case .notHeld(let name, let state, let primitive):
      say(
        "\(name) is not held: it is \(doing(state, at: primitive))",
        "\(name) 没有被停住：它正在\(doing(state, at: primitive))")
    case .laneEnded(let name): say("\(name) has ended", "\(name) 已结束")
    case .slowest: say("that is as slow as it goes", "已经最慢了")
    case .fastest: say("that is as fast as it goes", "已经最快了")
    case .closest: say("that is as close as it goes", "已经放到最大了")
    case .widest: say("that is as wide as it goes", "已经缩到最小了")
    case .time(let inability): sentence(inability)
    case .oneOrNone(let count):
      count == 0
        ? say("there is nothing to select yet", "还没有可选的同步对象")
        : say("there is only this one", "只有这一个")
    }
  }

  func word(_ sort: Status.Sort) -> String {
    switch sort {
    case .condition: say("condition", "条件变量")
    case .event: say("event", "事件")
    case .semaphore: say("semaphore", "信号量")
    case .lock: say("lock", "锁")
    case .size: say("size", "大小")
    }
  }
}
