public import SyncEvents

/// Why a program or a file could not be judged, or not altogether.
public enum CheckTrouble: Hashable, Sendable {
  case system(String, Int32, String)
  case fault(String, JSONLineFault)
  case recording(String, RecordingTrouble)
  case empty(String)
  /// It ended so, and has written nothing.
  case noEvents(String, End)
  case failed(String, End)

  public enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It did not go on, or took too long.
    case endedByUs
    public var isGood: Bool { self == .exited(0) }
  }
}

extension Phrasebook {
  public func sentence(_ trouble: CheckTrouble) -> String {
    switch trouble {
    case .system(let what, let number, let words): "\(what): \(systemError(number, words))"
    case .recording(let what, let trouble): "\(what): \(sentence(trouble))"
    case .fault(let what, let fault):
      say(
        "\(what), line \(fault.line): \(sentence(fault.problem))",
        "\(what) 第 \(fault.line) 行：\(sentence(fault.problem))")
    case .empty(let what): say("\(what): there is nothing in it", "\(what)：里面什么也没有")
    case .noEvents(let what, let end):
      say(
        "\(what) \(self.end(end)) and recorded nothing: does it use the library?",
        "\(what) \(self.end(end))，什么也没有记录：它用了这个库吗？")
    case .failed(let what, let end): "\(what) \(self.end(end))"
    }
  }

  func end(_ end: CheckTrouble.End) -> String {
    switch end {
    case .exited(let code): say("ended with exit code \(code)", "以退出码 \(code) 结束")
    case .signalled(let signal): say("was ended by signal \(signal)", "被信号 \(signal) 结束")
    case .endedByUs: say("did not end and was ended", "没有自己结束，已被结束")
    }
  }

  func sentence(_ problem: JSONLineFault.Problem) -> String {
    switch problem {
    case .json(let column, let problem):
      say(
        "column \(column): \(sentence(problem))", "第 \(column) 列：\(sentence(problem))")
    case .notAnObject: say("this is no JSON object", "不是对象")
    case .noHeader:
      say(
        "these are no events: the first line must be {\"event\":\"stream\",…}",
        "这不是事件：第一行应该是 {\"event\":\"stream\",…}")
    case .secondHeader: say("a second stream begins here", "这里又开始了一个事件流")
    case .version(let version):
      say(
        "version \(version) of the events, which is not known here", "事件的版本是 \(version)，这里不认识")
    case .missing(let field): say("\(field) is missing", "缺少 \(field)")
    case .wrong(let field): say("\(field) is not what it should be", "\(field) 的值不对")
    }
  }

  public func unknownLines(_ count: Int) -> String {
    say(
      "\(count) lines of a kind that is not known here were passed over",
      "有 \(count) 行的种类这里不认识，已跳过")
  }
  /// Above what is told and does not count.
  public var doesNotCount: String {
    say("not counted (a note, not sure enough, or it ended by itself):", "不计入（提示、不够确定，或已自行解除）：")
  }
  public func verdict(_ count: Int) -> String {
    count == 0
      ? say("nothing found", "没有发现问题")
      : say(count == 1 ? "1 found" : "\(count) found", "发现 \(count) 个")
  }
  public func waitedTooLong(
    _ thread: String, _ primitive: String, _ longest: Int64, _ limit: Int64
  ) -> String {
    say(
      "waited too long: \(called(thread)) \(elapsed(longest)) for \(primitive), and \(elapsed(limit)) are allowed",
      "等得太久：\(called(thread)) 等 \(primitive) 等了 \(elapsed(longest))，最多 \(elapsed(limit))")
  }
  public func heldTooLong(_ primitive: String, _ longest: Int64, _ limit: Int64) -> String {
    say(
      "held too long: \(primitive) \(elapsed(longest)), and \(elapsed(limit)) are allowed",
      "持有太久：\(primitive) 被持有 \(elapsed(longest))，最多 \(elapsed(limit))")
  }
  var checkDiscussion: String {
    let what = say(
      "FILE is what a program that uses the library has written with SIGNALBOX_EVENTS=FILE, or signalbox run LESSON --headless "
        + "--format jsonl. A PROGRAM behind -- is run so. It is ended when it is certainly stuck and nothing happens for 2 s (likely: "
        + "10 s), or after --timeout.",
      "FILE 是用了这个库的程序在 SIGNALBOX_EVENTS=FILE 下写出的文件，或 signalbox run LESSON --headless --format jsonl 的输出。-- "
        + "后面的 PROGRAM 会这样运行。确定卡住后 2 秒（很可能卡住则 10 秒）没有任何动静，或超过 --timeout，就结束它。")
    let counts = say(
      "What counts is what stood at the end, or until a person ended it. What the program ended by itself has proved wrong.",
      "到结束时还在的，或被人解除的，才计入；程序自行解除的说明判断有误。")
    let codes = say(
      "Exit codes: 0 nothing found, 3 found, 2 wrong use, 4 the program failed or could not be read.",
      "退出码：0 没有发现，3 有发现，2 用法错误，4 程序失败或无法读取。")
    return [what, counts, codes].joined(separator: "\n\n")
  }
}
