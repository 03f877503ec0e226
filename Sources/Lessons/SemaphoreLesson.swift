import Phrases
import Signalbox

/// Twenty threads want one of three permits, and work with it.
final class SemaphoreLesson: BatchLesson {
  let stage: Stage
  private let permits: BoundedSemaphore

  init(_ stage: Stage) throws {
    self.stage = stage
    permits = try BoundedSemaphore(3, name: "permits")
  }

  func work(_ number: Int) throws {
    stage.at(.acquire)
    permits.acquire()
    stage.say(.number(number))
    stage.at(.work)
    stage.work(.seconds(1))
    stage.at(.release)
    try permits.release()
  }

  func open() {
    // Somebody may have made it so small that nobody is let in.
    if permits.waiterCount > 0, permits.value <= 0 { try? permits.resize(to: permits.limit + 20) }
  }
}
