import Phrases
import Signalbox
import SyncEvents

/// Two threads need the same two locks, and take them in opposite orders. Cured, both take them in the same order.
final class DeadlockLesson: BatchLesson {
  let stage: Stage
  private let accounts = Lock("accounts")
  private let audit = Lock("audit")

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    let isOther = !stage.isCured && !number.isMultiple(of: 2)
    let (first, second) = isOther ? (audit, accounts) : (accounts, audit)
    stage.at(.acquire)
    first.withLock {
      stage.at(.work)
      stage.work(.milliseconds(500))
      guard !stage.isClosed else { return }
      stage.at(.acquireAgain)
      second.withLock {
        stage.at(.print)
        stage.say(.hasBoth)
        stage.at(.workAgain)
        stage.work(.milliseconds(500))
      }
    }
  }

  func open() { StuckLocks([accounts, audit]).openOne() }
}
