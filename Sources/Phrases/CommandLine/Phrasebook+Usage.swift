public import SyncEvents

/// What was wrong with how the program was called, or with a line of a script.
public enum UsageProblem: Error, Hashable, Sendable {
  case unknownLesson(String, nearest: LessonID?)
  case unknownCommand(String, nearest: String?)
  case badDuration(option: String, String)
  case badSpeed(String)
  case badSize(String)
  case badHistory(String)
  case badThreshold(String, names: [String])
  case badChoice(option: String, String, choices: [String])
  /// What is checked is either.
  case fileOrProgram
  /// A line of the script; from 1.
  case line(Int, CommandTextError)
  case notInLesson(line: Int, Command.Word, LessonID)
  /// A line of the script would do something, and the program was asked to touch nothing.
  case onlyWatching(line: Int, Command.Word)
  /// No published program has that number; or there is none at all.
  case noSuchProgram(String?)
  /// Several are there to be attached to.
  case severalPrograms([String])
  /// What is recorded is either.
  case pidOrProgram
  /// The difference of two recordings is told in text only.
  case oneOfPair
  /// A program to run is missing behind `--`.
  case programMissing
  case needsTerminal
  /// What is written is not for terminals.
  case needsFile(String)
  /// A sentence of the argument parser's.
  case parser(String)
}

/// Why the terminal cannot be drawn on.
public enum ScreenFault: Hashable, Sendable {
  /// Its name; empty if it has none.
  case unknownTerminal(String)
  case cannotPlaceCursor(String)
  case alreadyOpen
  /// The system's number and words.
  case system(Int32, String)
}

extension Phrasebook {
  public func sentence(_ problem: UsageProblem) -> String {
    switch problem {
    case .unknownLesson(let word, let nearest):
      say("no lesson is called \(shown(word))", "没有叫 \(shown(word)) 的课")
        + (nearest.map { didYouMean($0.rawValue) }
          ?? say("; they are ", "；有这些：") + list(LessonID.allCases.map(\.rawValue)))
    case .unknownCommand(let word, let nearest):
      say("\(shown(word)) is not a command", "没有 \(shown(word)) 这个命令")
        + (nearest.map(didYouMean) ?? "")
    case .badDuration(let option, let text):
      say("\(option) \(text): ", "\(option) \(text)：") + durationForm
    case .badSpeed(let text):
      say(
        "--speed \(text): a speed is a number from 0.01 to 1000",
        "--speed \(text)：速度是 0.01 到 1000 之间的数")
    case .badSize(let text):
      say(
        "--size \(text): a size is columns x rows, such as 100x30, each from 1 to 1000",
        "--size \(text)：尺寸是“列x行”，例如 100x30，各为 1 到 1000")
    case .badHistory(let text):
      say(
        "--history \(text): a size is a number with KiB, MiB or GiB, such as 64MiB, from 1MiB to 1024GiB",
        "--history \(text)：大小是数加单位 KiB、MiB 或 GiB，例如 64MiB，在 1MiB 到 1024GiB 之间")
    case .badThreshold(let text, let names):
      say(
        "--threshold \(text): write one of \(list(names)) and what it is: convoy=50, longHold=500ms",
        "--threshold \(text)：写成 convoy=50 或 longHold=500ms 的样子，可设的有：\(list(names))")
    case .fileOrProgram:
      say(
        "name either a file, or a program behind --", "要么写一个文件，要么在 -- 后面写一个程序")
    case .badChoice(let option, let text, let choices):
      say("\(option) \(text): it is one of ", "\(option) \(text)：可选的有 ") + list(choices)
    case .line(let number, let error):
      say("line \(number): ", "第 \(number) 行：") + sentence(error)
    case .notInLesson(let number, let word, let lesson):
      say(
        "line \(number): the lesson \(lesson.rawValue) has nothing that \(word.rawValue) could act on",
        "第 \(number) 行：\(lesson.rawValue) 这一课没有 \(word.rawValue) 可以作用的东西")
    case .onlyWatching(let number, let word):
      say(
        "line \(number): \(word.rawValue) would act, and with --readonly one only watches",
        "第 \(number) 行：用了 --readonly 就只看不动，不能 \(word.rawValue)")
    case .noSuchProgram(let text?):
      say(
        "no program with the number \(shown(text)) is published; signalbox ps lists them",
        "没有编号为 \(shown(text)) 的已发布程序；用 signalbox ps 列出")
    case .noSuchProgram(nil):
      say(
        "no program is published: a program that uses the library publishes itself with SIGNALBOX=1, or by Recorder.publish()",
        "没有已发布的程序：用了这个库的程序，设 SIGNALBOX=1 或调用 Recorder.publish() 就会发布")
    case .severalPrograms(let numbers):
      say("several programs are there; name one: ", "有好几个程序，请指明一个：") + list(numbers)
    case .oneOfPair:
      say(
        "--format jsonl tells one recording; the difference of two is text",
        "--format jsonl 只用于一份记录；两份的差别用文本输出")
    case .pidOrProgram:
      say("name either a --pid, or a program behind --", "要么写 --pid，要么在 -- 后面写一个程序")
    case .programMissing: say("name a program behind --", "请在 -- 后面写一个程序")
    case .needsTerminal:
      say(
        "watch needs a terminal; in text: SIGNALBOX=1 before the program, and signalbox attach --headless",
        "watch 需要终端；要文字：在程序前面写 SIGNALBOX=1，再用 signalbox attach --headless")
    case .needsFile(let form):
      say(
        "\(form) is not text for a terminal: name a file with -o", "\(form) 不是给终端看的文字：请用 -o 指定文件")
    case .parser(let text): reworded(text)
    }
  }

