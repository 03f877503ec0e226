import Attachment
import Glibc
import SyncEvents

/// A viewer that asks for much, until it is killed; and one that may not ask at all.
enum Pesterer {
  static func run(_ path: String) {
    guard let client = try? ControlClient(path) else { exit(1) }
    let commands: [Instruction] = [
      Instruction(.hold), Instruction(.set, on: "light"), Instruction(.step("worker-1")),
      Instruction(.notify(1), on: "ready"), Instruction(.go),
      Instruction(.size(.by(1)), on: "permits"),
      Instruction(.clear, on: "light"), Instruction(.size(.by(-1)), on: "permits"),
    ]
    var number = 0
    while client.loss == nil {
      if client.scope != nil, client.pending < 8 {
        client.submit(commands[number % commands.count])
        number += 1
        if number == 1 { StressProgram.say("begun") }
      }
      _ = client.news()
    }
    exit(1)
  }

  static func knock(_ path: String, as user: Int) {
    guard setuid(uid_t(user)) == 0 else { return StressProgram.say("no such user") }
    let client: ControlClient
    do throws(ControlLoss) { client = try ControlClient(path) } catch {
      return StressProgram.say("\(error)")
    }
    while client.loss == nil, client.scope == nil { _ = client.news() }
    StressProgram.say(client.loss.map { "\($0)" } ?? "let in")
  }
}
