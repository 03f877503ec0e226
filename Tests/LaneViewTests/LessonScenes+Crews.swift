import LaneModel
import Phrases
import SyncEvents

// Lessons in which threads do the same over and over.
extension Scene {
  /// Forty tasks: some done, one on each worker, one worker just idle, the rest in line.
  static func pool() -> LaneModel {
    var scene = Scene()
    scene.lesson = .pool
    let you = scene.thread("you", .control)
    let pool = scene.primitive("pool", .pool, limit: 5)
    let workers = (0..<5).map { scene.thread("pool-\($0)") }
    scene.stand(you, .submit)
    for task in 1...40 {
      scene.event(you, .taskSubmitted(task: task, queued: task), pool)
    }
    scene.event(you, .woke)
    var task = 0
    for round in 0..<3 {
      for (index, worker) in workers.enumerated() {
        scene.at(0.1 + Double(round) * 0.5 + Double(index) * 0.03)
        if task >= 5 { scene.event(worker, .taskEnded(task: task - 4, .returned), pool) }
        task += 1
        scene.event(worker, .taskStarted(task: task, queued: 40 - task), pool)
        scene.print(worker, .taskRan(task))
        scene.stand(worker, .work)
        scene.event(worker, .working(500_000_000))
      }
    }
    scene.at(1.6)
    scene.event(workers[1], .taskEnded(task: 12, .returned), pool)
    scene.event(workers[1], .line(0))
    scene.event(workers[1], .blocking(.nextTask, deadline: nil, site: nil), pool)
    scene.at(1.7)
    return scene.model
  }

  /// Five of five items: two producers wait for room, the consumers work.
  static func queue() -> LaneModel {
    var scene = Scene()
    scene.lesson = .queue
    let you = scene.thread("you", .control)
    let queue = scene.primitive("queue", .queue, limit: 5)
    _ = scene.primitive("producers", .crew, limit: 3)
    _ = scene.primitive("consumers", .crew, limit: 2)
    let producers = (0..<3).map { scene.thread("producer-\($0)") }
    let consumers = (0..<2).map { scene.thread("consumer-\($0)") }
    for producer in producers { scene.stand(producer, .work) }
    for consumer in consumers {
      scene.stand(consumer, .take)
      scene.event(consumer, .blocking(.take, deadline: nil, site: nil), queue)
    }
    scene.at(0.3)
    for (index, producer) in producers.enumerated() {
      scene.event(producer, .put(depth: index == 2 ? 1 : 0), queue)
      scene.print(producer, .produced("\(index).1"))
    }
    for consumer in consumers {
      scene.event(consumer, .taken(depth: 1), queue)
      scene.event(consumer, .resumed(.acquired, by: producers[0]), queue)
      scene.stand(consumer, .workAgain)
    }
    scene.at(0.6)
    for (index, producer) in producers.enumerated() {
      scene.event(producer, .put(depth: index + 2), queue)
      scene.print(producer, .produced("\(index).2"))
    }
    scene.at(0.75)
    scene.event(you, .commanded(scene.text("put")))
    scene.event(you, .put(depth: 5), queue)
    scene.print(you, .youPut("you.1"))
    scene.event(you, .woke)
    scene.at(0.9)
    for producer in producers[..<2] {
      scene.stand(producer, .put)
      scene.event(producer, .blocking(.put, deadline: nil, site: nil), queue)
    }
    scene.at(1.1)
    return scene.model
  }
}
