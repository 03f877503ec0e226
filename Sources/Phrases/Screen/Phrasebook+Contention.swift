// What the tables of contention say.
extension Phrasebook {
  public func heading(_ column: ContentionColumn, ofThreads: Bool = false) -> String {
    switch column {
    case .name: ofThreads ? threadColumn : primitiveColumn
    case .kind: say("kind", "种类")
    case .uses: say("uses", "次数")
    case .contended: say("contended", "争用")
    case .waited: say("waited", "等待")
    case .held: say("held", "持有")
    case .waitMedian, .holdMedian: "p50"
    case .waitTail, .holdTail: "p99"
    case .waitMost, .holdMost: say("longest", "最长")
    case .handOffs: say("hand-offs", "移交")
    case .unheard: say("unheard", "落空")
    case .charged: say("charged to", "归咎于")
    case .blamed: say("blamed", "被等")
    case .state(let state): legendWord(state)
    }
  }

  /// What a table is sorted by, where the heading alone does not say it: "by waited p50".
  public func sorted(by column: ContentionColumn, ofThreads: Bool = false) -> String {
    let group: ContentionColumn? =
      switch column {
      case .waitMedian, .waitTail, .waitMost: .waited
      case .holdMedian, .holdTail, .holdMost: .held
      default: nil
      }
    let words = [group, column].compactMap { $0.map { heading($0, ofThreads: ofThreads) } }
    return say("by \(words.joined(separator: " "))", "按\(words.joined(separator: " "))")
  }

  public var contentionHeading: String { say("contention", "争用") }
  public func primitivesTab(_ count: Int) -> String {
    say("primitives \(count)", "同步对象 \(count)")
  }
  public func threadsTab(_ count: Int) -> String { say("threads \(count)", "线程 \(count)") }
  /// A time that was worked out, in a table: "~45 µs".
  public func about(_ text: String) -> String { "~" + text }
  public var estimatedNote: String { say("~ worked out", "~ 为推算") }
  public var nothingContended: String {
    say("nothing was taken or waited for yet", "还没有取用过或等过任何同步对象")
  }
  /// Below the table.
  public func forgottenPrimitives(_ count: Int) -> String {
    say(
      count == 1 ? "1 that is no more is left out" : "\(count) that are no more are left out",
      "另有 \(count) 个早已销毁，未列出")
  }

  /// How often, in few columns: "12304", "1.2M".
  public func count(_ number: Int) -> String {
    func scaled(_ size: Int, _ sign: String) -> String {
      let tenths = number / (size / 10)
      return tenths < 1_000 ? "\(tenths / 10).\(tenths % 10)\(sign)" : "\(tenths / 10)\(sign)"
    }
    return switch number {
    case ..<1_000_000: "\(number)"
    case ..<1_000_000_000: scaled(1_000_000, "M")
    default: scaled(1_000_000_000, "G")
    }
  }

  /// Of one primitive: "waited 12 times, 3.2 s in all: p50 120 ms, p99 400 ms, longest 412 ms by worker-3".
  public func waits(
    _ lengths: Lengths, by who: Actor?, isOpen: Bool
  ) -> Phrase {
    var phrase = measured(say("waited", "等待"), lengths)
    if let who {
      phrase.add(say(" by ", who.isPerson ? "，是" : "，是 "))
      name(who, nil, &phrase)
      if isOpen { phrase.add(say(", who still waits", "，还在等")) }
    }
    return phrase
  }
  /// The same of the time it was held.
  public func holds(_ lengths: Lengths) -> Phrase { measured(say("held", "持有"), lengths) }

  /// How often, and how long.
  public struct Lengths: Hashable, Sendable {
    public var count: Int
    public var total: Int64
    public var median: Int64
    public var tail: Int64
    public var most: Int64
    /// Some of them were worked out.
    public var isAbout: Bool
    public init(
      count: Int, total: Int64, median: Int64, tail: Int64, most: Int64, isAbout: Bool
    ) {
      (self.count, self.total, self.isAbout) = (count, total, isAbout)
      (self.median, self.tail, self.most) = (median, tail, most)
    }
  }

  private func measured(_ verb: String, _ all: Lengths) -> Phrase {
    var phrase = Phrase(verb, .bright)
    let total = length(all.total, all.isAbout)
    if all.count == 1 {
      phrase.add(say(" once, ", " 1 次，"))
      phrase.add(total, .plain)
      return phrase
    }
    phrase.add(say(" \(count(all.count)) times, ", " \(count(all.count)) 次，共 "))
    phrase.add(total, .plain)
    let (median, tail) = (length(all.median, all.isAbout), length(all.tail, all.isAbout))
    phrase.add(
      say(
        " in all: p50 \(median), p99 \(tail), longest ", "：p50 \(median)，p99 \(tail)，最长 "))
    phrase.add(length(all.most, all.isAbout), .plain)
    return phrase
  }

