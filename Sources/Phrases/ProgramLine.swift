/// What the threads of the lessons print.
public enum ProgramLine: Hashable, Sendable {
  /// A thread has begun.
  case cameIn
  /// It appended its number to the list, and read back the last one.
  case appended(Int, readBack: Int)
  /// A thread's number, as it gets its turn.
  case number(Int)
  /// A predicate is asked.
  case asked(tickets: Int)
  /// The control thread passes the light.
  case youPass
}

extension Phrasebook {
  public func text(_ line: ProgramLine) -> String {
    switch line {
    case .cameIn: say("came in", "线程来了")
    case .appended(let mine, let last):
      say("appended \(mine), read back \(last)", "放入 \(mine)，读回 \(last)")
    case .number(let number): "\(number)"
    case .asked(let tickets):
      say(
        tickets == 0 ? "a ticket for me? no" : "a ticket for me? yes",
        tickets == 0 ? "有我的票吗？没有" : "有我的票吗？有")
    case .youPass: say("green: I pass at once", "绿灯：直接通过")
    }
  }
}
