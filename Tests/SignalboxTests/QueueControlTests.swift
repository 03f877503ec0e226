import Signalbox
import SyncEvents
import TestSupport
import Testing

/// The person at a queue: a put that is withdrawn or overtaken; and a crew's wait that is ended from outside.
@Suite(.serialized, .watched) struct QueueControlTests {
  private let recording = Recording()
  private let queue: BlockingQueue<Int>
  private let light = Event("elsewhere")
  private let busy = Counter()
  private let control: ControlThread

  init() throws {
    let (queue, light, busy) = (try BlockingQueue<Int>("line", capacity: 1), light, busy)
    self.queue = queue
    control = ControlThread { instruction in
      switch instruction.command {
      case .put: try queue.putOrWithdraw(100)
      case .restart: light.wait()
      case .bare:
        busy.add()
        try waitUntil("it may go on") { busy.value == 2 }
      default: return false
      }
      return true
    }
  }

  private func refusals() -> [Refusal] {
    recording.events.compactMap { if case .refused(_, let why) = $0.kind { why } else { nil } }
  }
  private func finish() {
    control.end()
    recording.collect()
    #expect(recording.faults() == [])
  }
  /// The person's put, which waits for room.
  private func startPut() throws {
    try queue.put(1)
    control.submit(Instruction(.put))
    try waitUntil("the person's put waits") { queue.putWaiterCount == 1 }
  }

  @Test func aPutGoesInWhenThereIsRoom() throws {
    try startPut()
    #expect(try queue.take() == 1)
    #expect(try queue.take() == 100)
    finish()
    #expect(refusals() == [])
  }

