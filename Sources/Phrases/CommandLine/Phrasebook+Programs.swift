public import SyncEvents

// Programs of other processes: on the command line, and when they cannot be looked at.
extension Phrasebook {
  var watchDiscussion: String {
    let what = say(
      "The program runs in a terminal of its own, whose last lines stand on the screen; Ctrl-] moves the keyboard there and back. It is "
        + "told to publish itself (SIGNALBOX=1), and ends when the screen is closed.",
      "程序在它自己的终端里运行，最后几行显示在屏幕上；按 Ctrl-] 把键盘交给它，再按交回来。它会发布自己（SIGNALBOX=1），屏幕关闭时随之结束。")
    let control = say(
      "What keys may do to it is for the program to say, Recorder.publish(control: .primitives), or for --control.",
      "按键可以对它做什么，由程序用 Recorder.publish(control: .primitives) 决定，或用 --control。")
    return [what, control].joined(separator: "\n\n")
  }
  var psDiscussion: String {
    say(
      "A program that has ended normally leaves nothing behind. One that was killed leaves what it recorded last: attach shows it, --clean "
        + "removes it.",
      "正常结束的程序什么都不留下。被杀掉的程序会留下最后的记录：attach 可以查看，--clean 删除。")
  }
  var attachDiscussion: String {
    let what = say(
      "At any moment, from any terminal, by any number of viewers; none of them costs the program anything. What keys may do to it the "
        + "program says.",
      "任何时候、任何终端、几个人同时都可以，程序不会因此变慢。按键可以对它做什么，由程序决定。")
    let text = say(
      "With --headless it prints one sentence a change and reads commands from standard input, such as notify 3 on ready, until the program "
        + "ends.",
      "用了 --headless 就每个变化输出一句话，并从标准输入读命令，例如 notify 3 on ready，直到程序结束。")
    return [what, text].joined(separator: "\n\n")
  }

  // MARK: the list

  public enum ProgramColumn: CaseIterable, Sendable { case pid, name, life, threads, control, age }
  public func heading(_ column: ProgramColumn) -> String {
    switch column {
    case .pid: say("PID", "进程号")
    case .name: say("PROGRAM", "程序")
    case .life: say("STATE", "状态")
    case .threads: say("THREADS", "线程")
    case .control: say("CONTROL", "权限")
    case .age: say("BEGAN", "开始于")
    }
  }
  public var running: String { say("running", "运行中") }
  public func threads(_ count: Int, waiting: Int) -> String {
    waiting == 0 ? "\(count)" : say("\(count), \(waiting) waiting", "\(count)，\(waiting) 个在等")
  }
  public var noPrograms: String {
    say("no program can be looked at", "没有可以查看的程序")
  }
  public func removed(_ pid: Int32) -> String {
    say("removed what process \(pid) left behind", "已删除进程 \(pid) 留下的记录")
  }

  // MARK: in text

  public var programHasEnded: String { say("the program has ended", "程序已经结束") }
  public func attached(_ name: String, _ pid: Int32, _ control: ControlScope) -> String {
    say(
      "looking at \(name), process \(pid); \(allowed(control))",
      "正在查看 \(name)，进程 \(pid)；\(allowed(control))")
  }
}
