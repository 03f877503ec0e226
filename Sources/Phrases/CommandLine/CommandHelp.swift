/// A command of the command line, as its help speaks of it.
public enum HelpTopic: CaseIterable, Hashable, Sendable {
  case program, menu, run, watch, ps, attach, record, replay, export, check, report, lessons,
    events,
    config, manual
}

/// An option or an argument of the command line.
public enum HelpOption: CaseIterable, Hashable, Sendable {
  case lesson
  case lang, color, theme, ascii, mouse, speed, history, readOnly
  case headless, bare, cure, format, limit, printFrame, at, size
  /// Of the list of lessons, and of what is found.
  case listFormat
  /// Of the settings.
  case defaults
  /// Of what judges a program.
  case file, program, failOn, maxWait, maxHold, timeout, threshold, flight
  /// Of programs that are looked at.
  case pid, control, clean, end
  /// Of recordings.
  case output, recording, otherRecording, recordTo, exportTo, exportOutput, pictureAt, last
}

extension Phrasebook {
  /// What it does, in one line.
  public func abstract(_ topic: HelpTopic) -> String {
    switch topic {
    case .program:
      say(
        "See threads synchronise: one lane a thread, live, and keys that move them.",
        "看线程怎样同步：一个线程一条轨道，实时显示，按键就能推动它们。")
    case .menu: say("Open the menu of lessons.", "打开课程菜单。")
    case .run: say("Run a lesson.", "运行一课。")
    case .watch:
      say(
        "Start a program that uses the library, and watch its threads.",
        "启动一个用了这个库的程序，看它的线程。")
    case .ps:
      say(
        "List the programs that can be looked at, living and dead.",
        "列出可以查看的程序，运行着的和已结束的。")
    case .attach:
      say("Watch a program that runs, or what one left behind.", "查看一个运行着的程序，或已结束的程序留下的记录。")
    case .record: say("Record what a program's threads do.", "记录程序的线程做了什么。")
    case .replay: say("Look at a recording.", "查看一份记录。")
    case .export: say("Write a recording in a form that others read.", "把记录写成别的格式。")
    case .check:
      say(
        "Look for deadlocks and the like in a program, or in what it has recorded.",
        "在程序或它的记录里查找死锁之类的问题。")
    case .report:
      say("Print the tables of contention of a recording.", "输出一份记录的争用表。")
    case .lessons: say("List the lessons.", "列出全部课程。")
    case .events:
      say("Print the schema of the JSON lines.", "输出 JSON 行格式的规范（规范是英文的）。")
    case .config:
      say("Print where the settings are, and what holds.", "输出设置文件的位置和现在的设置。")
    case .manual:
      say("Print the manual page, for man.", "输出手册页，供 man 显示（手册是英文的）。")
    }
  }

  /// What more there is to say; empty if there is nothing.
  public func discussion(_ topic: HelpTopic) -> String {
    switch topic {
    case .program:
      say(
        "Without a command it opens the menu, and takes the options of menu.",
        "不写命令就打开菜单，可以用 menu 的各个选项。")
    case .menu:
      say(
        "Where there is no terminal it tells the lesson on semaphores in text.",
        "没有终端时，用文字叙述信号量那一课。")
    case .run: runDiscussion
    case .config: settingsDiscussion
    case .check: checkDiscussion
    case .watch: watchDiscussion
    case .ps: psDiscussion
    case .attach: attachDiscussion
    case .record: recordDiscussion
    case .replay: replayDiscussion
    case .export: exportDiscussion
    case .report, .lessons, .events, .manual: ""
    }
  }

  /// What stands behind `USAGE:`; nil where the options are few enough to stand there.
  public func usage(_ topic: HelpTopic) -> String? {
    switch topic {
    case .menu: say("signalbox menu [<options>]", "signalbox menu [<选项>]")
    case .run: say("signalbox run <lesson> [<options>]", "signalbox run <课> [<选项>]")
    case .check:
      say(
        "signalbox check [<options>] <file>, or signalbox check [<options>] -- <program> ...",
        "signalbox check [<选项>] <文件>，或 signalbox check [<选项>] -- <程序> ...")
    case .watch:
      say(
        "signalbox watch [<options>] -- <program> ...", "signalbox watch [<选项>] -- <程序> ...")
    case .attach:
      say("signalbox attach [<pid>] [<options>]", "signalbox attach [<进程号>] [<选项>]")
    case .record:
      say(
        "signalbox record -o <file> -- <program> ..., or signalbox record -o <file> --pid <pid>",
        "signalbox record -o <文件> -- <程序> ...，或 signalbox record -o <文件> --pid <进程号>")
    case .program, .ps, .replay, .export, .report, .lessons, .events, .config, .manual: nil
    }
  }

