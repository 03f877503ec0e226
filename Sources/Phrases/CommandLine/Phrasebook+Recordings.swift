/// Why a recording cannot be read, or written.
public enum RecordingTrouble: Hashable, Sendable {
  case notARecording
  case version(UInt32)
  case truncated
  /// What is wrong, in English.
  case damaged(String)
  /// The system's number and words.
  case system(Int32, String)
}

extension Phrasebook {
  public func sentence(_ trouble: RecordingTrouble) -> String {
    switch trouble {
    case .notARecording: say("this is no recording", "这不是一份记录")
    case .version(let version):
      say(
        "a recording of version \(version), which is not known here", "这份记录是第 \(version) 版，这里不认识")
    case .truncated: say("it ends within its head", "文件头不完整")
    case .damaged(let what): say("it is damaged: \(what)", "它已损坏：\(what)")
    case .system(let code, let words): systemError(code, words)
    }
  }

  /// What was recorded, when that is over.
  public func recorded(
    _ events: UInt64, _ bytes: UInt64, lost: UInt64, in path: String
  ) -> String {
    let count = grouped(events)
    let size = bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
    let what = say("\(count) events in \(path), \(size)", "\(count) 个事件，写在 \(path)，\(size)")
    return lost == 0 ? what : what + say("; \(grouped(lost)) were lost", "；丢失 \(grouped(lost)) 个")
  }

  var recordDiscussion: String {
    let what = say(
      "The program is told to publish itself (SIGNALBOX=1), and is recorded until it ends, or until Ctrl-C; one that runs already, until "
        + "--for is over. The exit code is the program's.",
      "程序会发布自己（SIGNALBOX=1），一直记录到它结束或按下 Ctrl-C；已经在运行的程序记录到 --for 为止。退出码是程序的退出码。")
    let crash = say(
      "After a crash or on a full disk what was written is whole, but for the last quarter of a second.",
      "崩溃或磁盘写满时，已写出的内容是完整的，最多缺最后四分之一秒。")
    let last = say(
      "--last 30s goes on and on in a file that does not grow: what happened before the last thirty seconds or so is given up.",
      "加上 --last 30s 可以一直记录而文件不会变大：大约三十秒之前的内容会被丢掉。")
    return [what, last, crash].joined(separator: "\n\n")
  }
  var exportDiscussion: String {
    say(
      "A trace for Perfetto has a track for each thread, with its states at the times of the recording and arrows from who woke to who was "
        + "woken; counters of permits, elements and depth; and what was found. Open it in the Perfetto UI, or ask its trace processor with "
        + "SQL.",
      "供 Perfetto 打开的追踪文件里，一个线程一条轨道，各段状态的时刻和记录里一样，箭头从唤醒者指向被唤醒者；另有许可数、元素数和重入深度的计数器，以及发现的问题。用 Perfetto 的网页界面打开，或用它的 SQL 查询。"
    )
  }
  var replayDiscussion: String {
    let one = say(
      "The screen is that of a program that runs, and opens at the end of the recording. Space plays, from the time cursor if one looks "
        + "back, from the beginning if it is at its end; < and > set the speed, from 0.01 to 1000 times, and on past the slowest backwards.",
      "画面和查看运行中的程序一样，打开时在记录的末尾。空格播放：移动过时间光标就从光标处开始，已在末尾就从头开始；< 和 > 调速，0.01 到 1000 倍，比最慢再慢就倒着放。")
    let two = say(
      "Of two recordings the second goes where the first goes, aligned by their beginnings, or by what the selected thread does (A). D is "
        + "what differs, primitive by primitive; X lets the other lead.",
      "给两份记录时，第二份跟着第一份走，按各自的开始对齐，或按选中线程所做的事对齐（A）。D 列出每个同步对象的差别；X 换另一份作主。")
    return [one, two].joined(separator: "\n\n")
  }
}
