public import SyncEvents

// What the panes around the lanes say while one looks back.
extension Phrasebook {
  private var dot: String { isASCII ? "-" : "·" }

  /// Over a pane that goes no further than the cursor: "log · until 00:18.600".
  public func until(_ pane: String, _ clock: String) -> String {
    say("\(pane) \(dot) until \(clock)", "\(pane) \(dot) 到 \(clock) 为止")
  }
  /// Over one that does not reach back to the cursor any more: its oldest line is from then.
  public func keptSince(_ pane: String, _ clock: String) -> String {
    say("\(pane) \(dot) kept only since \(clock)", "\(pane) \(dot) 只保留了 \(clock) 以后的")
  }
  /// Over one of which nobody knows how it was: "listing · Python · now".
  public func asOfNow(_ pane: String) -> String { "\(pane) \(dot) \(nowColumn)" }
  public var valueNow: String { say("value now", "现在的值") }

  /// Before what a primitive is now, behind what is known of then.
  public var nowLabel: String { say("now:", "现在：") }
  public var nobodyWaited: String { say("nobody waited", "那时没有线程在等") }
  /// Some threads of then are not known.
  public func atLeast(_ words: String) -> String { say("at least \(words)", "至少 \(words)") }
  public var waitersUnknown: String { say("not known who waited", "不清楚那时谁在等") }
  public var notThereYet: String { say("not there yet", "那时还没有") }

  /// Where the lanes are those of the primitives.
  public func waiterColumn(_ clock: String) -> String {
    say("who waited at \(clock)", "\(clock) 时谁在等")
  }
  /// Who had it; of a pool and of a task, who ran it.
  public func holderUnknown(_ kind: PrimitiveKind) -> String {
    kind == .pool || kind == .future
      ? say("who ran tasks then is not known", "那时谁在执行任务，已不清楚")
      : say("who had it then is not known", "那时谁持有，已不清楚")
  }
}
