public import SyncEvents

extension Phrasebook {
  /// How long something took: "1.3 s", "120 ms", "45 µs".
  public func duration(_ nanoseconds: Int64) -> String {
    let length = max(0, nanoseconds)
    switch length {
    case ..<1_000: return "\(length) \(unit(.nano))"
    case ..<1_000_000: return "\(length / 1_000) \(unit(.micro))"
    case ..<1_000_000_000: return "\(length / 1_000_000) \(unit(.milli))"
    default: return elapsed(length)
    }
  }

  /// The same behind a word: " 45 µs"; where it was worked out, " ~45 µs", "约 45 微秒".
  func lasting(_ nanoseconds: Int64, _ isAbout: Bool) -> String {
    (isAbout ? say(" ~", "约 ") : " ") + duration(nanoseconds)
  }

  /// How long something has been going on: in steps of a tenth of a second, so that a picture of it does not flicker.
  public func elapsed(_ nanoseconds: Int64) -> String {
    let length = max(0, nanoseconds)
    // Cut, not rounded: time that has not yet passed is not shown.
    switch length {
    case ..<100_000_000_000:
      return "\(decimal(tenths: length / 100_000_000)) \(unit(.second))"
    case ..<6_000_000_000_000: return "\(length / 60_000_000_000) \(unit(.minute))"
    default: return "\(decimal(tenths: length / 360_000_000_000)) \(unit(.hour))"
    }
  }

  /// The length of a cell or of a step on the time axis, to two digits: "270 ms", "1.1 s", "17 s".
  public func span(_ nanoseconds: Int64) -> String {
    let scales: [(Int64, Unit)] = [
      (1, .nano), (1_000, .micro), (1_000_000, .milli), (1_000_000_000, .second),
      (60_000_000_000, .minute), (3_600_000_000_000, .hour),
    ]
    let length = max(0, nanoseconds)
    let scale = scales.last { length >= $0.0 } ?? scales[0]
    let whole = length / scale.0
    switch whole {
    case ..<10:
      let tenths = rounded(length, max(1, scale.0 / 10))
      if scale.0 == 1 || tenths % 10 == 0 { return "\(rounded(length, scale.0)) \(unit(scale.1))" }
      return "\(decimal(tenths: tenths)) \(unit(scale.1))"
    case ..<100: return "\(rounded(length, scale.0)) \(unit(scale.1))"
    default: return "\(rounded(length, scale.0 * 10) * 10) \(unit(scale.1))"
    }
  }

  /// A place on the time axis, so long before now.
  public func ago(axis nanoseconds: Int64) -> String { "-" + span(nanoseconds) }
  public func ago(_ nanoseconds: Int64) -> String {
    say("\(elapsed(nanoseconds)) ago", "\(elapsed(nanoseconds))前")
  }

  /// The source's own time, for the header: "00:19.9", "02:41:07".
  public func clock(_ time: Instant) -> String {
    let tenths = max(0, time.nanoseconds) / 100_000_000
    let seconds = tenths / 10
    if seconds < 3_600 {
      return "\(padded(seconds / 60)):\(padded(seconds % 60)).\(tenths % 10)"
    }
    return "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }

  /// The source's own time to so many decimals of a second: "00:11", "00:11.830", "02:41:07.830412".
  public func clock(_ time: Instant, decimals: Int) -> String {
    let nanoseconds = max(0, time.nanoseconds)
    let seconds = nanoseconds / 1_000_000_000
    let decimals = min(max(0, decimals), 9)
    let digits = String(1_000_000_000 + nanoseconds % 1_000_000_000).dropFirst().prefix(decimals)
    let hours = seconds < 3_600 ? "" : "\(padded(seconds / 3_600)):"
    return "\(hours)\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
      + (decimals == 0 ? "" : ".\(digits)")
  }

  /// How long something took, to the digit that counts: "1.342 s", "45.600 µs", "999 ns".
  public func exact(_ nanoseconds: Int64) -> String {
    let length = max(0, nanoseconds)
    func thousandths(_ size: Int64, _ name: Unit) -> String {
      let rest = String(1_000 + length % size / (size / 1_000)).dropFirst()
      return "\(length / size).\(rest) \(unit(name))"
    }
    return switch length {
    case ..<1_000: "\(length) \(unit(.nano))"
    case ..<1_000_000: thousandths(1_000, .micro)
    case ..<1_000_000_000: thousandths(1_000_000, .milli)
    default: thousandths(1_000_000_000, .second)
    }
  }

  /// How long something took, in so few columns: in Chinese a long unit leaves no room for the blank before it.
  public func brief(_ nanoseconds: Int64, columns: Int) -> String {
    let text = duration(nanoseconds)
    let width = text.reduce(0) { $0 + ($1.isASCII || $1 == "µ" ? 1 : 2) }
    return width <= columns ? text : text.filter { $0 != " " }
  }

  /// The source's own time, for the log: "18.60", "02:41.07".
  public func stamp(_ time: Instant) -> String {
    let hundredths = max(0, time.nanoseconds) / 10_000_000
    let (seconds, rest) = (hundredths / 100, padded(hundredths % 100))
    switch seconds {
    case ..<60: return "\(padded(seconds)).\(rest)"
    case ..<3_600: return "\(padded(seconds / 60)):\(padded(seconds % 60)).\(rest)"
    default:
      return
        "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60)).\(rest)"
    }
  }

  /// "×1", "×0.5".
  public func pace(_ speed: Double) -> String {
    let hundredths = Int64((min(max(speed, 0), 1e9) * 100).rounded())
    let whole = hundredths / 100
    switch hundredths % 100 {
    case 0: return "\(times)\(whole)"
    case let rest where rest % 10 == 0: return "\(times)\(whole).\(rest / 10)"
    case let rest: return "\(times)\(whole).\(padded(rest))"
    }
  }

  private enum Unit { case nano, micro, milli, second, minute, hour }
  private func unit(_ unit: Unit) -> String {
    switch unit {
    case .nano: say("ns", "纳秒")
    case .micro: say(isASCII ? "us" : "µs", "微秒")
    case .milli: say("ms", "毫秒")
    case .second: say("s", "秒")
    case .minute: say("min", "分")
    case .hour: say("h", "小时")
    }
  }
  private func decimal(tenths: Int64) -> String { "\(tenths / 10).\(tenths % 10)" }
  private func rounded(_ value: Int64, _ step: Int64) -> Int64 { value.adding(step / 2) / step }
  private func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
