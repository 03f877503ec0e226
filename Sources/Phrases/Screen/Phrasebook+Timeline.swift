public import SyncEvents

// Of the time that is looked at.
extension Phrasebook {
  /// In the header, when a cell is not drawn as usual: "cells: worst".
  public func cells(_ mode: CellMode) -> String {
    say("cells: \(word(mode))", "格子：\(word(mode))")
  }
  public func word(_ mode: CellMode) -> String {
    switch mode {
    case .mixed: say("mixed", "混合")
    case .worst: say("worst", "最糟")
    case .dominant: say("dominant", "最久")
    case .last: say("last", "最后")
    }
  }

  /// The cursor's moment, and how long before now it is: "00:11.830  -8.2 s".
  public func cursor(_ time: Instant, decimals: Int, before now: Instant) -> String {
    clock(time, decimals: decimals) + "  -" + elapsed(now - time)
  }
  /// Above what the lanes did then.
  public func at(_ clock: String) -> String { say("at \(clock)", "\(clock) 时") }
  /// How far back single changes are known.
  public func detail(since nanoseconds: Int64) -> String {
    say("detail since -\(span(nanoseconds))", "细节从 -\(span(nanoseconds)) 起")
  }
  public var notStarted: String { say("not started", "未开始") }

  /// "worker-2 was blocked on ready.lock for 1.300 s from 00:10.512 to 00:11.812, at main.swift:12; worker-1 ended it".
  public func sentence(_ past: PastStory, isShort: Bool = false) -> Phrase {
    var phrase = Phrase()
    if past.state == .ended {
      let end = clock(past.from, decimals: past.decimals)
      begin(past.who, "had ended at \(end)", "已在 \(end) 结束", &phrase)
      return phrase
    }
    let doing = doing(past.state, at: past.primitive)
    let lasted = exact(past.lasted)
    begin(
      past.who, "\(verb(past.who, "was", "were")) \(doing) for \(lasted)", "\(doing)，共 \(lasted)",
      &phrase)
    if !isShort {
      let from = clock(past.from, decimals: past.decimals)
      let to = past.to.map { clock($0, decimals: past.decimals) }
      phrase.add(
        to.map { say(" from \(from) to \($0)", "，从 \(from) 到 \($0)") }
          ?? say(" since \(from), and still is", "，从 \(from) 直到现在"))
      if let place = past.place { phrase.add(say(", at \(place)", "，在 \(place)")) }
    }
    if let waker = past.wokenBy {
      phrase.add(say("; woken by ", "；由"))
      embed(waker, &phrase)
      phrase.add(say("", "唤醒"))
    }
    if let ender = past.endedBy {
      phrase.add(say("; ended by ", "；由"))
      embed(ender, &phrase)
      phrase.add(say("", "结束这次等待"))
    }
    return phrase
  }

  /// What is said of a moment before the thread began, and of one of which nothing is known any more.
  public func hadNotStarted(_ who: Actor) -> Phrase {
    var phrase = Phrase()
    begin(who, "had not started then", "那时还没有开始", &phrase)
    return phrase
  }
  public func wasUnknown(_ who: Actor) -> Phrase {
    var phrase = Phrase()
    name(who, .bright, &phrase)
    phrase.add(
      say(
        ": its single changes from then are not known; zoom out for what they come to",
        "：那时的单次变化不清楚；缩小可看大致情况"))
    return phrase
  }

  /// "worker-2, 1.342 s from 00:11.811 to 00:13.153: running 62%, blocked 38%; 14 changes".
  public func sentence(_ span: SpanStory, isShort: Bool = false) -> Phrase {
    var phrase = Phrase()
    let (from, to) = (
      clock(span.from, decimals: span.decimals), clock(span.to, decimals: span.decimals)
    )
    let length = exact(span.to - span.from)
    let place =
      isShort
      ? say(", \(length)", "，\(length)")
      : say(", \(length) from \(from) to \(to)", "，从 \(from) 到 \(to)，共 \(length)")
    name(span.who, .bright, &phrase)
    phrase.add(place)
    let states = span.shares.map { "\(word($0.state)) \(percent($0.share))" }
    phrase.add(say(": ", "："))
    phrase.add(
      states.isEmpty ? notStarted : states.joined(separator: say(", ", "，")), .plain)
    phrase.add(say("; ", "；") + changes(span.changes, isCut: span.isCut))
    return phrase
  }

  /// "14 changes"; what was counted only up to there, "10000 changes and more".
  public func changes(_ count: Int, isCut: Bool = false) -> String {
    let number = grouped(UInt64(max(0, count)))
    let all = say(count == 1 ? "1 change" : "\(number) changes", "\(number) 次变化")
    return isCut ? say("\(all) and more", "\(all)以上") : all
  }

  /// A share of a whole: nothing and all of it only if it is exactly so.
  public func percent(_ share: Double) -> String {
    switch share {
    case ...0: "0%"
    case ..<0.01: "<1%"
    case 1...: "100%"
    case 0.99...: ">99%"
    default: "\(Int((share * 100).rounded()))%"
    }
  }
}

// In the list of the changes of a cell.
extension Phrasebook {
  public func inspected(from: Instant, to: Instant, decimals: Int) -> String {
    let (from, to) = (clock(from, decimals: decimals), clock(to, decimals: decimals))
    return say("\(from) to \(to)", "\(from) 到 \(to)")
  }
  /// Between two things that are told of the same.
  public var listComma: String { say(", ", "，") }
  public func woken(by who: Actor) -> Phrase {
    var phrase = Phrase(say("woken by ", "由"), .dim)
    embed(who, &phrase)
    phrase.add(say("", "唤醒"))
    return phrase
  }
  public var nothingInCell: String {
    say("the thread was not there then: not started, or ended", "那时没有这个线程：未开始，或已结束")
  }
  /// The single changes of a cell are not kept any more, but what they come to is.
  public func coarse(
    changes count: Int, eighths: Int, worst: StateWord, dominant: StateWord, last: StateWord
  ) -> String {
    say(
      "single changes from so long ago are not kept; the cell had \(changes(count)): running about "
        + "\(eighths)/8 of the time, at worst \(word(worst)), longest \(word(dominant)), at last \(word(last))",
      "这么久以前的单次变化已不保留；这一格有 \(changes(count))：约 \(eighths)/8 的时间在运行，"
        + "最糟是\(word(worst))，最久是\(word(dominant))，最后是\(word(last))")
  }
  /// Below the list, when it was cut.
  public func onlyFirst(_ count: Int) -> String {
    say(
      "only the first \(grouped(UInt64(max(0, count)))) are listed: zoom in for the others",
      "只列出前 \(grouped(UInt64(max(0, count)))) 次：放大可看其余的")
  }
}