  @Test func aPutThatIsWithdrawnIsNotPut() throws {
    try startPut()
    #expect(control.withdraw())
    try waitUntil("it is withdrawn") { control.isIdle }
    #expect(try queue.drain() == [1])
    finish()
    #expect(refusals() == [.withdrawn])
    #expect(queue.unfinishedCount == 1)
    #expect(
      recording.story(of: "line") == [
        "test put 1", "you blocking put", "you resumed cancelled", "test taken 0",
      ])
  }

  @Test func aPutAfterTheShutdownIsRefused() throws {
    try startPut()
    queue.shutdown()
    try waitUntil("it is turned away") { control.isIdle }
    control.submit(Instruction(.put))
    finish()
    #expect(refusals() == [.misuse, .misuse])
  }

  /// Told of the room, and withdrawn before it could put: then the next one must be told.
  @Test func withdrawnAtEveryMoment() throws {
    let rounds = 300
    let putter = Bunch(2, "putter") { [queue] number in
      for _ in 0..<rounds { try queue.put(number) }
    }
    let asker = Bunch(1, "asker") { [control] _ in
      for _ in 0..<rounds {
        control.submit(Instruction(.put))
        control.withdraw()
      }
      try waitUntil("all are carried out") {
        control.withdraw()
        return control.isIdle
      }
    }
    let taken = Collected<Int>()
    let taker = Bunch(1, "taker") { [queue] _ in
      while let item = try? queue.take() { taken.append(item) }
    }
    try recording.collect(while: putter)
    try recording.collect(while: asker)
    queue.shutdown()
    try recording.collect(while: taker)
    finish()
    for number in 0..<2 { #expect(taken.all.count { $0 == number } == rounds) }
    #expect(taken.all.count { $0 == 100 } + refusals().count { $0 == .withdrawn } == rounds)
    #expect((queue.count, queue.waiterCount) == (0, 0))
  }

  /// While a command overtakes it, the put that waits is in no line, and is not put.
  @Test func aPutThatIsOvertakenIsLeftOut() throws {
    try startPut()
    control.submit(Instruction(.restart))
    try waitUntil("the person waits elsewhere") { light.waiterCount == 1 }
    #expect(queue.putWaiterCount == 0)
    #expect(try queue.take() == 1)
    #expect(queue.isEmpty)
    light.set()
    #expect(try queue.take() == 100)
    finish()
    #expect(refusals() == [])
  }

  /// Withdrawn while another command is carried out: it is withdrawn as soon as that is done.
  @Test func aPutThatIsOvertakenCanBeWithdrawn() throws {
    try startPut()
    control.submit(Instruction(.bare))
    try waitUntil("the person is busy") { busy.value == 1 }
    #expect(queue.putWaiterCount == 0)
    #expect(control.withdraw())
    busy.add()
    try waitUntil("it is over") { control.isIdle }
    finish()
    #expect(refusals() == [.withdrawn])
    #expect(try queue.take() == 1)
    #expect(queue.isEmpty)
  }

  @Test func aPutThatIsOvertakenHearsOfTheShutdown() throws {
    try startPut()
    control.submit(Instruction(.restart))
    try waitUntil("the person waits elsewhere") { light.waiterCount == 1 }
    queue.shutdown()
    light.set()
    finish()
    #expect(refusals() == [.misuse])
    #expect(recording.story(of: "line").last == "you resumed shutDown by test")
  }

  /// An item is not handed to a thread that is busy elsewhere; the next in line has it.
  @Test func aTakeThatIsOvertakenIsLeftOut() throws {
    let taken = Collected<Int>()
    control.run { [queue] in if let item = try? queue.take() { taken.append(item) } }
    try waitUntil("the person waits for an item") { queue.takeWaiterCount == 1 }
    WorkTimer().sleep(.milliseconds(2))  // long enough to be handed it
    control.submit(Instruction(.restart))
    try waitUntil("the person waits elsewhere") { light.waiterCount == 1 }
    let others = Collected<Int>()
    let other = TracedThread.run { [queue] in others.append(try queue.take()) }
    try waitUntil("another waits") { queue.takeWaiterCount == 1 }
    try queue.put(7)
    try other.finish()
    #expect((others.all, taken.all) == ([7], []))
    light.set()
    try waitUntil("the person waits for an item again") { queue.takeWaiterCount == 1 }
    try queue.put(8)
    finish()
    #expect(taken.all == [8])
  }

  /// Waiting for everything to be done keeps its place.
  @Test func aJoinThatIsOvertakenMissesNothing() throws {
    try queue.put(1)
    control.run { [queue] in queue.join() }
    try waitUntil("the person waits") { queue.joinWaiterCount == 1 }
    control.submit(Instruction(.restart))
    try waitUntil("the person waits elsewhere") { light.waiterCount == 1 }
    #expect(queue.joinWaiterCount == 1)
    try queue.taskDone()
    #expect(try queue.take() == 1)
    try queue.put(2)
    light.set()
    finish()
    #expect(recording.story(of: "line").contains("you resumed ended by test"))
  }

  @Test func aWaitForAnItemCanBeEnded() throws {
    let results = Collected<Int?>()
    let worker = TracedThread.run("worker") { [queue] in
      results.append(try queue.take(unless: { false }))
      results.append(try queue.take(unless: { false }))
    }
    try waitUntil("it waits") { queue.takeWaiterCount == 1 }
    let id = try #require(worker.id)
    #expect(queue.cancelWait(of: id))
    try waitUntil("it waits again") { results.count == 1 && queue.takeWaiterCount == 1 }
    try queue.put(5)
    try worker.finish()
    #expect(!queue.cancelWait(of: id))
    #expect(results.all == [nil, 5])
    finish()
  }

  /// A wait that is ended in the moment in which an item comes: one of them has it, and nobody waits beside it.
  @Test func anItemIsNotLostToAWaitThatIsEnded() throws {
    for _ in 0..<200 {
      let got = Collected<Int>()
      let worker = TracedThread.run { [queue] in
        if let item = try queue.take(unless: { false }) { got.append(item) }
      }
      try waitUntil("it waits") { queue.takeWaiterCount == 1 }
      let other = TracedThread.run { [queue] in
        if let item = try queue.take(unless: { false }) { got.append(item) }
      }
      try waitUntil("both wait") { queue.takeWaiterCount == 2 }
      try queue.put(1)
      let isEnded = queue.cancelWait(of: try #require(worker.id))
      try waitUntil("one has it") { got.count == 1 }
      if !isEnded { _ = queue.cancelWait(of: try #require(other.id)) }
      try worker.finish()
      try other.finish()
      #expect(got.count == 1)
      recording.collect()
    }
    finish()
    #expect((queue.count, queue.waiterCount) == (0, 0))
  }
}
