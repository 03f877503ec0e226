import LaneModel
import Phrases
import SyncEvents

// Every lesson at a moment at which one sees what it is about: those with locks, permits and signals.
extension Scene {
  static func of(_ lesson: LessonID) -> LaneModel {
    switch lesson {
    case .containers: containers()
    case .lock: lock()
    case .rlock: recursiveLock()
    case .semaphore: permits()
    case .condition, .waitFor: condition(lesson: lesson)
    case .event: event()
    case .local: local()
    case .localDict: rows(.localDict, "storage", ["phone"])
    case .localObject: rows(.localObject, "obj", ["phone", "x"])
    case .pool: pool()
    case .queue: queue()
    case .deadlock: deadlock()
    case .philosophers: philosophers()
    case .lostNotify: lostNotify()
    case .poolDeadlock: poolDeadlock()
    case .starvation: starvation()
    case .ownerGone: ownerGone()
    }
  }

  /// With its control thread, of which nothing is seen yet.
  init(_ lesson: LessonID) {
    self.init()
    self.lesson = lesson
    _ = thread("you", .control)
  }

  /// One works with the lock, the others stand before it.
  private static func lock() -> LaneModel {
    var scene = Scene(.lock)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<10)
    for worker in workers { scene.stand(worker, .acquire) }
    scene.take(workers[0], lock)
    for worker in workers[1...] { scene.block(worker, lock) }
    for (number, worker) in workers[...3].enumerated() {
      scene.at(Double(number) * 0.5)
      if number > 0 {
        scene.give(workers[number - 1], lock)
        scene.end(workers[number - 1])
        scene.get(worker, lock, from: workers[number - 1])
      }
      scene.stand(worker, .work)
      scene.print(worker, .appended(number, readBack: number))
    }
    scene.at(1.8)
    return scene.model
  }

  /// Taken for the second time.
  private static func recursiveLock() -> LaneModel {
    var scene = Scene(.rlock)
    let lock = scene.primitive("rlock", .recursiveLock)
    let workers = scene.workers(0..<10)
    for worker in workers { scene.stand(worker, .acquire) }
    scene.take(workers[0], lock)
    scene.stand(workers[0], .work)
    for worker in workers[1...] { scene.block(worker, lock) }
    scene.at(0.3)
    scene.take(workers[0], lock, depth: 2)
    scene.stand(workers[0], .workAgain)
    scene.at(0.5)
    return scene.model
  }

  /// Three permits were made four; four work, and the next stand in line.
  private static func permits() -> LaneModel {
    var scene = Scene(.semaphore)
    let permits = scene.primitive("permits", .boundedSemaphore, value: 3, limit: 3)
    let you = scene.model.lanes[0].id
    let workers = scene.workers(0..<20)
    for worker in workers { scene.stand(worker, .acquire) }
    for worker in workers[..<3] {
      scene.take(worker, permits)
      scene.stand(worker, .work)
    }
    for worker in workers[3...] { scene.block(worker, permits) }
    scene.at(1)
    for (old, new) in zip(workers[..<3], workers[3..<6]) {
      scene.give(old, permits)
      scene.end(old)
      scene.get(new, permits, from: old)
      scene.stand(new, .work)
      scene.print(new, scene.model.name(of: new))
    }
    scene.at(1.4)
    scene.event(you, .limitChanged(old: 3, new: 4, woken: 1), permits)
    scene.get(workers[6], permits, from: you)
    scene.stand(workers[6], .work)
    scene.at(1.8)
    return scene.model
  }
}
