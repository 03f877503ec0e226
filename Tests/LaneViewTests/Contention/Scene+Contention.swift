import LaneModel
import SyncEvents

extension Scene {
  /// A lock that is asked for much, held by one who sleeps; one that hardly is; permits, a condition, a queue and an event.
  static func contended(estimates: Bool = false) -> LaneModel {
    var scene = Scene()
    scene.estimates = estimates
    _ = scene.thread("you", .control)
    let accounts = scene.primitive("accounts", .lock)
    let audit = scene.primitive("audit", .recursiveLock)
    let permits = scene.primitive("permits", .boundedSemaphore, value: 2, limit: 2)
    let readyLock = scene.primitive("ready.lock", .recursiveLock)
    let ready = scene.primitive("ready", .condition, lock: readyLock)
    let items = scene.primitive("items", .queue, limit: 3)
    let start = scene.primitive("start", .event)
    let workers = scene.workers(0..<5)
    scene.waitFor(workers[4], start)
    for turn in 0..<12 {
      let begin = 0.1 + Double(turn) * 0.25
      let holder = turn % 3 == 0 ? workers[0] : workers[1]
      let waiter = workers[2]
      scene.at(begin)
      scene.take(holder, accounts)
      scene.at(begin + 0.01)
      scene.block(waiter, accounts)
      if turn % 4 == 0 {
        scene.event(workers[0] == holder ? workers[1] : workers[0], .sleeping(0))
        scene.take(workers[3], audit)
        scene.block(holder, audit)
        scene.at(begin + 0.06)
        scene.give(workers[3], audit)
        scene.get(holder, audit, from: workers[3])
        scene.give(holder, audit)
        scene.event(workers[0] == holder ? workers[1] : workers[0], .woke)
      }
      scene.at(begin + 0.07)
      scene.event(holder, .sleeping(0))
      scene.at(begin + 0.07 + 0.01 * Double(turn))
      scene.event(holder, .woke)
      scene.give(holder, accounts)
      scene.at(begin + 0.071 + 0.01 * Double(turn))
      scene.get(waiter, accounts, from: holder)
      scene.at(begin + 0.2)
      scene.give(waiter, accounts)
    }
    scene.at(3.2)
    scene.event(workers[4], .resumed(.set, by: workers[0]), start)
    scene.take(workers[0], permits)
    scene.take(workers[1], permits)
    scene.at(3.25)
    scene.block(workers[2], permits)
    scene.event(workers[3], .put(depth: 1), items)
    scene.at(3.3)
    scene.waitOn(workers[3], ready, readyLock)
    scene.take(workers[4], readyLock)
    scene.event(workers[4], .notifying(asked: 1, woken: 1), ready)
    scene.give(workers[4], readyLock)
    scene.event(workers[4], .notifying(asked: 1, woken: 0), ready)
    scene.at(3.62)
    return scene.model
  }
}
