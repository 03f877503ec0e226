import LaneModel
import SyncEvents

// Worlds of which not all was recorded.
extension Scene {
  /// Two threads share a lock; of one of them events were lost at 14.2 s, and more at 20.7 s, when it had gone on for a while.
  static func lossy(_ count: UInt64 = 12_304) -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let workers = scene.workers(0..<3)
    scene.take(workers[0], lock)
    scene.block(workers[1], lock)
    scene.at(16)
    scene.lose(1, of: workers[1], since: 14.2)
    scene.block(workers[1], lock)
    scene.at(20.9)
    scene.lose(count - 1, of: workers[2], since: 20.7)
    scene.at(22.4)
    return scene.model
  }

  /// The recording was off for a while; or it still is, after so many seconds.
  static func pausedRecording(
    _ level: RecordingLevel, lost: UInt64 = 0, on: Bool, slots: Bool = false
  ) -> LaneModel {
    var scene = Scene()
    let you = scene.thread("you", .control)
    let main = scene.thread("main")
    let lock = scene.primitive("lock", .lock)
    let guarded = scene.primitive("guard", .recursiveLock)
    let permits = scene.primitive("permits", .boundedSemaphore, value: 3, limit: 3)
    let light = scene.primitive("light", .event)
    let items = scene.primitive("items", .queue, limit: 4)
    let ready = scene.primitive("ready", .condition, lock: guarded)
    let workers = scene.workers(0..<3)
    scene.event(you, .woke)
    scene.take(workers[0], lock)
    scene.block(workers[1], lock)
    scene.take(workers[2], permits)
    scene.event(you, .lightSet(woken: 0), light)
    scene.at(4)
    if lost > 0 { scene.lose(lost, of: workers[2], since: 3.5) }
    scene.event(main, .levelChanged(level))
    scene.at(7)
    guard on else { return scene.model }
    scene.event(main, .levelChanged(.auto))
    scene.at(7.5)
    scene.block(workers[1], lock)
    scene.event(workers[2], .put(depth: 3), items)
    scene.event(workers[2], .passed, light)
    scene.event(main, .notifying(asked: nil, woken: 2), ready)
    if slots {
      scene.slots([
        PrimitiveSnapshot(id: lock, owner: workers[0], depth: 1, sequence: 1_000),
        PrimitiveSnapshot(id: guarded, owner: workers[0], depth: 2, sequence: 1_000),
        PrimitiveSnapshot(id: permits, sequence: 1_000, value: 1, limit: 3),
      ])
    }
    scene.at(9)
    return scene.model
  }

  /// What a hot thread does is timed seldom.
  static func estimated() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let worker = scene.thread("worker-0")
    scene.at(1)
    scene.take(worker, lock)
    scene.at(1.000_045)
    scene.give(worker, lock)
    scene.estimates = true
    scene.take(worker, lock)
    scene.at(1.000_09)
    scene.give(worker, lock)
    scene.at(1.3)
    return scene.model
  }
}
