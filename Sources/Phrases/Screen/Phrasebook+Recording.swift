public import SyncEvents

/// How much is said of something in the header; the longest first.
public enum HeaderForm: CaseIterable, Hashable, Sendable {
  case whole, short, least
}

// What is said of the recording itself.
extension Phrasebook {
  /// "lost 12,304 since 00:14.2", "lost 12,304", "lost 12k".
  public func lost(_ count: UInt64, since time: Instant?, _ form: HeaderForm = .whole) -> String {
    switch form {
    case .whole:
      guard let time else { return lost(count, since: nil, .short) }
      return say(
        "lost \(grouped(count)) since \(clock(time))", "\(clock(time)) 起丢失 \(grouped(count))")
    case .short: return say("lost \(grouped(count))", "丢失 \(grouped(count))")
    case .least: return say("lost \(rough(count))", "丢失 \(rough(count))")
    }
  }

  /// Nil where every event is recorded: that goes without saying.
  public func recording(_ level: RecordingLevel, _ form: HeaderForm = .whole) -> String? {
    let isWhole = form == .whole
    return switch level {
    case .off: isWhole ? say("recording off", "记录已关闭") : say("rec off", "不记录")
    case .state: isWhole ? say("recording state only", "只记录状态") : say("rec state", "只记状态")
    case .auto, .full: nil
    }
  }

  func changed(to level: RecordingLevel) -> String {
    switch level {
    case .off: say("switched the recording off", "关闭了记录")
    case .state: say("set the recording to state only, no events", "改为只记录状态，不记录事件")
    case .auto: say("set the recording to every event", "改为记录每个事件")
    case .full: say("set the recording to every event, each timed", "改为记录每个事件，并逐个计时")
    }
  }

  /// "12,304".
  func grouped(_ count: UInt64) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = "," + text }
      text = "\(digit)" + text
    }
    return text
  }

  /// To two digits or more, cut: "980", "1.2k", "12k", "4.5M"; in Chinese by ten thousands: "1.2万", "123万", "4.5亿".
  private func rough(_ count: UInt64) -> String {
    let units: [(UInt64, String)] =
      switch language {
      case .en:
        [
          (1_000_000_000_000_000_000, "E"), (1_000_000_000_000_000, "P"),
          (1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k"),
        ]
      case .zh:
        [
          (10_000_000_000_000_000, "亿亿"), (1_000_000_000_000, "万亿"), (100_000_000, "亿"),
          (10_000, "万"),
        ]
      }
    guard let (size, unit) = units.first(where: { count >= $0.0 }) else { return "\(count)" }
    let whole = count / size
    guard whole < 10 else { return "\(whole)\(unit)" }
    return "\(whole).\(count % size / (size / 10))\(unit)"
  }
}
