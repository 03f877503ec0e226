public import SyncEvents

// The words that stand on the screen itself.
extension Phrasebook {
  public var programName: String { "signalbox" }
  public var programLine: String { say("see threads synchronise", "看线程怎样同步") }
  public var live: String { say("live", "实时") }
  public func paused(_ nanoseconds: Int64) -> String {
    say("paused +\(elapsed(nanoseconds))", "已暂停 +\(elapsed(nanoseconds))")
  }
  public func cell(_ nanoseconds: Int64) -> String {
    say("1 cell = \(span(nanoseconds))", "1 格 = \(span(nanoseconds))")
  }
  /// What the lesson goes without.
  public func bare(in lesson: LessonID?) -> String { word(.bare, in: lesson) }
  /// The lesson runs with its cure.
  public var cured: String { say("cured", "已改正") }
  public var holding: String { say("holding", "停住中") }

  public var threadColumn: String { say("thread", "线程") }
  public var nowColumn: String { say("now", "现在") }
  /// The lanes that are in sight when not all are: "5-14 of 21".
  public func lanes(_ first: Int, _ last: Int, of count: Int) -> String {
    say("\(first)-\(last) of \(count)", "\(first)-\(last)/\(count)")
  }
  public var whyPane: String { say("why", "为什么") }
  public var programPane: String { say("program", "程序") }
  public var logPane: String { say("log", "日志") }

  public func blockedCount(_ count: Int) -> String { say("\(count) blocked", "\(count) 个在等锁") }
  public func waitingCount(_ count: Int) -> String { say("\(count) waiting", "\(count) 个线程在等") }
  public var free: String { say("free", "空着") }
  public var nobodyWaits: String { say("nobody waits", "没有线程在等") }
  public var green: String { say("green", "绿灯") }
  public var red: String { say("red", "红灯") }
  /// "3 of 4 in use": what is bright, and what is dim.
  public func inUse(_ count: Int, of size: Int) -> (bright: String, dim: String) {
    (say("\(count) of \(size)", "\(count) / \(size)"), say(" in use", " 使用中"))
  }
  public func debt(_ count: Int) -> String { say("debt \(count)", "欠 \(count)") }
  public func deadlock(certain: Bool) -> String {
    certain ? say("deadlock", "死锁") : say("deadlock, likely", "很可能死锁")
  }

  public func tooSmall(_ width: Int, _ height: Int) -> String {
    say(
      "too small: \(width)x\(height), needs 40x10", "太小：\(width)x\(height)，需要 40x10")
  }
  public var countPrompt: String { say("notify how many?", "通知几个？") }
  public var menuQuestion: String {
    say("end this lesson and go back to the menu?", "结束这一课，回到菜单？")
  }
  /// Above the program's terminal while the keys go there.
  public var typingPane: String {
    say(
      "program: you type here, \(key(.keyboard)) goes back", "程序：正在向它输入，\(key(.keyboard)) 返回")
  }
  // MARK: recordings

  public var isRecording: String { say("rec", "录制中") }
  public var recordingTitle: String { say("recording", "记录") }
  public func playing(_ speed: Double) -> String {
    say("playing \(replayPace(speed))", "播放 \(replayPace(speed))")
  }
  /// Of two recordings side by side.
  public var differencePane: String { say("difference, B to A", "差别：B 比 A") }
  public var differenceColumn: String { say("difference", "差别") }
  public var alignedByTime: String { say("aligned by time", "按时间对齐") }
  public var alignedByEvent: String { say("aligned by event", "按事件对齐") }
  public var standing: String { say("at rest", "静止") }
  public func reading(_ percent: Int) -> String {
    say("reading \(percent) %, Esc stops", "正在读 \(percent)%，Esc 停止")
  }
  func replayPace(_ speed: Double) -> String {
    let size = pace(abs(speed))
    return speed < 0 ? say("\(size) backwards", "倒放 \(size)") : size
  }
  public var closeQuestion: String { say("close this recording?", "关闭这份记录？") }

  public var endQuestion: String {
    say("leave this program and end it?", "离开并结束这个程序？")
  }
  public var leaveQuestion: String {
    say("leave this program? It goes on without you", "离开这个程序？它会继续运行")
  }
  /// The program that is watched, in the header.
  public func program(_ pid: Int32) -> String { say("process \(pid)", "进程 \(pid)") }
  public var stopped: String { say("stopped", "已停住") }
  public var ended: String { say("ended", "已结束") }
  /// What may be done to it, in the header.
  public func allowed(_ control: ControlScope) -> String {
    switch control {
    case .none: say("you may look", "只能看")
    case .primitives: say("you may act on primitives", "可以作用于同步对象")
    case .all: say("you may act on everything", "可以作用于一切")
    }
  }
  /// Below the help, when it goes on.
  public func moreBelow(_ count: Int) -> String {
    say("\(count) more below", "下面还有 \(count) 行")
  }
  public var keysHeading: String { say("keys", "按键") }
  public var lanesHeading: String { say("lanes", "轨道") }
  public var barRule: String {
    say(
      "a tall bar runs; the height of a mixed cell is the share of its time spent running; the sleep "
        + "in a listing stands for work, and is drawn running",
      "高条是在运行；混合的格子，高度是其中运行时间所占的份额；代码里的 sleep 代表干活，画成运行")
  }
}