  public func help(_ option: HelpOption) -> String {
    switch option {
    case .lesson: say("Which lesson: its name or its number.", "哪一课：名字或编号。")
    case .lang: say("en or zh; if it is not given, as the locale says.", "en 或 zh；不写就按区域设置。")
    case .color: say("auto, always or never.", "auto、always 或 never。")
    case .theme:
      say(
        "auto, dark, light, high-contrast or mono; T cycles.",
        "auto、dark、light、high-contrast 或 mono；按 T 轮换。")
    case .ascii: say("Draw with ASCII characters only.", "只用 ASCII 字符画图。")
    case .mouse: say("Let the mouse select, scroll and zoom.", "用鼠标选择、滚动和缩放。")
    case .history:
      say(
        "How much memory the history of the lanes may take. (default: 256MiB)",
        "轨道的历史最多占多少内存。（默认 256MiB）")
    case .readOnly:
      say(
        "Only watch: nothing is done to threads and primitives.",
        "只看不动：不作用于线程和同步对象。")
    case .speed:
      say(
        "Divides the time that work and sleep take: 2 is twice as fast. (default: 1)",
        "工作和睡眠的时间除以这个数：2 就是快一倍。（默认 1）")
    case .headless:
      say(
        "Tell it in text, and read commands from standard input.", "用文字叙述，从标准输入读命令。")
    case .bare:
      say(
        "Without the lock (in pool: without the pool) that the lesson is about.",
        "去掉这一课要讲的锁（pool 一课是去掉线程池）。")
    case .cure:
      say(
        "With the cure, in the lessons of what goes wrong.",
        "出错的那几课，从改正之后的样子开始。")
    case .format:
      say(
        "text, or jsonl: events as JSON lines (see signalbox events).",
        "text，或 jsonl：事件写成 JSON 行（见 signalbox events）。")
    case .limit:
      say(
        "Ends so long after the start; in text after the last command, if there is one. (default in text: 10s)",
        "开始之后过多久结束；文字叙述时从最后一个命令（如果有）算起。（文字叙述默认 10s）")
    case .printFrame:
      say("Play the commands, and print the frame as text.", "执行命令，把画面作为文字输出。")
    case .at: say("The moment of the frame.", "画面取哪一刻。")
    case .size: say("The size of the frame: columns x rows.", "画面的尺寸：列 x 行。")
    case .listFormat: say("text or json.", "text 或 json。")
    case .file: say("JSON lines that a program has written.", "程序写出的 JSON 行。")
    case .program: say("A program to run, and its arguments.", "要运行的程序和参数。")
    case .failOn:
      say(
        "The least sure finding that counts: certain, likely or possible.",
        "最低计入哪一级：certain、likely 或 possible。")
    case .maxWait:
      say("A wait that is longer is found, too.", "等得比这更久也算发现。")
    case .maxHold:
      say("A lock or permit held longer is found, too.", "锁或许可持有得比这更久也算发现。")
    case .timeout: say("The program is ended after so long.", "过这么久就结束程序。")
    case .threshold:
      say(
        "From when on something is told that only costs time, such as longHold=500ms; also starvation, convoy, thunderingHerd (how often).",
        "从什么程度起才报告只是费时间的事，例如 longHold=500ms；还有 starvation、convoy、thunderingHerd（次数）。")
    case .flight:
      say(
        "Where the last 10 s before a certain finding are written to, as JSON lines.",
        "确定的问题出现之前的 10 秒写到这个文件（JSON 行）。")
    case .pid: say("Which process; not needed if there is only one.", "哪个进程；只有一个时不用写。")
    case .control:
      say(
        "What may be done to it: none, primitives or all. (default: what the program says)",
        "可以对它做什么：none、primitives 或 all。（默认由程序决定）")
    case .output:
      say("Where the recording is written; what is there is overwritten.", "记录写到哪里；已有的文件会被覆盖。")
    case .recording:
      say(
        "What signalbox record has written, or JSON lines.", "signalbox record 写出的文件，或 JSON 行。")
    case .otherRecording:
      say(
        "A second one, to look at beside the first; with --headless, what differs.",
        "第二份记录，与第一份并排看；加 --headless 则输出差别。")
    case .recordTo:
      say("Record the lesson, for signalbox replay.", "把这一课记录下来，供 signalbox replay 查看。")
    case .exportTo:
      say(
        "jsonl: JSON lines (see signalbox events); text: sentences; svg: a picture; perfetto: a trace for Perfetto.",
        "jsonl：JSON 行（见 signalbox events）；text：句子；svg：图片；perfetto：供 Perfetto 打开的追踪文件。")
    case .exportOutput:
      say(
        "Where it is written, if not to standard output; what is there is overwritten.",
        "写到哪个文件，不写就是标准输出；已有的文件会被覆盖。")
    case .pictureAt:
      say("The moment of the picture; if it is not given, the end.", "图片取哪一刻；不写就取末尾。")
    case .last:
      say(
        "Keep only what happened last: so long at least, and somewhat more.",
        "只保留最后发生的：至少这么久，实际略多。")
    case .clean:
      say("Remove what programs that have ended left behind.", "删除已结束的程序留下的记录。")
    case .end: say("Ends so long after the start.", "开始之后过多久结束。")
    case .defaults:
      say(
        "The settings as they are without the file, to begin one with.",
        "没有设置文件时的设置，可以用来写一个。")
    }
  }

  /// What the option's value is called.
  public func valueName(_ option: HelpOption) -> String {
    switch option {
    case .lesson: say("lesson", "课")
    case .lang: say("language", "语言")
    case .color: say("when", "何时")
    case .speed: say("factor", "倍数")
    case .format, .listFormat: say("format", "格式")
    case .limit, .at, .end, .last: say("duration", "时长")
    case .pictureAt: say("duration", "时长")
    case .exportTo: say("format", "格式")
    case .pid: say("pid", "进程号")
    case .control: say("control", "权限")
    case .size: say("size", "尺寸")
    case .theme: say("theme", "主题")
    case .history: say("memory", "内存")
    case .file, .flight, .output, .exportOutput, .recording, .otherRecording, .recordTo:
      say("file", "文件")
    case .program: say("program", "程序")
    case .failOn: say("grade", "级别")
    case .maxWait, .maxHold, .timeout: say("duration", "时长")
    case .threshold: say("name=value", "名=值")
    case .ascii, .mouse, .readOnly, .headless, .bare, .cure, .printFrame, .defaults, .clean: ""
    }
  }
}
