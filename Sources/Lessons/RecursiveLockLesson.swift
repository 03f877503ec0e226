import Phrases
import Signalbox

/// Ten threads append to a shared list and read back the last element, with a recursive lock taken twice and given back
/// twice.
final class RecursiveLockLesson: BatchLesson {
  let stage: Stage
  private let lock = RecursiveLock("rlock")
  private let list = SharedList()

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) throws {
    stage.at(.acquire)
    lock.acquire()
    list.append(number)
    stage.at(.work)
    stage.work(.milliseconds(300))
    stage.at(.acquireAgain)
    lock.acquire()
    stage.at(.workAgain)
    stage.work(.milliseconds(300))
    stage.say(.appended(number, readBack: list.last))
    stage.at(.release)
    try lock.release()
    stage.at(.workLast)
    stage.work(.milliseconds(300))
    stage.at(.releaseAgain)
    try lock.release()
  }
}
