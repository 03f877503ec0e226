import SyncEvents

// What stands at the lanes when there are many of them.
extension Phrasebook {
  /// In the heading, behind how many there are: "by name".
  public func sorted(by sort: LaneSort) -> String {
    switch sort {
    case .start: say("by start", "按开始")
    case .name: say("by name", "按名称")
    case .state: say("by state", "按状态")
    case .waiting: say("by waiting", "按等待")
    case .changes: say("by changes", "按变化")
    }
  }

  /// How many lanes the filter lets through: "12 of 10,000".
  public func filtered(_ count: Int, of all: Int) -> String {
    say("\(grouped(count)) of \(grouped(all))", "\(grouped(count))/\(grouped(all))")
  }
  public var mouseHeading: String { say("mouse", "鼠标") }
  /// What the mouse does, and where.
  public var mouseHelp: [(what: String, does: String)] {
    [
      (
        say("click", "点击"),
        say("select a lane, or a cell: the time cursor goes there", "选中线程或格子：时间光标移到那里")
      ),
      (
        say("click, legend", "点击图例"),
        say("show only lanes in that state, and all again", "只显示处于该状态的线程，再点恢复")
      ),
      (say("click, key", "点击按键"), say("the same as pressing it", "等于按下那个键")),
      (say("wheel", "滚轮"), say("scroll the lanes", "滚动线程")),
      (say("wheel, time axis", "时间轴上滚轮"), say("zoom in, zoom out", "放大，缩小")),
      (
        say("drag", "拖动"),
        say(
          "mark a span of time: how long the lane was in which state",
          "标出一段时间：统计该线程处于各状态多久")
      ),
    ]
  }
  public var filterPrompt: String { say("filter:", "筛选：") }
  public var searchPrompt: String { say("search:", "搜索：") }
  public func noLane(with text: String) -> String {
    say("no lane has \"\(text)\" in it; Esc shows all", "没有线程含有“\(text)”；按 Esc 显示全部")
  }
  public func noLaneLooks(_ state: StateWord) -> String {
    say(
      "no lane is \(legendWord(state)) now; Esc shows all",
      "现在没有线程处于“\(legendWord(state))”；按 Esc 显示全部")
  }
  public func noHelp(with text: String) -> String {
    say("nothing in the help has \"\(text)\" in it", "帮助里没有“\(text)”")
  }

  /// A folded group: "worker ×40".
  public func group(_ name: String, _ count: Int) -> String { "\(name) \(times)\(count)" }
  /// Those that wait for one primitive, folded: "at ready ×7".
  public func waiters(at primitive: String, _ count: Int) -> String {
    group(say("at \(primitive)", "在等 \(primitive)"), count)
  }
  /// The row that the ended lanes have become.
  public func endedLanes(_ count: Int) -> String { say("ended (\(count))", "已结束（\(count)）") }
  /// Behind a summary that looks at some of the members only.
  public func firstMembers(_ count: Int) -> String { say("first \(count)", "前 \(count) 个") }

  /// Where the lanes are those of the primitives.
  public var primitiveColumn: String { say("primitive", "对象") }
  public var holderColumn: String { say("who has it, who waits", "谁持有，谁在等") }
  public func more(_ count: Int) -> String { "+\(count)" }
  public var noPrimitives: String {
    say("no primitives yet; o goes back to the threads", "还没有同步对象；按 o 回到线程")
  }

  /// Where there is no thread to draw.
  public var noThreads: String { say("no threads yet", "还没有线程") }
  /// The same, and what to do about it: with which keys.
  public func noThreads(more: String?, restart: String?) -> String {
    let steps = [
      more.map { say("\($0) sends some", "按 \($0) 派来一批") },
      restart.map { say("\($0) starts the lesson again", "按 \($0) 重新开始") },
    ].compactMap { $0 }
    let advice =
      steps.isEmpty
      ? say("they appear as soon as they start", "线程一启动就出现在这里")
      : steps.joined(separator: listComma)
    return noThreads + say(": ", "：") + advice
  }

  /// The shortest word for a state, for the legend; states that only differ in what they wait for have different ones.
  public func legendWord(_ state: StateWord) -> String {
    switch state {
    case .blocked: say("lock", "锁")
    case .waiting(.notification): say("condition", "条件")
    case .waiting(.green): say("red light", "红灯")
    case .waiting(.permit): say("permit", "许可")
    case .waiting(.room), .waiting(.item), .waiting(.drain): say("queue", "队列")
    case .waiting(.others): say("barrier", "屏障")
    case .waiting(.end): say("joining", "等结束")
    case .waiting(.result): say("result", "结果")
    case .running, .sleeping, .waiting(.lock), .waiting(.task), .idle, .held, .deadlocked,
      .unknown, .ended:
      word(state)
    }
  }

  /// "10,000".
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text.append(",") }
      text.append(digit.element)
    }
  }
}
