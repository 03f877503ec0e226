import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What each way through a queue leaves in the record, in exact order.
@Suite(.serialized, .watched) struct QueueEventsTests {
  private let recording = Recording()

  private func make(_ items: Int..., capacity: Int? = nil) throws -> BlockingQueue<Int> {
    let queue = try BlockingQueue<Int>("line", capacity: capacity)
    for item in items { try queue.put(item) }
    return queue
  }

  private func taker(_ name: String, _ queue: BlockingQueue<Int>) throws -> TracedThread {
    let before = queue.takeWaiterCount
    let thread = TracedThread.run(name) { _ = try queue.take() }
    try waitUntil("\(name) waits") { queue.takeWaiterCount == before + 1 }
    return thread
  }
  private func putter(_ name: String, _ queue: BlockingQueue<Int>) throws -> TracedThread {
    let before = queue.putWaiterCount
    let thread = TracedThread.run(name) { try queue.put(0) }
    try waitUntil("\(name) waits") { queue.putWaiterCount == before + 1 }
    return thread
  }
  /// Longer than a waiter may be overtaken.
  private func outlastPatience() { WorkTimer().sleep(.milliseconds(2)) }

  private func expect(
    _ story: [String], from first: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      recording.story(of: "line", from: first) == story, sourceLocation: sourceLocation)
    #expect(recording.faults() == [], sourceLocation: sourceLocation)
  }

  @Test func nobodyWaits() throws {
    let queue = try make(1, 2, capacity: 2)
    #expect(try !queue.tryPut(3))
    #expect(try queue.drain() == [1, 2])
    #expect(try queue.tryTake() == nil)
    try queue.taskDone()
    #expect(!queue.join(timeout: .zero))
    try queue.taskDone()
    queue.join()
    expect([
      "test put 1", "test put 2", "test taken 1", "test taken 0", "test taskDone 1",
      "test taskDone 0",
    ])
  }

  @Test func anItemIsHandedToATakerThatHasWaitedLong() throws {
    let queue = try make()
    let thread = try taker("taker", queue)
    outlastPatience()
    try queue.put(1)
    #expect((queue.count, queue.takeWaiterCount) == (0, 0))
    try thread.finish()
    expect([
      "taker blocking take", "test put 1", "taker taken 0", "taker resumed acquired by test",
    ])
  }

  /// What a waiting thread puts is put at the very moment at which there is room.
  @Test func aPutterThatHasWaitedLongIsLetIn() throws {
    let queue = try make(1, capacity: 1)
    let thread = try putter("putter", queue)
    outlastPatience()
    #expect(try queue.take() == 1)
    #expect((queue.count, queue.putWaiterCount) == (1, 0))
    try thread.finish()
    expect(
      [
        "putter blocking put", "test taken 0", "putter put 1", "putter resumed acquired by test",
      ], from: 1)
  }

  /// One that has not waited long takes for itself, or is handed it: the story is the same.
  @Test func youngWaitersTellTheSameStory() throws {
    for _ in 0..<30 {
      let recording = Recording()
      let queue = try make(capacity: 1)
      let one = try taker("taker", queue)
      try queue.put(1)
      try one.finish()
      try queue.put(2)
      let two = try putter("putter", queue)
      _ = try queue.take()
      try two.finish()
      #expect(
        recording.story(of: "line") == [
          "taker blocking take", "test put 1", "taker taken 0", "taker resumed acquired by test",
          "test put 1", "putter blocking put", "test taken 0", "putter put 1",
          "putter resumed acquired by test",
        ])
      #expect(recording.faults() == [])
    }
  }

  @Test func theTimeIsUp() throws {
    let queue = try make(capacity: 1)
    #expect(try queue.take(timeout: .milliseconds(1)) == nil)
    try queue.put(1)
    #expect(try !queue.put(2, timeout: .milliseconds(1)))
    #expect(!queue.join(timeout: .milliseconds(1)))
    expect([
      "test blocking take in time", "test timedOut", "test resumed timedOut", "test put 1",
      "test blocking put in time", "test timedOut", "test resumed timedOut",
      "test blocking join in time", "test timedOut", "test resumed timedOut",
    ])
  }

  @Test func joined() throws {
    let queue = try make(1)
    let joiner = TracedThread.run("joiner") { queue.join() }
    try waitUntil("it waits") { queue.joinWaiterCount == 1 }
    try queue.taskDone()
    try joiner.finish()
    expect(
      ["joiner blocking join", "test taskDone 0", "joiner resumed ended by test"], from: 1)
  }

  @Test func shutDownWithWaitingTakers() throws {
    let queue = try make()
    let threads = [try taker("first", queue), try taker("second", queue)]
    queue.shutdown()
    for thread in threads { #expect(throws: SyncError.shutDown("line")) { try thread.finish() } }
    let story = recording.story(of: "line")
    #expect(
      story.prefix(3) == ["first blocking take", "second blocking take", "test shutDown 2"])
    #expect(
      Set(story.dropFirst(3)) == [
        "first resumed shutDown by test", "second resumed shutDown by test",
      ])
    #expect(story.count == 5)
    #expect(recording.faults() == [])
  }

  /// What is dropped counts as done, and lets the joiner go.
  @Test func shutDownAtOnceWithAPutterAndAJoiner() throws {
    let queue = try make(1, capacity: 1)
    let thread = try putter("putter", queue)
    let joiner = TracedThread.run("joiner") { queue.join() }
    try waitUntil("it waits") { queue.joinWaiterCount == 1 }
    queue.shutdown(immediate: true)
    #expect(throws: SyncError.shutDown("line")) { try thread.finish() }
    try joiner.finish()
    let story = recording.story(of: "line", from: 1)
    #expect(
      story.prefix(3) == ["putter blocking put", "joiner blocking join", "test shutDown at once 2"])
    #expect(
      Set(story.dropFirst(3)) == [
        "putter resumed shutDown by test", "joiner resumed ended by test",
      ])
    #expect(recording.faults() == [])
  }

  @Test func misuses() throws {
    let queue = try make(1)
    try queue.taskDone()
    #expect(throws: SyncError.taskDoneTooOften(put: 1)) { try queue.taskDone() }
    #expect(throws: SyncError.invalidCapacity(0)) { try queue.resize(to: 0) }
    #expect(throws: SyncError.invalidCapacity(-4)) { try queue.resize(to: -4) }
    queue.shutdown()
    #expect(throws: SyncError.shutDown("line")) { try queue.put(2) }
    #expect(throws: SyncError.shutDown("line")) { try queue.tryPut(2) }
    #expect(try queue.take() == 1)
    #expect(throws: SyncError.shutDown("line")) { try queue.take() }  // no misuse
    #expect((queue.count, queue.capacity, queue.unfinishedCount) == (0, nil, 0))
    expect([
      "test put 1", "test taskDone 0", "test misused taskDone tooOftenDone",
      "test misused resize invalidCount", "test misused resize invalidCount", "test shutDown 0",
      "test misused put shutDown", "test misused put shutDown", "test taken 0",
    ])
  }

  @Test func theSlotsSayHowItStands() throws {
    let queue = try make(1, 2, capacity: 2)
    let thread = try putter("putter", queue)
    recording.collect()
    let id = recording.primitive("line")
    var snapshot = try #require(RingReader(from: .now).read().snapshot)
    var slot = try #require(snapshot.primitives.first { $0.id == id })
    #expect((slot.value, slot.limit, slot.waiters) == (2, 2, 1))
    let lane = try #require(snapshot.threads.first { $0.id == thread.id })
    #expect((lane.state, lane.operation, lane.primitive) == (.waiting, .put, id))
    try queue.resize(to: nil)
    try thread.finish()
    snapshot = try #require(RingReader(from: .now).read().snapshot)
    slot = try #require(snapshot.primitives.first { $0.id == id })
    #expect((slot.value, slot.limit, slot.waiters) == (3, -1, 0))
  }
}
