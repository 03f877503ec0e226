import LaneModel
import Phrases
import SyncEvents

// Lessons about what threads share, and what each has of its own.
extension Scene {
  /// Ten threads have made the same updates to all; the counter has lost some of them.
  static func containers() -> LaneModel {
    var scene = Scene()
    scene.lesson = .containers
    _ = scene.thread("you", .control)
    let counter = scene.primitive("counter", .variable)
    let list = scene.primitive("list", .array)
    let table = scene.primitive("table", .dictionary)
    let queue = scene.primitive("queue", .queue)
    let workers = scene.workers(0..<10)
    var value = 0
    for update in 1...66 {
      scene.at(Double(update) * 0.02)
      let worker = workers[update * 7 % 10]
      if update % 3 != 0 { value += 1 }
      scene.stand(worker, .store)
      scene.event(worker, .tallied(value: value, updates: update), counter)
      for (mark, container) in [(ListingMark.append, list), (.set, table), (.put, queue)] {
        scene.stand(worker, mark)
        if container != queue { scene.take(worker, container) }
        scene.event(worker, .put(depth: update), container)
        if container != queue { scene.give(worker, container) }
      }
      scene.stand(worker, .work)
    }
    scene.stand(workers[4], .append)
    scene.take(workers[4], list)
    for worker in workers[7...8] {
      scene.stand(worker, .append)
      scene.block(worker, list)
    }
    scene.at(1.4)
    return scene.model
  }

  /// Each has set its own phone and the shared one; the first have read both back.
  static func local() -> LaneModel {
    var scene = Scene()
    scene.lesson = .local
    _ = scene.thread("you", .control)
    let v = scene.primitive("v", .threadLocal)
    let shared = scene.primitive("shared", .variable)
    let workers = scene.workers(0..<10, apart: 0.05)
    for (number, worker) in workers.enumerated() {
      scene.at(0.5 + Double(number) * 0.05)
      scene.stand(worker, .set)
      scene.set("phone", "\(number)", of: worker, in: v)
      scene.stand(worker, .store)
      scene.set(nil, "\(number)", of: worker, in: shared)
      scene.stand(worker, .work)
      scene.event(worker, .working(2_000_000_000))
    }
    for (number, worker) in workers[..<4].enumerated() {
      scene.at(2.5 + Double(number) * 0.05)
      scene.event(worker, .woke)
      scene.stand(worker, .get)
      scene.get("phone", "\(number)", of: worker, in: v)
      scene.get(nil, "9", of: worker, in: shared)
      scene.print(worker, .localRead(own: "\(number)", shared: "9"))
      if number < 2 { scene.end(worker) }
    }
    scene.at(2.7)
    return scene.model
  }

  /// A dictionary fills, row by row; the row belongs to its lane.
  static func rows(
    _ lesson: LessonID, _ name: String, _ attributes: [String]
  ) -> LaneModel {
    // Of the dictionary one sees a thread's whole row, of the object one attribute at a time.
    func value(_ key: String, _ number: Int) -> String {
      "\(key == "x" ? number * number : number)"
    }
    func shown(_ worker: ThreadID, _ number: Int) -> [(key: String, value: String)] {
      lesson == .localDict
        ? [("\(worker)", "phone \(number)")] : attributes.map { ($0, value($0, number)) }
    }
    var scene = Scene()
    scene.lesson = lesson
    _ = scene.thread("you", .control)
    let storage = scene.primitive(name, .dictionary)
    let workers = scene.workers(0..<10, apart: 0.05)
    for (number, worker) in workers[..<8].enumerated() {
      scene.at(0.5 + Double(number) * 0.3)
      scene.stand(worker, .set)
      scene.take(worker, storage)
      scene.event(worker, .put(depth: number + 1), storage)
      for (key, value) in shown(worker, number) { scene.set(key, value, of: worker, in: storage) }
      scene.give(worker, storage)
      scene.stand(worker, .work)
      scene.event(worker, .working(2_000_000_000))
    }
    scene.stand(workers[8], .set)
    scene.at(2.6)
    for (number, worker) in workers[..<2].enumerated() {
      scene.event(worker, .woke)
      scene.stand(worker, .get)
      for (key, value) in shown(worker, number) {
        scene.get(key, value, of: worker, in: storage)
        scene.print(worker, lesson == .localDict ? .ownRow(value) : .attribute(key, value))
      }
    }
    scene.at(2.8)
    return scene.model
  }

  mutating func set(
    _ key: String?, _ value: String, of thread: ThreadID, in primitive: PrimitiveID
  ) {
    let (key, value) = (key.map { text($0) }, text(value))
    event(thread, .localSet(key: key, value: value), primitive)
  }
  mutating func get(
    _ key: String?, _ value: String, of thread: ThreadID, in primitive: PrimitiveID
  ) {
    let (key, value) = (key.map { text($0) }, text(value))
    event(thread, .localGet(key: key, value: value), primitive)
  }
}
