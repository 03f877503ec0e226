import Phrases
import Signalbox
import SyncEvents

/// Producers and consumers, who never meet: a queue stands between them. The person is a producer, too.
final class QueueLesson: Lesson {
  private let stage: Stage
  private let queue: BlockingQueue<String>
  private let producers: Crew
  private let consumers: Crew
  private let putByPerson = GuardedValue(0)

  init(_ stage: Stage) throws {
    self.stage = stage
    let queue = try BlockingQueue<String>("queue", capacity: 5)
    self.queue = queue
    let dismiss: @Sendable (ThreadID) -> Void = { _ = queue.cancelWait(of: $0) }
    producers = Crew("producers", 3, of: "producer", on: stage, dismiss: dismiss)
    consumers = Crew("consumers", 2, of: "consumer", on: stage, dismiss: dismiss)
  }

  func begin(on control: ControlThread) {
    control.run { [self] in
      // The crews are its own, and must not keep it alive.
      producers.begin { [weak self] in try self?.produce($0) }
      consumers.begin { [weak self] in try self?.consume($0) }
    }
  }

  private func produce(_ member: Crew.Member) throws {
    stage.at(.work)
    guard stage.work(.milliseconds(300)) else { return }
    let item = "\(member.number).\(member.nextCount())"
    stage.at(.put)
    if try queue.put(item, unless: { member.isDismissed }) { stage.say(.produced(item)) }
  }

  private func consume(_ member: Crew.Member) throws {
    stage.at(.take)
    guard let item = try queue.take(unless: { member.isDismissed }) else { return }
    stage.at(.workAgain)
    stage.work(.milliseconds(500))
    stage.say(.consumed(item))
  }

  func perform(_ instruction: Instruction) throws -> Bool {
    switch instruction.command {
    case .producers(let amount): try producers.resize(amount)
    case .consumers(let amount): try consumers.resize(amount)
    case .put: try putOne()
    default: return false
    }
    return true
  }

  private func putOne() throws {
    defer { stage.at(nil) }
    stage.at(.command)
    let item = "you.\(putByPerson.withLock { $0 + 1 })"
    try queue.putOrWithdraw(item)
    putByPerson.withLock { $0 += 1 }
    stage.say(.youPut(item))
  }

  func open() { queue.shutdown(immediate: true) }
}
