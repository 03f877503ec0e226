import Phrases
import Signalbox
import SyncEvents

/// Forty tasks on a few workers, which take the next one when they have done with theirs; bare, on a thread each.
final class PoolLesson: Lesson {
  private let stage: Stage
  private let pool: ThreadPool?
  private let submitted = GuardedValue(0)

  static let tasks = 40

  init(_ stage: Stage) throws {
    self.stage = stage
    pool = stage.isBare ? nil : try ThreadPool(workers: 5, name: "pool")
  }

  func begin(on control: ControlThread) { control.run { [self] in submitAll() } }

  private func submitAll() {
    defer { stage.at(nil) }
    for _ in 0..<Self.tasks where !stage.isClosed {
      let number = submitted.withLock { count in
        count += 1
        return count
      }
      stage.at(.submit)
      guard let pool else {
        stage.start("thread-\(number)") { [self] in run(number) }
        continue
      }
      _ = try? pool.submit { [self] in run(number) }  // it is shut down only when the lesson ends
    }
  }

  private func run(_ number: Int) {
    stage.say(.taskRan(number))
    stage.at(.work)
    stage.work(.milliseconds(500))
    stage.at(nil)
  }

  func open() { pool?.shutdown(wait: false, cancelPending: true) }
  func waitForEnd(within limit: Duration) -> Bool { pool?.waitForEnd(within: limit) ?? true }
}
