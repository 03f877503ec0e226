import Phrases
import Signalbox
import SyncEvents

/// Two workers; each runs a task that submits another to the same pool, and waits for its result: nobody is left to run it.
/// Cured, the tasks inside have a pool of their own.
final class PoolDeadlockLesson: Lesson {
  private let stage: Stage
  private let pool: ThreadPool
  private let helpers: ThreadPool?
  private let submitted = GuardedValue(0)

  init(_ stage: Stage) throws {
    self.stage = stage
    pool = try ThreadPool(workers: stage.lesson.batch, name: "pool")
    helpers = stage.isCured ? try ThreadPool(workers: 1, name: "helpers") : nil
  }

  func begin(on control: ControlThread) { control.run { [self] in submitAll() } }

  private func submitAll() {
    defer { stage.at(nil) }
    for _ in 0..<stage.lesson.batch where !stage.isClosed {
      let number = submitted.withLock { count in
        count += 1
        return count
      }
      stage.at(.submit)
      // It is shut down only when the lesson ends.
      _ = try? pool.submit { [self] in try outer(number) }
    }
  }

  private func outer(_ number: Int) throws {
    defer { stage.at(nil) }
    stage.say(.taskRan(number))
    stage.at(.work)
    stage.work(.milliseconds(500))
    do {
      stage.at(.put)
      let result = try (helpers ?? pool).submit { [self] in inner(number) }
      stage.at(.wait)
      let square = try result.result()
      stage.at(.print)
      stage.say(.got(square))
    } catch SyncError.cancelled {
    } catch SyncError.shutDown {}  // the lesson ends
  }

  private func inner(_ number: Int) -> Int {
    defer { stage.at(nil) }
    stage.at(.workAgain)
    stage.work(.milliseconds(500))
    return number * number
  }

  func open() {
    pool.shutdown(wait: false, cancelPending: true)
    helpers?.shutdown(wait: false, cancelPending: true)
  }
  func waitForEnd(within limit: Duration) -> Bool {
    pool.waitForEnd(within: limit) && helpers?.waitForEnd(within: limit) ?? true
  }
}
