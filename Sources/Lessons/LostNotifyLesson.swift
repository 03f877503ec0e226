import Phrases
import Signalbox
import SyncEvents

/// One notifies before the other waits: nobody hears it, it is not remembered, and the waiter waits for ever. Cured, what has
/// happened is written down, and the waiter looks there, with the lock held, before it waits.
final class LostNotifyLesson: Lesson {
  private let stage: Stage
  private let ready = Condition("ready")
  /// Under the condition's lock; guarded by itself as well, for Swift.
  private let hasHappened = GuardedValue(false)

  init(_ stage: Stage) { self.stage = stage }

  /// They come in pairs: who notifies, and who waits.
  func begin(on control: ControlThread) {
    stage.startWorkers(
      stage.lesson.batch, on: control,
      named: { ($0.isMultiple(of: 2) ? "notifier-" : "waiter-") + "\($0 / 2)" },
      { [self] number in
        if number.isMultiple(of: 2) { try notify() } else { try wait() }
      })
  }

  private func notify() throws {
    stage.at(.work)
    stage.work(.milliseconds(300))
    stage.at(.acquire)
    try ready.withLock {
      if stage.isCured {
        stage.at(.set)
        hasHappened.withLock { $0 = true }
      }
      stage.at(.command)
      stage.say(.notified(try ready.notify()))
    }
  }

  private func wait() throws {
    stage.at(.workAgain)
    stage.work(.milliseconds(900))
    stage.at(.acquireAgain)
    try ready.withLock {
      guard !stage.isClosed else { return }
      stage.at(.wait)
      if stage.isCured {
        try ready.wait { hasHappened.withLock { $0 } }
      } else {
        try ready.wait()
      }
      stage.at(.print)
      stage.say(.goesOn)
    }
  }

  func open() {
    guard ready.acquire(timeout: .milliseconds(20)) else { return }
    hasHappened.withLock { $0 = true }
    _ = try? ready.notifyAll()
    try? ready.release()
  }
}
