import LaneModel
import Phrases
import SyncEvents

// The worlds of the golden frames.
extension Scene {
  /// Three of ten were notified 1.3 s ago: one is through, one runs, one is blocked on the condition's lock.
  static func condition(_ at: Double = 19.9, lesson: LessonID? = .condition) -> LaneModel {
    var scene = Scene()
    scene.lesson = lesson
    let you = scene.thread("you", .control)
    let lock = scene.primitive("ready.lock", .recursiveLock)
    let ready = scene.primitive("ready", .condition, lock: lock)
    let workers = scene.workers(0..<10)
    for worker in workers { scene.print(worker, .cameIn) }
    scene.at(0.3)
    for worker in workers {
      scene.stand(worker, .wait)
      scene.waitOn(worker, ready, lock)
    }
    scene.at(18.6)
    let command = scene.text("notify 3")
    scene.event(you, .commanded(command))
    scene.take(you, lock)
    scene.event(you, .notifying(asked: 3, woken: 3), ready)
    scene.give(you, lock)
    scene.event(you, .woke)
    for worker in workers[..<3] {
      scene.event(
        worker, .notified(by: you, at: Instant(nanoseconds: 18_600_000_000)), ready)
    }
    for worker in workers[1..<3] { scene.block(worker, lock) }
    scene.take(workers[0], lock)
    scene.event(workers[0], .resumed(.notified, by: you), ready)
    scene.stand(workers[0], .work)
    scene.print(workers[0], "0")
    scene.at(19.6)
    scene.give(workers[0], lock)
    scene.end(workers[0])
    scene.get(workers[1], lock, from: workers[0])
    scene.event(workers[1], .resumed(.notified, by: you), ready)
    scene.stand(workers[1], .work)
    scene.print(workers[1], "1")
    scene.at(at)
    return scene.model
  }

  /// Three permits, made four, then two: one is owed.
  static func semaphore() -> LaneModel {
    var scene = Scene()
    let you = scene.thread("you", .control)
    let permits = scene.primitive("permits", .boundedSemaphore, value: 3, limit: 3)
    let workers = scene.workers(0..<12)
    for worker in workers[..<3] { scene.take(worker, permits) }
    for worker in workers[3...] { scene.block(worker, permits) }
    scene.at(1)
    for (old, new) in zip(workers[..<3], workers[3..<6]) {
      scene.give(old, permits)
      scene.end(old)
      scene.get(new, permits, from: old)
    }
    scene.at(1.4)
    scene.event(you, .limitChanged(old: 3, new: 4, woken: 1), permits)
    scene.get(workers[6], permits, from: you)
    scene.at(1.8)
    scene.event(you, .limitChanged(old: 4, new: 2, woken: 0), permits)
    scene.at(2.05)
    scene.give(workers[3], permits)
    scene.end(workers[3])
    scene.at(2.3)
    return scene.model
  }

  /// Ten went at green; the light is red again, and ten more wait.
  static func event() -> LaneModel {
    var scene = Scene()
    scene.lesson = .event
    let you = scene.thread("you", .control)
    let light = scene.primitive("light", .event)
    let first = scene.workers(0..<10)
    for worker in first { scene.print(worker, "线程来了") }
    scene.at(0.5)
    for worker in first {
      scene.stand(worker, .wait)
      scene.waitFor(worker, light)
    }
    scene.at(5)
    scene.event(you, .lightSet(woken: 10), light)
    for worker in first { scene.event(worker, .resumed(.set, by: you), light) }
    scene.at(5.5)
    for worker in first { scene.end(worker) }
    scene.at(5.8)
    scene.event(you, .lightCleared, light)
    scene.at(8)
    let second = scene.workers(10..<20)
    for worker in second { scene.print(worker, "线程来了") }
    scene.at(8.3)
    for worker in second {
      scene.stand(worker, .wait)
      scene.waitFor(worker, light)
    }
    scene.at(11.8)
    return scene.model
  }

  /// One thread took a plain lock twice.
  static func lockedTwice() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<3)
    scene.take(workers[0], lock)
    for worker in workers[1...] { scene.block(worker, lock) }
    scene.at(0.5)
    scene.block(workers[0], lock)
    scene.at(4)
    return scene.model
  }

  /// A recursive lock, two deep.
  static func twoDeep() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("guard", .recursiveLock)
    let workers = scene.workers(0..<4)
    scene.take(workers[0], lock)
    for worker in workers[1...] { scene.block(worker, lock) }
    scene.at(0.3)
    scene.take(workers[0], lock, depth: 2)
    scene.at(0.5)
    return scene.model
  }

  /// Two threads that wait for each other, and one that waits for them.
  static func ring() -> LaneModel {
    var scene = Scene()
    let left = scene.primitive("accounts", .recursiveLock)
    let right = scene.primitive("audit", .recursiveLock)
    let a = scene.thread("transfer-0")
    let b = scene.thread("transfer-1")
    let c = scene.thread("transfer-2")
    scene.take(a, left)
    scene.take(b, right)
    scene.at(1)
    scene.block(a, right)
    scene.at(1.5)
    scene.block(c, left)
    scene.at(2)
    scene.block(b, left)
    scene.at(11.4)
    return scene.model
  }

  /// Short sections, so that a cell covers several states; one thread sleeps, one joins, one is held, of one events were lost.
  static func busy() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<2)
    let sleeper = scene.thread("sleeper")
    let joiner = scene.thread("joiner")
    let held = scene.thread("held")
    let lossy = scene.thread("lossy")
    let thread = scene.primitive("sleeper", .thread)
    scene.event(joiner, .blocking(.join, deadline: nil, site: nil), thread)
    scene.take(workers[0], lock)
    scene.block(workers[1], lock)
    for turn in 1..<60 {
      // The share of each turns slowly.
      let share = turn % 2 == 0 ? 0.02 + Double(turn) * 0.002 : 0.15 - Double(turn) * 0.002
      scene.at(Double(turn) * 0.16 + share * 0.2)
      let (giver, taker) = (workers[(turn + 1) % 2], workers[turn % 2])
      scene.give(giver, lock)
      scene.get(taker, lock, from: giver)
      scene.block(giver, lock)
      if turn % 10 == 0 { scene.event(sleeper, .sleeping(1_000_000_000)) }
      if turn % 10 == 8 { scene.event(sleeper, .woke) }
      if turn == 30 { scene.event(held, .held) }
    }
    scene.at(9.8)
    scene.lose(12, of: lossy, since: 8.2)
    return scene.model
  }

  /// Names that try to spoil the picture.
  static func names() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("数据库连接池的锁", .lock)
    let first = scene.thread("读者一号")
    let second = scene.thread("写\u{1B}[31m者\nB")
    let third = scene.thread("a-very-long-name-that-does-not-fit-anywhere")
    scene.take(first, lock)
    scene.block(second, lock)
    scene.block(third, lock)
    scene.at(2.5)
    return scene.model
  }

  /// A command waits for the condition's lock.
  static func waitingCommand() -> LaneModel {
    var scene = Scene()
    let you = scene.thread("you", .control)
    let lock = scene.primitive("ready.lock", .recursiveLock)
    _ = scene.primitive("ready", .condition, lock: lock)
    let worker = scene.thread("worker-0")
    scene.take(worker, lock)
    scene.at(1)
    let command = scene.text("notify 2")
    scene.event(you, .commanded(command))
    scene.block(you, lock)
    scene.at(1.4)
    return scene.model
  }

  /// Every thread has ended.
  static func over() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    _ = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<2)
    scene.at(1)
    for worker in workers { scene.end(worker) }
    scene.at(3)
    return scene.model
  }
}
