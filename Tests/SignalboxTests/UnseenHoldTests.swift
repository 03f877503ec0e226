import EventRing
import LaneModel
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What was taken while nobody looked: it is unknown since when, and once it is given back nobody has it any more.
@Suite(.watched, .serialized) struct UnseenHoldTests {
  private let lock = Lock("unseen.lock")
  private let nested = RecursiveLock("unseen.nested")
  private let list = SynchronizedArray([1], name: "unseen.list")
  private let recording = Recording()

  /// Each is taken and given back once.
  private var turns: @Sendable () -> Void {
    { [lock, nested, list] in
      lock.withLock {}
      nested.withLock {}
      list.withLock { _ in }
    }
  }

  /// By the thread that had it last, which must not look as if it had had it all the time, or by another.
  @Test(arguments: [true, false], [RecordingLevel.off, .state]) func isGivenBack(
    _ isSameThread: Bool, _ level: RecordingLevel
  ) throws {
    let (light, back) = (Event(), Event())
    let turns = turns
    let holder = TracedThread.run("unseen.holder") { [lock, nested, list] in
      if isSameThread { turns() }
      light.wait()
      try list.withLock { elements in
        lock.acquire()
        nested.acquire()
        back.wait()
        elements.append(2)
        nested.acquire()
        try nested.release()
      }
      try nested.release()
      try lock.release()
    }
    if !isSameThread { turns() }
    try waitUntil("it has had its turns") { light.waiterCount == 1 }
    try at(level) {
      light.set()
      try waitUntil("it has them") { back.waiterCount == 1 }
    }
    let reader = RingReader(from: .now)
    var (model, batch) = (LaneModel(), reader.read())
    model.apply(batch, now: reader.now)
    for name in ["unseen.lock", "unseen.nested", "unseen.list"] {
      let state = try #require(model.primitives.first { $0.name == name })
      let slot = try #require(batch.snapshot?.primitives.first { $0.id == state.id })
      #expect(slot.owner == holder.id)
      if level == .off { #expect(slot.since == nil) }
    }
    back.set()
    try holder.finish()
    batch = reader.read()
    model.apply(batch, now: reader.now)
    for name in ["unseen.lock", "unseen.nested", "unseen.list"] {
      let state = try #require(model.primitives.first { $0.name == name })
      #expect(state.holders == [])
    }
    #expect(lock.holder == nil && nested.recursionCount == 0 && list.holder == nil)
    turns()
    try numbersFollow()
  }

  /// Handed over when nobody looks; whoever gets it wakes up when somebody does.
  @Test func isHandedOver() throws {
    for _ in 0..<30 {
      let holds = Event()
      let waiter = try at(.off) { () throws -> TracedThread in
        lock.acquire()
        let waiter = TracedThread.run { [lock] in
          lock.acquire()
          holds.wait()
          try lock.release()
        }
        try waitUntil("it waits") { lock.waiterCount == 1 }
        WorkTimer().sleep(.milliseconds(2))  // so long that it is handed over
        try lock.release()
        return waiter
      }
      holds.set()
      try waiter.finish()
      lock.withLock {}
    }
    try numbersFollow()
  }

  /// No number comes twice, and none goes back.
  private func numbersFollow() throws {
    recording.collect()
    for name in ["unseen.lock", "unseen.nested", "unseen.list"] {
      let changes = recording.events(of: name).filter(\.isChange).map(\.sequence)
      #expect(zip(changes, changes.dropFirst()).allSatisfy { $0 < $1 })
      #expect(changes.first.map { $0 > 0 } ?? true)
    }
  }
}
