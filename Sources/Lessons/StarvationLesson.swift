import Phrases
import Signalbox
import SyncEvents

/// Three threads have the lock in turn. A fourth is impatient: it gives up its place in line before its turn comes, goes to the
/// end of the line, and never gets the lock. Cured, it stays.
final class StarvationLesson: Lesson {
  private let stage: Stage
  private let lock = Lock("lock")

  /// So long each has it. The impatient one has two of them before it, so it would have to wait longer than one turn.
  private static let turn = Duration.milliseconds(400)
  private static let patience = Duration.milliseconds(300)

  init(_ stage: Stage) { self.stage = stage }

  /// The last of each batch is the impatient one.
  func begin(on control: ControlThread) {
    let batch = stage.lesson.batch
    stage.startWorkers(
      batch, on: control,
      named: { number in
        (number % batch == batch - 1)
          ? "hungry-\(number / batch)" : "holder-\(number - number / batch)"
      },
      { [self] number in
        let isHungry = number % batch == batch - 1
        while !stage.isClosed { isHungry ? hunger() : hold() }
      })
  }

  private func hold() {
    stage.at(.acquire)
    lock.withLock {
      stage.at(.work)
      stage.work(Self.turn)
    }
  }

  private func hunger() {
    stage.at(.acquireAgain)
    if stage.isCured {
      lock.acquire()
    } else {
      var count = 0
      while !lock.acquire(timeout: stage.paced(Self.patience)) {
        guard !stage.isClosed else { return }
        count += 1
        stage.at(.print)
        stage.say(.gaveUp(count))
        stage.at(.acquireAgain)
      }
    }
    defer { try? lock.release() }  // an outsider may have done so
    guard !stage.isClosed else { return }
    stage.at(.workAgain)
    stage.say(.hasTheLock)
    stage.work(Self.turn)
    stage.at(.release)
  }
}
