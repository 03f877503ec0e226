import Phrases
import Signalbox

/// Ten threads wait on a condition; a person says how many are notified. Each woken one works with the lock held.
final class ConditionLesson: Lesson {
  private let stage: Stage
  private let ready = Condition("ready")

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) throws {
    stage.say(.cameIn)
    ready.acquire()
    try ready.wait()
    stage.say(.number(number))
    stage.work(.seconds(1))
    try ready.release()
  }

  func open() {
    guard ready.acquire(timeout: .milliseconds(20)) else { return }
    _ = try? ready.notifyAll()
    try? ready.release()
  }
}
