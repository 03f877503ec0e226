/// What a key does, as the footer, the help and the manual call it.
public enum KeyWord: CaseIterable, Hashable, Sendable {
  case notify, notifyAll, count
  case flip, size, release, lockTwice, satisfy, put
  case more, restart, bare, protected, cure, uncured, pace
  case hold, letGo, step, level, pause, resume
  case keyboard, keyboardBack
  case play, stand
  case selectPrimitive, selectLane, scroll, zoom
  case listing, hideListing
  case cursor, live, beginning, nextChange, unblocker, inspect, mode
  case bookmark, nextBookmark
  case sort, filter, fold, pin, byPrimitive, search
  case difference, align, exchange
  case graph, findings, nextFinding, remedies, carryOut
  case contention, contentionTable, contentionColumn, selectRow, showRow
  case theme, save, record
  case help, back, withdraw, quit, suspend
  case choose, openDirectly, open, accept, decline, cancel
}

extension Phrasebook {
  /// The word beside the key; in a lesson it may do something of its own.
  public func word(_ key: KeyWord, in lesson: LessonID? = nil) -> String {
    switch key {
    case .more where lesson == .pool: say("more tasks", "再来一批")
    case .bare where lesson == .pool: say("bare threads", "不用线程池")
    case .protected where lesson == .pool: say("with pool", "用线程池")
    case .notify: say("notify", "通知")
    case .notifyAll: say("all", "全部通知")
    case .count: say("count", "输入个数")
    case .flip: say("flip", "变灯")
    case .size: say("size", "大小")
    case .release: say("release", "释放")
    case .lockTwice: say("lock twice", "锁两次")
    case .satisfy: say("ticket", "加一张票")
    case .put: say("put", "放入一项")
    case .more: say("more threads", "再来一批")
    case .restart: say("restart", "重来")
    case .bare: say("without lock", "不加锁")
    case .protected: say("with lock", "加上锁")
    case .cure: say("cure", "改正")
    case .uncured: say("without cure", "不改正")
    case .pace: say("pace", "调速")
    case .hold: say("hold", "停住")
    case .letGo: say("let go", "放开")
    case .step: say("step", "单步")
    case .level: say("level", "记录级别")
    case .play: say("play", "播放")
    case .stand: say("stop", "停住播放")
    case .keyboard: say("type to it", "向程序输入")
    case .keyboardBack: say("back to the viewer", "回到界面")
    case .pause: say("pause", "暂停")
    case .resume: say("resume", "继续")
    case .selectPrimitive: say("primitive", "选同步对象")
    case .selectLane: say("lane", "选线程")
    case .scroll: say("scroll", "滚动")
    case .zoom: say("zoom", "缩放")
    case .listing: say("Python, Swift", "Python/Swift")
    case .hideListing: say("hide listing", "收起代码")
    case .cursor: say("time", "移动时间光标")
    case .live: say("live", "回到实时")
    case .beginning: say("beginning", "最早")
    case .nextChange: say("change", "变化")
    case .unblocker: say("who woke it", "谁唤醒")
    case .inspect: say("inspect", "细看")
    case .mode: say("cells", "格子画法")
    case .bookmark: say("bookmark", "书签")
    case .nextBookmark: say("next bookmark", "下一个书签")
    case .sort: say("sort", "排序")
    case .filter: say("filter", "筛选")
    case .fold: say("fold", "折叠")
    case .pin: say("pin", "固定")
    case .search: say("search", "搜索")
    case .byPrimitive: say("by primitive", "按对象看")
    case .graph: say("graph", "等待图")
    case .findings: say("findings", "问题")
    case .nextFinding: say("next finding", "下一个问题")
    case .difference: say("difference", "差别")
    case .align: say("align", "对齐")
    case .exchange: say("exchange", "交换")
    case .remedies: say("what frees it", "怎样解除")
    case .carryOut: say("do it", "执行")
    case .contention: say("contention", "争用")
    case .contentionTable: say("primitives, threads", "对象/线程")
    case .contentionColumn: say("sort", "排序")
    case .selectRow: say("row", "选一行")
    case .showRow: say("show", "查看")
    case .theme: say("theme", "主题")
    case .save: say("save", "保存画面")
    case .record: say("record", "录制")
    case .help: say("help", "帮助")
    case .back: say("back", "返回")
    case .withdraw: say("withdraw", "撤回")
    case .quit: say("quit", "退出")
    case .suspend: say("suspend", "挂起")
    case .choose: say("choose", "选择")
    case .openDirectly: say("open it", "直接打开")
    case .open: say("open", "打开")
    case .accept: say("yes", "是")
    case .decline: say("no", "否")
    case .cancel: say("cancel", "取消")
    }
  }

