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
  /// What a thread finds in its own place and in the shared one.
  case localRead(own: String, shared: String)
  /// A thread's row of the dictionary.
  case ownRow(String)
  /// An attribute of its own, by name, as it reads it back.
  case attribute(String, String)
  /// The number of the task.
  case taskRan(Int)
  /// The item.
  case produced(String)
  case consumed(String)
  /// What the unguarded counter came to, and how often it was counted up.
  case counted(counter: Int, of: Int)
  /// A producer or a consumer is sent home.
  case leaves
  /// The control thread puts an item.
  case youPut(String)
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
    case .localRead(let own, let shared):
      say("my phone \(own), shared phone \(shared)", "我的 phone 是 \(own)，共享的 phone 是 \(shared)")
    case .ownRow(let row): say("my row: \(row)", "我的一行：\(row)")
    case .attribute(let name, let value): say("my \(name): \(value)", "我的 \(name)：\(value)")
    case .taskRan(let task): say("task \(task)", "任务 \(task)")
    case .produced(let item): say("produced \(item)", "生产 \(item)")
    case .consumed(let item): say("consumed \(item)", "消费 \(item)")
    case .counted(let counter, let updates):
      say("the counter is at \(counter) of \(updates)", "计数器是 \(counter)，应为 \(updates)")
    case .leaves: say("going home", "收工")
    case .youPut(let item): say("I put in \(item)", "我放入 \(item)")
    }
  }
}