  /// Why a line of text is not a command.
  public func sentence(_ error: CommandTextError) -> String {
    switch error {
    case .unknownWord(let word, let nearest):
      say("\(word) is not a command", "没有 \(word) 这个命令")
        + (nearest.map { didYouMean($0.rawValue) } ?? "")
    case .missing(let word, let argument):
      say("\(word.rawValue) needs \(name(argument))", "\(word.rawValue) 后面要有\(name(argument))")
    case .unexpected(let word, let text):
      say("\(word.rawValue): \(text) is too much", "\(word.rawValue) 后面多了 \(text)")
    case .notANumber(let word, let text):
      say("\(word.rawValue) \(text): not a number", "\(word.rawValue) \(text)：不是数")
    case .outOfRange(let word, let text, let from, let to):
      say("\(word.rawValue) \(text): must be ", "\(word.rawValue) \(text)：应当")
        + (to.map { say("from \(from) to \($0)", "在 \(from) 到 \($0) 之间") }
          ?? say("at least \(from)", "不小于 \(from)"))
    case .tooLong: say("the line is too long", "这一行太长")
    case .notADuration(let text):
      say("wait \(text): ", "wait \(text)：") + durationForm
    case .notALevel(let text):
      say(
        "\(text) is not a level: off, state, auto or full", "\(text) 不是记录级别：off、state、auto 或 full")
    case .noTarget(let word):
      say(
        "\(word.rawValue) is not for one primitive, so `on` makes no sense",
        "\(word.rawValue) 不针对某一个同步对象，不能加 on")
    }
  }

  private var durationForm: String {
    say(
      "a duration is a number with ns, us, ms, s, m or h, such as 500ms",
      "时长是数加单位 ns、us、ms、s、m 或 h，例如 500ms")
  }
  /// What could be overlooked stands in quotes.
  private func shown(_ word: String) -> String {
    word.contains { !$0.isWhitespace } && !word.contains { $0.isWhitespace } ? word : "\"\(word)\""
  }
  private func didYouMean(_ word: String) -> String {
    say("; did you mean \(word)?", "；是不是 \(word)？")
  }
  private func list(_ words: [String]) -> String {
    words.joined(separator: say(", ", "、"))
  }
  private func name(_ argument: CommandTextError.Argument) -> String {
    switch argument {
    case .count: say("a count, or all", "个数，或 all")
    case .size: say("a size", "大小")
    case .speed: say("a speed", "速度")
    case .thread: say("a thread's name", "线程名")
    case .duration: say("a duration", "时长")
    case .name: say("a name after `on`", "on 后面的名字")
    case .level: say("a level", "记录级别")
    }
  }

  // MARK: what the program says about itself

  /// The terminal cannot be drawn on, so the lesson is told in text.
  public func fallsBackToText(_ fault: ScreenFault) -> String {
    say("\(reason(fault)); telling it in text instead", "\(reason(fault))；改用文字叙述")
  }
  private func reason(_ fault: ScreenFault) -> String {
    switch fault {
    case .unknownTerminal(""): say("TERM is not set", "没有设置 TERM")
    case .unknownTerminal(let name):
      say("this machine does not know the terminal \(name)", "这台机器不认识终端 \(name)")
    case .cannotPlaceCursor(let name):
      say("the terminal \(name) cannot place its cursor", "终端 \(name) 不能移动光标")
    case .alreadyOpen: say("the screen is open already", "屏幕已经打开")
    case .system(let number, let text):
      say(
        "the screen cannot be opened (\(text))", "打不开屏幕（\(systemError(number, text))）")
    }
  }
  /// Chinese was asked for, and the terminal's locale has no UTF-8.
  public var noChineseHere: String {
    say(
      "this locale has no UTF-8, so the screen is in English", "当前区域设置不是 UTF-8，界面用英文")
  }
  /// The time is over, and threads still wait: what follows is nobody's doing.
  /// More has happened at once than is kept to be told.
  public func leftOut(_ count: Int) -> String {
    say(
      count == 1
        ? "1 change is left out: too much at once"
        : "\(count) changes are left out: too much at once",
      "一下子太多，略去 \(count) 条")
  }
  public var endsTheLesson: String {
    say(
      "the lesson ends: whatever its threads wait for is opened",
      "本课结束：放行所有等待中的线程")
  }
  public func beginsAnew(_ lesson: LessonID, isBare: Bool, isCured: Bool = false) -> String {
    if isCured, let cure = cure(lesson) {
      return say("the lesson begins anew, cured: \(cure)", "重新开始，改正：\(cure)")
    }
    return switch (isBare, lesson) {
    case (true, .pool):
      say("the lesson begins anew, with bare threads instead of the pool", "重新开始，不用线程池，一个任务一个线程")
    case (true, _): say("the lesson begins anew, without its lock", "重新开始，不加锁")
    case (false, _): say("the lesson begins anew", "重新开始")
    }
  }
  public func cannotWrite(_ reason: String) -> String {
    say("the output cannot be written: \(reason)", "写不出去：\(reason)")
  }
  public var threadsLeft: String {
    say("some threads had not ended after a second", "一秒之后仍有线程没有结束")
  }
}
