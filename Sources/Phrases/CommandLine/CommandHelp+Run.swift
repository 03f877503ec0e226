import SyncEvents

extension Phrasebook {
  /// The lessons, and what a script may say to them.
  var runDiscussion: String {
    let comma = say(", ", "、")
    let lessons = LessonID.allCases.map(\.rawValue).joined(separator: comma)
    let numbers = LessonID.allCases.map(\.number).joined(separator: comma)
    let intro = say(
      "In a terminal it opens the screen. Otherwise, or with --headless, it prints one sentence "
        + "a change and reads commands from standard input, one a line:",
      "在终端里它打开屏幕。没有终端，或者用了 --headless，就每个变化输出一句话，并从标准输入读命令，一行一个：")
    let more = say(
      "What acts on one thing takes `on NAME` behind it: notify 3 on ready. A line that begins "
        + "with # is a comment.",
      "作用于某一个对象的命令，后面可以加 on 和它的名字：notify 3 on ready。以 # 开头的行是注释。")
    let names = say(
      "The lessons: \(lessons); or by number: \(numbers).", "课程：\(lessons)；或用编号：\(numbers)。")
    return [names, intro, commandTable, more].joined(separator: "\n\n")
  }

  /// One line a command: how it is written, and what it does.
  private var commandTable: String {
    var rows = Command.Word.ofLessons.map { (example($0), meaning($0)) }
    rows.append(
      ("wait 500ms", say("wait before the next command", "过这么久再执行下一个命令")))
    return rows.map { "  " + $0 + String(repeating: " ", count: 24 - $0.count) + $1 }
      .joined(separator: "\n")
  }

  private func example(_ word: Command.Word) -> String {
    switch word {
    case .notify: "notify 3, notify all"
    case .size: "size 5, size +1"
    case .capacity: "capacity 2"
    case .workers: "workers 8"
    case .producers: "producers 4"
    case .consumers: "consumers 1"
    case .speed: "speed 2"
    case .step: "step worker-3"
    case .level: "level full"
    case .set, .clear, .flip, .release, .more, .restart, .bare, .cure, .lockTwice, .satisfy, .put,
      .hold, .go, .quit:
      word.rawValue
    }
  }

  private func meaning(_ word: Command.Word) -> String {
    switch word {
    case .notify: say("wake so many waiters, or all", "唤醒几个等待的线程，或全部")
    case .set: say("turn the light green", "把灯变绿")
    case .clear: say("turn the light red", "把灯变红")
    case .flip: say("turn the light to the other colour", "变灯：红变绿，绿变红")
    case .size: say("a semaphore of so many permits; one more", "信号量改成几个许可；加一个")
    case .release: say("release the lock from outside", "从外面释放锁")
    case .more: say("send another batch of threads or tasks", "再来一批线程或任务")
    case .restart: say("start the lesson again", "这一课重新开始")
    case .bare: say("start again without the lock or pool, or with it", "去掉锁或线程池重来，再来一次就恢复")
    case .cure: say("start again as it goes well, or as it goes wrong", "改正之后重来，再来一次就恢复")
    case .lockTwice: say("a thread takes the lock twice", "让一个线程连锁两次")
    case .satisfy: say("add a ticket and notify one", "加一张票并通知一个")
    case .put: say("put an item into the queue", "往队列里放入一项")
    case .capacity: say("a queue for so many items", "队列的容量")
    case .workers: say("a pool of so many threads", "线程池的工作线程数")
    case .producers: say("so many producers", "生产者的个数")
    case .consumers: say("so many consumers", "消费者的个数")
    case .speed: say("work and sleep go twice as fast", "工作和睡眠快一倍")
    case .hold: say("hold every thread before its next operation", "让每个线程停在下一个操作之前")
    case .go: say("let them go on", "放开它们")
    case .step: say("let that thread do one operation", "让这个线程做一个操作")
    case .level: say("record so much: off, state, auto, full", "记录的级别：off、state、auto、full")
    case .quit: say("end", "结束")
    }
  }
}
