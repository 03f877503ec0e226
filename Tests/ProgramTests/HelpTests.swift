import Testing

/// The help of the command line and its complaints, in both languages.
@Suite(.serialized)
struct HelpTests {
  private static let pages = [
    "--help", "-h", "help", "run --help", "help run", "lessons --help", "menu --help",
    "events --help", "help help", "lessons", "config --help",
    "check --help", "report --help", "watch --help", "ps --help", "attach --help", "record --help",
    "replay --help", "export --help", "help record",
  ]

  @Test(arguments: pages)
  func inEnglish(_ arguments: String) throws {
    let ran = try page("--lang en", arguments)
    #expect(!ran.output.unicodeScalars.contains { $0.value >= 0x2E80 })
  }

  @Test(arguments: pages)
  func inChinese(_ arguments: String) throws {
    let ran = try page("--lang zh", arguments)
    let lines = ran.lines.map { $0.replacing(/--?[a-z-]+|<[^>]*>/, with: " ") }
    for line in lines {
      let words = line.split { !$0.isASCII || !$0.isLetter }.map(String.init)
      let strange = words.filter { $0.count > 1 && !Self.known.contains($0) }
      #expect(strange.isEmpty, "\(line): \(strange)")
    }
    #expect(lines.contains { $0.unicodeScalars.contains { $0.value >= 0x2E80 } })
  }

