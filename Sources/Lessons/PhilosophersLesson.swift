import Phrases
import Signalbox
import SyncEvents

/// Five philosophers, and a fork between each two of them. Each takes the left one, then the right one, and all have the left
/// one at the same time. Cured, each takes the fork with the lower number first: the last one begins on the right.
final class PhilosophersLesson: Lesson {
  private let stage: Stage
  private let forks = (0..<PhilosophersLesson.seats).map { Lock("fork-\($0)") }

  private static let seats = 5

  init(_ stage: Stage) { self.stage = stage }

  func begin(on control: ControlThread) {
    stage.startWorkers(
      stage.lesson.batch, on: control, named: { "diner-\($0)" }, { [self] in dine($0) })
  }

  private func dine(_ number: Int) {
    let left = number % Self.seats
    let right = (left + 1) % Self.seats
    let (first, second) = stage.isCured ? (min(left, right), max(left, right)) : (left, right)
    stage.at(.acquire)
    forks[first].withLock {
      stage.at(.work)
      stage.work(.milliseconds(500))
      guard !stage.isClosed else { return }
      stage.at(.acquireAgain)
      forks[second].withLock {
        stage.at(.print)
        stage.say(.eats)
        stage.at(.workAgain)
        stage.work(.milliseconds(500))
      }
    }
  }

  func open() { StuckLocks(forks).openOne() }
}
