import LaneModel
import Phrases
import SyncEvents

// Lessons of what goes wrong, when it has gone wrong.
extension Scene {
  /// A ring: each took one lock, and waits for that of the next.
  private static func ring(_ lesson: LessonID, _ locks: [String], _ threads: [String]) -> LaneModel
  {
    var scene = Scene(lesson)
    let locks = locks.map { scene.primitive($0, .lock) }
    var rows: [ThreadID] = []
    for (number, name) in threads.enumerated() {
      scene.at(Double(number) * 0.05)
      rows.append(scene.thread(name))
      scene.stand(rows[number], .acquire)
      scene.take(rows[number], locks[number])
      scene.stand(rows[number], .work)
      scene.event(rows[number], .working(500_000_000))
    }
    for (number, row) in rows.enumerated() {
      scene.at(0.5 + Double(number) * 0.05)
      scene.event(row, .woke)
      scene.stand(row, .acquireAgain)
      scene.block(row, locks[(number + 1) % locks.count])
    }
    scene.at(2)
    return scene.model
  }

  static func deadlock() -> LaneModel {
    ring(.deadlock, ["accounts", "audit"], ["worker-0", "worker-1"])
  }
  static func philosophers() -> LaneModel {
    ring(.philosophers, (0..<5).map { "fork-\($0)" }, (0..<5).map { "diner-\($0)" })
  }

  /// The notify is over, and so is who notified.
  static func lostNotify() -> LaneModel {
    var scene = Scene(.lostNotify)
    let lock = scene.primitive("ready.lock", .recursiveLock)
    let ready = scene.primitive("ready", .condition, lock: lock)
    let notifier = scene.thread("notifier-0")
    let waiter = scene.thread("waiter-0")
    scene.at(0.3)
    scene.stand(notifier, .acquire)
    scene.take(notifier, lock)
    scene.stand(notifier, .command)
    scene.event(notifier, .notifying(asked: 1, woken: 0), ready)
    scene.print(notifier, .notified(0))
    scene.give(notifier, lock)
    scene.end(notifier)
    scene.at(0.9)
    scene.stand(waiter, .acquireAgain)
    scene.stand(waiter, .wait)
    scene.waitOn(waiter, ready, lock)
    scene.at(2)
    return scene.model
  }

  /// Two run, and wait for two that are queued.
  static func poolDeadlock() -> LaneModel {
    var scene = Scene(.poolDeadlock)
    let you = scene.model.lanes[0].id
    let pool = scene.primitive("pool", .pool, limit: 2)
    let workers = (0..<2).map { scene.thread("pool-\($0)") }
    scene.stand(you, .submit)
    for task in 1...2 { scene.event(you, .taskSubmitted(task: task, queued: task), pool) }
    scene.event(you, .line(0))
    for (index, worker) in workers.enumerated() {
      scene.event(worker, .taskStarted(task: index + 1, queued: 1 - index), pool)
      scene.print(worker, .taskRan(index + 1))
      scene.stand(worker, .work)
      scene.event(worker, .working(500_000_000))
    }
    scene.at(0.5)
    for (index, worker) in workers.enumerated() {
      let future = scene.future("pool task \(index + 3)", task: index + 3, of: pool)
      scene.event(worker, .woke)
      scene.stand(worker, .put)
      scene.event(worker, .taskSubmitted(task: index + 3, queued: index + 1), pool)
      scene.stand(worker, .wait)
      scene.event(worker, .blocking(.result, deadline: nil, site: nil), future)
    }
    scene.at(2)
    return scene.model
  }

  /// Its time was up twice, and the others had their turns.
  static func starvation() -> LaneModel {
    var scene = Scene(.starvation)
    let lock = scene.primitive("lock", .lock)
    let holders = (0..<3).map { scene.thread("holder-\($0)") }
    let hungry = scene.thread("hungry-0")
    func deadline(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }
    for holder in holders { scene.stand(holder, .acquire) }
    scene.take(holders[0], lock)
    scene.stand(holders[0], .work)
    for holder in holders[1...] { scene.block(holder, lock) }
    scene.stand(hungry, .acquireAgain)
    scene.event(hungry, .blocking(.acquire, deadline: deadline(0.3), site: nil), lock)
    for turn in 1...2 {
      scene.at(Double(turn) * 0.3)
      scene.event(hungry, .timedOut, lock)
      scene.event(hungry, .resumed(.timedOut, by: nil), lock)
      scene.stand(hungry, .print)
      scene.print(hungry, .gaveUp(turn))
      scene.stand(hungry, .acquireAgain)
      scene.event(
        hungry, .blocking(.acquire, deadline: deadline(Double(turn + 1) * 0.3), site: nil), lock)
      guard turn == 1 else { continue }
      scene.at(0.4)
      scene.give(holders[0], lock)
      scene.get(holders[1], lock, from: holders[0])
      scene.stand(holders[1], .work)
      scene.stand(holders[0], .acquire)
      scene.block(holders[0], lock)
    }
    scene.at(0.7)
    return scene.model
  }

  /// Who has the lock has ended.
  static func ownerGone() -> LaneModel {
    var scene = Scene(.ownerGone)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<4, apart: 0.05)
    for worker in workers { scene.stand(worker, .acquire) }
    scene.take(workers[0], lock)
    scene.stand(workers[0], .work)
    for worker in workers[1...] { scene.block(worker, lock) }
    scene.at(0.5)
    scene.stand(workers[0], .leave)
    scene.print(workers[0], .returnsEarly)
    scene.end(workers[0])
    scene.at(2)
    return scene.model
  }
}