  private func page(_ language: String, _ arguments: String) throws -> Ran {
    let ran = try shell("signalbox \(arguments) \(language) 2>&1")
    #expect(ran.status == 0, "\(ran)")
    #expect(ran.lines.count > 3)
    #expect(ran.output.last == "\n" && !ran.output.hasSuffix("\n\n"))
    for line in ran.lines { #expect(Self.columns(line) <= 80, "\(line)") }
    return ran
  }

  /// Words to type, names, and the kinds of texts.
  private static let known: Set<String> = [
    "signalbox", "help", "menu", "run", "lessons", "events", "headless", "en", "zh", "auto",
    "always", "never", "text", "json", "jsonl", "JSON", "ASCII", "ms", "on", "all",
    "containers", "lock", "rlock", "semaphore", "condition", "wait", "for", "event", "local",
    "dict",
    "object", "pool", "queue", "deadlock", "philosophers", "lost", "starvation", "owner", "gone",
    "cure", "hungry", "notify", "set", "clear", "flip", "size", "release", "more",
    "restart",
    "check", "report", "certain", "likely", "possible", "SIGNALBOX", "EVENTS", "PROGRAM", "FILE",
    "LESSON",
    "convoy", "longHold", "thunderingHerd",
    "watch", "ps", "attach", "record", "replay", "export", "svg", "perfetto", "Perfetto", "SQL",
    "clean", "control", "none",
    "primitives", "pid",
    "PID", "Recorder", "publish",
    "bare", "twice", "satisfy", "put", "capacity", "workers", "producers", "consumers", "speed",
    "hold", "go", "step", "worker", "quit", "ready", "Lock", "RecursiveLock", "BoundedSemaphore",
    "config", "default", "auto", "dark", "light", "high", "contrast", "mono", "XDG", "CONFIG",
    "HOME",
    "MiB", "space", "Ctrl", "Esc", "PgUp", "F1", "no", "ascii", "mouse",
    "Condition", "Event", "until", "ThreadLocal", "ThreadPool", "Tab", "id",
  ]

  /// Chinese takes two columns a character, its punctuation too.
  private static func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  @Test(arguments: ["notify 3", "put", "capacity 2", "workers 8", "producers 4", "consumers 1"])
  func helpOfRunListsTheCommand(_ command: String) throws {
    let ran = try shell("signalbox run --help")
    #expect(ran.lines.contains { $0.hasPrefix("  \(command)") })
  }

  @Test(arguments: [
    ("LC_ALL=zh_CN.UTF-8 LC_MESSAGES=en_GB LANG=en_GB", "", "概述"),
    ("LC_ALL= LC_MESSAGES=zh_CN LANG=en_GB", "", "概述"), ("LC_ALL= LC_MESSAGES= LANG=zh", "", "概述"),
    ("LC_ALL=C LC_MESSAGES=zh_CN LANG=zh_CN", "", "OVERVIEW"), ("LC_ALL=C", "--lang zh", "概述"),
    ("LC_ALL=C", "--lang=zh", "概述"), ("LC_ALL=zh_CN.UTF-8", "--lang en", "OVERVIEW"),
  ])
  func languageIsKnownBeforeTheArguments(
    _ locale: String, _ option: String, _ heading: String
  ) throws {
    for arguments in ["--help \(option)", "\(option) help run", "run \(option) --help"] {
      let ran = try shell("env \(locale) signalbox \(arguments) 2>/dev/null")
      #expect(ran.output.hasPrefix(heading), "\(arguments): \(ran)")
    }
  }

  @Test(arguments: [
    (
      "run lock --spede 2", "no option is called --spede; did you mean --speed?",
      "没有 --spede 这个选项；是不是 --speed？"
    ),
    ("run lock --zzzzzzz", "no option is called --zzzzzzz", "没有 --zzzzzzz 这个选项"),
    ("run lock -x", "no option is called -x", "没有 -x 这个选项"),
    ("run lock ---x", "---x is not an option", "---x 不是选项"),
    ("run lock --speed", "--speed needs a value: --speed <factor>", "--speed 后面要有值：--speed <倍数>"),
    ("run lock --for --bare", "--for needs a value: --for <duration>", "--for 后面要有值：--for <时长>"),
    ("run lock --headless=3", "--headless takes no value; 3 is too much", "--headless 不带值；多了 3"),
    ("run", "<lesson> is missing", "缺少 <课>"),
    ("run lock a", "a is too much", "多了 a"),
    ("run lock a b", "2 arguments are too many: 'a', 'b'", "多了 2 个参数：'a', 'b'"),
    ("rum", "rum is not a command; did you mean run?", "没有 rum 这个命令；是不是 run？"),
    ("events --lang fr", "--lang fr: it is one of en, zh", "--lang fr：可选的有 en、zh"),
    ("run lock --size 1", "--size 1: a size is columns x rows, such as", "--size 1：尺寸是“列x行”，例如"),
    (
      "--generate-completion-script none", "there is no completion script for the shell none",
      "没有给 none 这个 shell 的补全脚本"
    ),
  ])
  func complaints(_ arguments: String, _ english: String, _ chinese: String) throws {
    for (locale, sentence) in [("C", english), ("zh_CN.UTF-8", chinese)] {
      let ran = try shell("LC_ALL=\(locale) signalbox \(arguments) 2>&1 >/dev/null </dev/null")
      #expect(ran.status == 2)
      #expect(ran.lines.count == 1, "\(ran)")
      #expect(ran.output.hasPrefix("signalbox: \(sentence)"), "\(ran)")
    }
  }

  @Test func schemaStaysEnglish() throws {
    let english = try shell("signalbox events --lang en")
    #expect(try shell("signalbox events --lang zh").output == english.output)
    #expect(try shell("signalbox --help --lang zh").output.contains("英文"))
  }

  @Test func scriptsForShellsStayAsTheyAre() throws {
    let ran = try shell("signalbox --generate-completion-script bash | bash -n && echo fine")
    #expect(ran.lines == ["fine"])
  }

  @Test func whatTheSystemSaysIsInTheSameLanguage() throws {
    let chinese = try shell("signalbox lessons --lang zh 2>&1 >/dev/full")
    #expect(chinese.status == 1)
    #expect(chinese.output == "signalbox: 写不出去：磁盘空间已满\n")
    let english = try shell("signalbox lessons --lang en 2>&1 >/dev/full")
    #expect(english.output.contains("No space left on device"))
  }

  @Test func lessonsAsJSONAreTheTwelveAndWhatGoesWrong() throws {
    let ran = try shell("signalbox lessons --format json")
    let ids = ran.lines.compactMap { $0.firstMatch(of: /"id":"([a-z-]+)","number":"([0-9b]+)"/) }
    #expect(
      ids.map { String($0.1) } == [
        "containers", "lock", "rlock", "semaphore", "condition", "wait-for", "event", "local",
        "local-dict", "local-object", "pool", "queue", "deadlock", "philosophers", "lost-notify",
        "pool-deadlock", "starvation", "owner-gone",
      ])
    #expect(
      ids.map { String($0.2) }
        == ["1", "2", "3", "4", "5", "5b", "6", "7", "8", "9", "10", "11"]
        + (12...17).map(String.init))
    let queue = try #require(ran.lines.first { $0.contains(#""id":"queue""#) })
    #expect(queue.contains(#""commands":["put","producers","consumers","capacity""#))
    #expect(queue.contains(#""en":"Producers and consumers: who never meet""#))
    #expect(queue.contains(#""zh":"生产者和消费者：互不相识""#))
  }

  @Test func helpThatCannotBeWrittenIsAnError() throws {
    let ran = try shell("signalbox --help 2>&1 >/dev/full")
    #expect(ran.status == 1)
    #expect(ran.lines.count == 1)
  }
}
