import Phrases
import Signalbox
import SyncEvents

/// Ten threads wait for a ticket. A notify without one wakes them, they ask, and wait again.
final class WaitForLesson: BatchLesson {
  let stage: Stage
  private let ready = Condition("ready")
  private let tickets = GuardedValue(0)

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) throws {
    stage.say(.cameIn)
    stage.at(.acquire)
    ready.acquire()
    stage.at(.wait)
    try ready.wait(until: takeTicket)
    stage.say(.number(number))
    stage.at(.work)
    stage.work(.seconds(1))
    stage.at(.release)
    try ready.release()
  }

  private func takeTicket() -> Bool {
    stage.at(.ask)
    defer { stage.at(.wait) }
    let found = tickets.withLock { tickets in
      defer { tickets = max(0, tickets - 1) }
      return tickets
    }
    stage.say(.asked(tickets: found))
    return found > 0
  }

  func perform(_ instruction: Instruction) throws -> Bool {
    guard instruction.command == .satisfy else { return false }
    // The course forgets to acquire first, which Python refuses, and so does Signalbox.
    defer { stage.at(nil) }
    stage.at(.commandAcquire)
    try ready.acquireOrWithdraw()
    tickets.withLock { $0 += 1 }
    stage.at(.command)
    try ready.notify(1)
    stage.at(.commandRelease)
    try ready.release()
    return true
  }

  func open() {
    tickets.withLock { $0 = 1_000_000 }
    guard ready.acquire(timeout: .milliseconds(20)) else { return }
    _ = try? ready.notifyAll()
    try? ready.release()
  }
}