  /// What the help says of the key.
  public func explanation(_ key: KeyWord, in lesson: LessonID? = nil) -> String {
    switch key {
    case .more where lesson == .pool: say("submit another forty tasks", "再提交四十个任务")
    case .bare where lesson == .pool:
      say("the same as bare threads, one a task, and back", "不用线程池，一个任务一个线程，再按恢复")
    case .protected where lesson == .pool: say("with the pool again", "重新用线程池")
    case .notify: say("notify that many of the oldest waiters", "通知等得最久的那么多个线程")
    case .notifyAll: say("notify all waiters", "通知全部等待的线程")
    case .count: say("ask for a count, then notify that many", "输入个数，通知那么多个")
    case .flip: say("flip the light: red to green, green to red", "变灯：红变绿，绿变红")
    case .size:
      say(
        "one more, one fewer of what is selected: permits, capacity, workers, threads",
        "选中的多一个、少一个：许可、容量、工作线程、线程")
    case .release: say("release the lock from outside", "从外面释放这把锁")
    case .lockTwice: say("a thread takes the lock twice and blocks itself", "让一个线程连锁两次，自己等自己")
    case .satisfy:
      say("add a ticket and notify one: its predicate is true", "加一张票并通知一个：它的条件成立")
    case .put: say("put an item into the queue yourself", "自己往队列里放入一项")
    case .more: say("send another batch of threads", "再来一批线程")
    case .restart: say("start the lesson again", "这一课重新开始")
    case .bare: say("the same without the lock, and back", "不加锁再试一遍，再按恢复")
    case .protected: say("with the lock again", "重新加上锁")
    case .cure: say("the same as it goes well, and back", "改正之后再看一遍，再按恢复")
    case .uncured: say("as it goes wrong again", "重新看它出错")
    case .pace: say("work and sleep take longer, shorter", "工作和睡眠变慢，变快")
    case .hold: say("hold every thread before its next operation", "让每个线程停在下一个操作之前")
    case .letGo: say("let all threads go on", "放开所有线程")
    case .step: say("the selected thread, if it is held, does one operation", "让选中的、已停住的线程做一个操作")
    case .level:
      say("record every time, every event, or only what is so now", "记录每个时刻、每个事件，或只记当前状态")
    case .keyboard:
      say("the keys go to the program's terminal, or come back", "按键送到程序的终端，再按回来")
    case .play: say("play the recording on from here", "从这里播放记录")
    case .stand: say("stop playing", "停止播放")
    case .keyboardBack: say("the keys come back to the viewer", "按键回到这个界面")
    case .pause: say("freeze the picture; the threads go on", "冻结画面；线程照常运行")
    case .resume: say("back to what is happening now", "回到此刻")
    case .selectPrimitive:
      say(
        "select the next, the previous primitive; in the lanes a full square has it, an open one waits for it",
        "选下一个、上一个同步对象；线程行上实心方块表示持有，空心方块表示在等")
    case .selectLane: say("select a lane", "选一个线程")
    case .scroll: say("go through the lanes by pages", "按页翻看线程")
    case .zoom: say("zoom in, zoom out", "放大，缩小")
    case .listing: say("the listing in Swift, in Python", "代码用 Swift 显示，用 Python 显示")
    case .hideListing: say("hide the listing, show it again", "收起代码，再按展开")
    case .cursor:
      say(
        "move the time cursor through what has been: by a cell, by half a page",
        "移动时间光标，回看过去：一格，半屏")
    case .live: say("let the picture follow what happens again", "画面重新跟上此刻")
    case .beginning: say("to the beginning of what is known", "到已知的最早时刻")
    case .nextChange:
      say(
        "jump to the next, the previous change of the selected lane",
        "到选中线程的下一个、上一个变化")
    case .unblocker:
      say(
        "jump to whoever unblocked the selected lane, and back",
        "到唤醒选中线程的那个线程，再回来")
    case .inspect:
      say(
        "list the changes of the cell under the cursor, one by one",
        "逐个列出光标处格子里的变化")
    case .mode:
      say(
        "how a cell with several states is drawn: mixed, worst, dominant, last",
        "含多种状态的格子怎样画：混合、最糟、最久、最后")
    case .bookmark:
      say(
        "mark this moment, or take its mark away; in a replay marks are kept beside the recording",
        "给这一刻加书签，再按去掉；回放时书签保存在记录旁边")
    case .nextBookmark:
      say("to the next, the previous bookmark", "到下一个、上一个书签")
    case .sort:
      say(
        "sort the lanes: by start, name, state, time waiting, changes",
        "线程排序：按开始、名称、状态、等待时间、变化次数")
    case .filter:
      say(
        "show only lanes whose name, state or primitive has this in it",
        "只显示名称、状态或同步对象含有这些字的线程")
    case .fold:
      say(
        "fold the lanes called like the selected one to one summary lane, or those that wait for the same; and back (~: its timeline is that of some of them)",
        "把与选中线程同名的一组折叠成一行，或把等同一个对象的折叠成一行；再按展开（~ 表示时间轴只看其中一部分）")
    case .pin:
      say(
        "keep the selected lane at the top, and let it go",
        "把选中的线程固定在顶上，再按取消")
    case .byPrimitive:
      say(
        "one lane a primitive, with its holder and its waiters inside, or in lines of their own (a square: has it), and back",
        "按同步对象看：里面是持有者和等待者，有地方就各占一行（方块表示持有），再按恢复")
    case .search:
      say("show only the lines of this help that have this in them", "只显示帮助里含有这些字的行")
    case .graph:
      say(
        "who waits for what, as a tree, with the chain of the selected lane marked in the lanes (a square: has it), and back",
        "谁在等什么，画成一棵树，并在线程行上标出选中线程的等待链（方块表示持有），再按恢复")
    case .findings:
      say(
        "list what is or was wrong, how certain that is, and what it rests on; and back",
        "列出现在和以前的问题、有多确定、依据是什么，再按恢复")
    case .nextFinding:
      say(
        "the finding before, after; the picture goes to the moment of one that is over",
        "上一个、下一个问题；已解除的会回到当时的画面")
    case .difference:
      say(
        "of two recordings: how long each primitive was waited for in either, and back",
        "两份记录：各自等每个同步对象等了多久，再按恢复")
    case .align:
      say(
        "align two recordings by what the selected lane does here, or by time again",
        "按选中线程此处所做的事对齐两份记录，再按改回按时间对齐")
    case .exchange:
      say("of two recordings the other leads", "换另一份记录作主")
    case .remedies:
      say(
        "the commands that would end the selected finding, and whom each lets go",
        "能解除选中问题的命令，以及各会放行谁")
    case .carryOut: say("carry out the selected command", "执行选中的命令")
    case .contention:
      say(
        "tables of contention: what was waited for and held how long, and who is to blame",
        "争用表：等了什么、持有多久、该归咎于谁")
    case .contentionTable:
      say("the table of the primitives, that of the threads", "同步对象的表，线程的表")
    case .contentionColumn: say("sort by the next, the previous column", "按下一列、上一列排序")
    case .selectRow: say("select a row", "选一行")
    case .showRow: say("close, with that row selected in the lanes", "关闭，并在轨道里选中它")
    case .record: say("record what happens into a file, and stop", "把发生的事录制到文件，再按停止")
    case .theme:
      say(
        "another theme: dark, light, high contrast, mono",
        "换主题：深色、浅色、高对比、单色")
    case .save:
      say(
        "write the screen to files, as text and as SVG",
        "把画面存成文本文件和图片文件")
    case .help: say("show this help", "显示帮助")
    case .back:
      say(
        "back: close, withdraw a waiting command, go back to now, give up the selected lane, go to the menu",
        "返回：关闭，撤回等待的命令，回到实时，取消选中的线程，回菜单")
    case .withdraw: say("withdraw the waiting command", "撤回正在等待的命令")
    case .quit: say("quit", "退出")
    case .suspend: say("suspend; the shell's fg brings it back", "挂起；在命令行用 fg 回来")
    case .choose: say("choose a lesson", "选一课")
    case .openDirectly: say("open that lesson at once", "直接打开那一课")
    case .open: say("open the lesson", "打开这一课")
    case .accept: say("yes", "是")
    case .decline: say("no", "否")
    case .cancel: say("close without doing it", "关闭，不执行")
    }
  }
}
