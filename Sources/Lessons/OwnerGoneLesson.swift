import Phrases
import Signalbox
import SyncEvents

/// One thread returns from the middle of its section, and the lock stays taken: the others wait for somebody who is no more.
/// Cured, `withLock` gives the lock back however the section is left.
final class OwnerGoneLesson: BatchLesson {
  let stage: Stage
  private let lock = Lock("lock")

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    stage.at(.acquire)
    guard !stage.isCured else { return lock.withLock { _ = use(number) } }
    lock.acquire()
    guard use(number) else { return }
    stage.at(.release)
    try? lock.release()  // an outsider may have done so
  }

  /// - Returns: false for the first of each batch, which leaves early.
  private func use(_ number: Int) -> Bool {
    stage.at(.work)
    stage.work(.milliseconds(500))
    guard !number.isMultiple(of: stage.lesson.batch) else {
      stage.at(.leave)
      stage.say(.returnsEarly)
      return false
    }
    stage.at(.print)
    stage.say(.number(number))
    return true
  }

  func open() { StuckLocks([lock]).openOne() }
}
