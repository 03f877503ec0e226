import Phrases
import Signalbox
import SyncEvents

/// Ten threads wait on a condition; a person says how many are notified. Each woken one works with the lock held.
final class ConditionLesson: BatchLesson {
  let stage: Stage
  private let ready = Condition(ConditionLesson.name)
  private static let name = "ready"

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) throws {
    stage.say(.cameIn)
    stage.at(.acquire)
    ready.acquire()
    stage.at(.wait)
    try ready.wait()
    stage.say(.number(number))
    stage.at(.work)
    stage.work(.seconds(1))
    stage.at(.release)
    try ready.release()
  }

  /// As the library would do it by itself, seen line by line.
  func perform(_ instruction: Instruction) throws -> Bool {
    guard instruction.target ?? Self.name == Self.name else { return false }
    let count: Int?
    switch instruction.command {
    case .notify(let some): count = some
    case .notifyAll: count = nil
    default: return false
    }
    defer { stage.at(nil) }
    stage.at(.commandAcquire)
    try ready.acquireOrWithdraw()
    stage.at(.command)
    if let count { try ready.notify(count) } else { try ready.notifyAll() }
    stage.at(.commandRelease)
    try ready.release()
    return true
  }

  func open() {
    guard ready.acquire(timeout: .milliseconds(20)) else { return }
    _ = try? ready.notifyAll()
    try? ready.release()
  }
}
