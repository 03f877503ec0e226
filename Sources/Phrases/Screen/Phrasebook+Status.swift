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
        ? say(
          "type how many to notify, then \(key(.confirm))", "请输入要通知几个，再按\(key(.confirm))")
        : say(
          "\(text) is no count: type 1 to \(Int32.max)",
          "\(text) 不是有效的数目：请输入 1 到 \(Int32.max)")
    case .waiting(let command, let primitive, let behind):
      say(
        "\(command) waits for \(primitive)\(behind > 0 ? " (\(behind) more behind it)" : ""); \(key(.back)) withdraws it",
        "\(command) 在等 \(primitive)\(behind > 0 ? "（后面还有 \(behind) 个命令）" : "")；按 \(key(.back)) 撤回")
    case .doneUnseen(let command):
      say(
        "done: \(command) (\(key(.pause)) shows it)", "已执行：\(command)（按\(key(.pause))看结果）")
    case .stepped(let name, nil):
      say("\(name) does one operation", "\(name) 做一个操作")
    case .stepped(let name, .some(let what)):
      say("one step of \(name): ", "\(name) 的一步：")
        + sentence(
          Happening(number: 0, time: .zero, thread: ThreadID(0), threadName: name, what: what))
    case .noAnswer:
      say(
        "answer \(key(.yes)) or \(key(.no)); \(key(.quit)) quits",
        "请按 \(key(.yes)) 或 \(key(.no))；按 \(key(.quit)) 退出")
    case .withdrawn: say("withdrawn", "已撤回")
    case .filtering(let words):
      say("only \(words) is shown; Esc shows all", "只显示 \(words)；按 Esc 显示全部")
    case .allEnded(let lesson):
      lesson == .queue
        ? say(
          "all threads have ended: \(key(.grow)) sends new ones, \(key(.restart)) starts again",
          "线程都结束了：按 \(key(.grow)) 派来新的，按 \(key(.restart)) 重新开始")
        : say(
          "all threads have ended: \(key(.more)) sends another batch, \(key(.restart)) starts again",
          "线程都结束了：按 \(key(.more)) 再来一批，按 \(key(.restart)) 重新开始")
    case .speed(let speed):
      say("work and sleep now go at \(pace(speed))", "工作和睡眠的速度现在是 \(pace(speed))")
    case .bare(true, .pool):
      say(
        "bare threads now, without the pool; \(key(.bare)) brings it back",
        "现在不用线程池，一个任务一个线程；再按 \(key(.bare)) 恢复")
    case .bare(false, .pool): say("with the pool again", "又用线程池了")
    case .bare(true, _):
      say(
        "without the lock now; \(key(.bare)) brings it back", "现在不加锁；再按 \(key(.bare)) 恢复")
    case .bare(false, _): say("with the lock again", "又加上锁了")
    case .cured(true, let lesson):
      say(
        "cured: \(lesson.flatMap(cure) ?? ""); \(key(.cure)) goes back",
        "改正：\(lesson.flatMap(cure) ?? "")；再按 \(key(.cure)) 恢复")
    case .cured(false, _): say("as it goes wrong again", "又回到出错的样子")
    case .invalid(let command, let problem):
      say("the program does not understand \(command): \(problem)", "程序不明白 \(command)：\(problem)")
    case .programEnded(let end, let wasSeen):
      wasSeen
        ? say("the program \(self.end(end))", "程序\(self.end(end))")
        : say(
          "the program \(self.end(end)) and was never seen: does it use the library?",
          "程序\(self.end(end))，始终没有看到它的线程：它用了这个库吗？")
    case .recordingBegun(let path):
      say("records into \(path); \(key(.record)) stops", "录制到 \(path)；按 \(key(.record)) 停止")
    case .recordingEnded(let path, let events, let bytes, let lost):
      recorded(events, bytes, lost: lost, in: path)
    case .recordingFailed(let path, let trouble): "\(path): \(sentence(trouble))"
    case .recordingIsCut:
      say(
        "the recording was not finished: its end may be missing", "这份记录没有写完：末尾可能缺失")
    case .recordingIsDamaged(let trouble):
      say("a part is left out: \(sentence(trouble))", "有一段读不了：\(sentence(trouble))")
    case .replaySpeed(let speed): say("plays \(replayPace(speed))", "播放速度 \(replayPace(speed))")
    case .alignedByTime: say("aligned by their beginnings", "已按各自的开始对齐")
    case .aligned(let name, let state, let primitive):
      say(
        "aligned where \(called(name)) was \(doing(state, at: primitive))",
        "已对齐：两边\(within(name))都\(doing(state, at: primitive))")
    case .notAligned(let name):
      say(
        "the other recording has no such change of \(called(name)) that is known",
        "另一份记录里找不到\(within(name))的同一个变化")
    case .bookmarked(let time, let count):
      say(
        "bookmark at \(clock(time)), one of \(count); \(key(.nextBookmark)) goes from one to the next",
        "书签设在 \(clock(time))，共 \(count) 个；按 \(key(.nextBookmark)) 到下一个")
    case .bookmarkRemoved(let time):
      say("the bookmark at \(clock(time)) is gone", "已去掉 \(clock(time)) 的书签")
    case .bookmarksNotKept(let path, .notBookmarks(let line)):
      say(
        "bookmarks are not kept: line \(line) of \(path) is none, and it is left as it is",
        "书签没有保存：\(path) 第 \(line) 行不是书签，文件保持原样")
    case .bookmarksNotKept(let path, .system(let number, let text)):
      say(
        "bookmarks are not kept: \(path): \(systemError(number, text))",
        "书签没有保存：\(path)：\(systemError(number, text))")
    case .noControl(let loss):
      say("you can only look: \(reason(loss))", "只能看：\(reason(loss))")
    case .level(let level): say("records at level \(level.word)", "以 \(level.word) 级别记录")
    case .holding(let isHolding):
      isHolding
        ? say(
          "threads stop before their next operation; \(key(.step)) steps one, \(key(.hold)) lets all go",
          "线程都停在下一个操作之前；按 \(key(.step)) 让一个线程做一步，按 \(key(.hold)) 全部放开")
        : say("all threads may go on", "所有线程都放开了")
    case .saved(let files):
      say(
        "the screen is in \(files.joined(separator: " and "))",
        "画面存在 \(files.joined(separator: " 和 "))")
    case .notSaved(let number, let text):
      say(
        "the screen cannot be saved (\(text))", "画面存不下来（\(systemError(number, text))）")
    case .theme(let theme): say("theme: \(name(theme))", "主题：\(name(theme))")
    case .greeting:
      say(
        "new here? \(key(.help)) lists all keys, \(key(.pause)) freezes the picture, \(key(.quit)) quits",
        "第一次来？按 \(key(.help)) 看全部按键，按\(key(.pause))冻结画面，按 \(key(.quit)) 退出")
    case .text(let text): text
    }
  }

  private func sentence(_ inability: Status.Inability) -> String {
    switch inability {
    case .unknownKey:
      say(
        "that key does nothing; \(key(.help)) lists the keys", "这个键没有作用；按 \(key(.help)) 看全部按键")
    case .nothingFound: nothingFound
    case .isOver: say("that is over", "这个问题已经解除")
    case .nothingHelps:
      say("no command ends that", "没有命令能解除它")
    case .readOnly:
      say(
        "--readonly: you only watch; nothing is done to threads and primitives",
        "--readonly：只看不动；不会作用于线程和同步对象")
    case .nothingOf(.size):
      say("there is nothing here whose size can be changed", "这里没有可以改大小的东西")
    case .severalOf(.size):
      say(
        "there is more than one size to change: select a row with \(key(.nextPrimitive))",
        "可以改大小的不止一个：请用 \(key(.nextPrimitive)) 选一行")
    case .nothingOf(let sort):
      say("there is no \(word(sort)) here", "这里没有\(word(sort))")
    case .severalOf(let sort):
      say(
        "there is more than one \(word(sort)): select one with \(key(.nextPrimitive))",
        "有不止一个\(word(sort))：请用 \(key(.nextPrimitive)) 选一个")
    case .notInThisLesson(let key):
      say("this lesson has no \"\(word(key))\"", "这一课没有“\(word(key))”")
    case .notInRecording(let key):
      say(
        "\"\(word(key))\" cannot be done to what has happened already",
        "已经发生的事不能再“\(word(key))”")
    case .notInThisProgram(let key):
      say("only lessons have \"\(word(key))\"", "只有课程才有“\(word(key))”")
    case .notAllowed(let key, let scope):
      say(
        "\"\(word(key))\" needs control: \(scope.word), and the program allows less",
        "“\(word(key))”需要 control: \(scope.word)，程序没有允许")
    case .onlyOfPair(let key):
      say(
        "\"\(word(key))\" needs two recordings: signalbox replay FILE FILE",
        "“\(word(key))”需要两份记录：signalbox replay <文件> <文件>")
    case .programEnded: say("the program has ended", "程序已经结束")
    case .notHolding:
      say(
        "nothing is held: \(key(.hold)) holds all threads", "没有线程被停住：按 \(key(.hold)) 停住全部")
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
    case .lanes(let inability): sentence(inability)
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

extension Phrasebook {
  /// Why a program can be asked for nothing.
  func reason(_ loss: ControlLoss) -> String {
    switch loss {
    case .system(let code, let words):
      say("its socket: ", "它的套接字：") + systemError(code, words)
    case .version(let version):
      say("it speaks version \(version) of the protocol", "它说的是第 \(version) 版协议")
    case .nonsense: say("what it answers is no answer", "它的回答不是回答")
    case .closed: say("it has closed the connection", "它关闭了连接")
    case .busy: say("it takes no commands", "它不接收命令")
    }
  }
}
