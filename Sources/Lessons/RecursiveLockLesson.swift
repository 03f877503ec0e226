import Phrases
import Signalbox

/// Ten threads append to a shared list and read back the last element, with a recursive lock taken twice and given back
/// twice.
final class RecursiveLockLesson: Lesson {
  private let stage: Stage
  private let lock = RecursiveLock("guard")
  private let list = SharedList()

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) throws {
    lock.acquire()
    list.append(number)
    stage.work(.milliseconds(300))
    lock.acquire()
    stage.work(.milliseconds(300))
    stage.say(.appended(number, readBack: list.last))
    try lock.release()
    stage.work(.milliseconds(300))
    try lock.release()
  }

  func open() {}
}
