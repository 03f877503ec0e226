import Phrases
import Signalbox

/// Ten threads make the same updates on a counter that nothing protects, and on containers that are safe to share. The
/// counter falls behind: whoever writes back what it read before others wrote undoes their updates.
final class ContainersLesson: BatchLesson {
  let stage: Stage
  private let counter = UnguardedCounter("counter")
  private let items = SynchronizedArray<Int>(name: "items")
  private let table = SynchronizedDictionary<[Int], Bool>(name: "table")
  private let queue: BlockingQueue<Int>

  static let rounds = 20

  init(_ stage: Stage) throws {
    self.stage = stage
    queue = try BlockingQueue("queue")
  }

  func work(_ number: Int) throws {
    for round in 0..<Self.rounds where !stage.isClosed {
      stage.at(.load)
      counter.increment {
        stage.at(.work)
        stage.work(.milliseconds(150))
        stage.at(.store)
      }
      stage.at(.append)
      items.append(number)
      stage.at(.set)
      table[[number, round]] = true
      stage.at(.put)
      try queue.put(number)
    }
    stage.say(.counted(counter: counter.value, of: counter.updates))
  }
}
