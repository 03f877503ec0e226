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
  /// It has both locks, both forks.
  case hasBoth
  case eats
  /// Its notify woke so many.
  case notified(Int)
  /// What it waited for has happened.
  case goesOn
  /// A task got what the task inside it returned.
  case got(Int)
  /// It has given up its place in line so often.
  case gaveUp(Int)
  case hasTheLock
  /// It returns from the middle of the section.
  case returnsEarly
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
    case .hasBoth: say("I have both locks", "两把锁都拿到了")
    case .eats: say("I eat", "开吃")
    case .notified(let count):
      say(
        count == 0 ? "notified: nobody waits" : "notified: \(count) woken",
        count == 0 ? "通知了，没有谁在等" : "通知了，唤醒 \(count) 个")
    case .goesOn: say("it has happened: I go on", "事情发生了，继续")
    case .got(let number): say("the inner task returned \(number)", "里层任务返回 \(number)")
    case .gaveUp(let count):
      say("no lock in time: given up, \(count) so far", "时限到了没拿到锁，第 \(count) 次放弃")
    case .hasTheLock: say("I have the lock", "拿到锁了")
    case .returnsEarly: say("nothing to do: I return", "没事可做，返回")
    }
  }
}