  /// "5 notifies, 2 of them woke nobody".
  public func notifies(_ count: Int, unheard: Int) -> String {
    let all = say(
      count == 1 ? "1 notify" : "\(self.count(count)) notifies", "通知 \(self.count(count)) 次")
    guard unheard > 0 else { return all }
    return say(
      "\(all), \(self.count(unheard)) of them woke nobody",
      "\(all)，其中 \(self.count(unheard)) 次没有叫醒谁")
  }
  /// "7 hand-offs".
  public func handOffs(_ count: Int) -> String {
    say(
      count == 1 ? "1 hand-off to a waiter" : "\(self.count(count)) hand-offs to waiters",
      "直接移交给等待者 \(self.count(count)) 次")
  }

  /// "others waited 3.2 s for worker-1: 91% while it was sleeping, 9% running". What the others waited for may stand behind it.
  public func blame(ofThread story: BlameStory) -> Phrase {
    var phrase = Phrase(say("others waited ", "其他线程等了 "))
    phrase.add(length(story.time, story.isAbout), .plain)
    if let holder = story.holder {
      phrase.add(say(" for ", holder.isPerson ? "，等的是" : "，等的是 "))
      name(holder, nil, &phrase)
    }
    if story.parts.count == 1, let part = story.parts.first {
      let doing = meanwhile(part)
      phrase.add(
        part.doing == .ended
          ? say(", after it had ended", "，这时它\(doing)")
          : say(", while it was \(doing)", "，它一直\(doing)"))
      return phrase
    }
    phrase.add(say(": ", "："))
    for (index, part) in story.parts.enumerated() {
      let share = percent(Double(part.time) / Double(max(1, story.time)))
      let doing = meanwhile(part)
      let verb = part.doing == .ended || index > 0 ? " " : " while it was "
      if index > 0 { phrase.add(listComma) }
      phrase.add(share, .plain)
      phrase.add(say(verb + doing, (index == 0 ? " 时间它" : " ") + doing))
    }
    return phrase
  }

  /// What the holder was doing: "running", "blocked on audit", "after its end".
  private func meanwhile(_ part: BlameStory.Part) -> String {
    let doing = doing(part.doing, at: part.on)
    return switch part.doing {
    case .ended: say("after its end", doing)
    case .deadlocked, .idle, .held, .unknown: doing
    case .running, .sleeping, .blocked, .waiting: say(doing, "在" + doing)
    }
  }

  /// What they waited for then: "for accounts 3.0 s, audit 200 ms".
  public func waitedFor(_ all: [(name: String, time: Int64)], isAbout: Bool) -> Phrase {
    var phrase = Phrase(say("they waited for ", "等的对象："))
    for (index, one) in all.enumerated() {
      if index > 0 { phrase.add(listComma) }
      phrase.add(one.name + " ", .dim)
      phrase.add(length(one.time, isAbout), .plain)
    }
    return phrase
  }

  /// Of one primitive: "charged to worker-1 2.0 s (91% sleeping, 9% running), worker-2 1.2 s (blocked on audit)".
  public func blame(atPrimitive stories: [BlameStory]) -> Phrase {
    var phrase = Phrase(say("charged to ", "归咎于"), .bright)
    for (index, story) in stories.enumerated() {
      if index > 0 { phrase.add(listComma) }
      if let holder = story.holder {
        embed(holder, &phrase)
      } else {
        phrase.add(say("threads that are no more", "已不存在的线程"), .plain)
      }
      phrase.add(say(" ", ""))
      phrase.add(length(story.time, story.isAbout), .plain)
      let parts = story.parts.map { part in
        let doing = meanwhile(part)
        let share = percent(Double(part.time) / Double(max(1, story.time)))
        return story.parts.count == 1 ? doing : "\(share) \(doing)"
      }
      phrase.add(say(" (", "（") + parts.joined(separator: listComma) + say(")", "）"))
    }
    return phrase
  }
  /// Nobody had it, or nobody waited.
  public var chargedToNobody: String {
    say("nobody had it meanwhile: there is nobody to charge", "其间没有线程持有它：无从归咎")
  }
  public var neverWaited: String { say("nobody ever waited for it", "没有线程为它等过") }
  public var nobodyWaitedFor: String {
    say("nobody has waited for what it had", "没有线程等过它持有的东西")
  }

  /// No more digits than a percentile has.
  private func length(_ nanoseconds: Int64, _ isAbout: Bool) -> String {
    isAbout ? about(duration(nanoseconds)) : duration(nanoseconds)
  }
}
