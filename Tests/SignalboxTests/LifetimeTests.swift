import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What keeps what alive, and who has a lane.
@Suite(.watched) struct LifetimeTests {
  private let recording = Recording()

  private func isGone<Object: AnyObject>(_ make: () throws -> Object) rethrows -> Bool {
    var object: Object? = try make()
    weak let weakly = object
    object = nil
    return weakly == nil
  }

  @Test func nothingKeepsAPrimitiveAlive() throws {
    #expect(isGone { Lock() })
    #expect(isGone { RecursiveLock() })
    #expect(isGone { Condition() })
    #expect(isGone { Event() })
    #expect(try isGone { try CountingSemaphore(1) })
    #expect(try isGone { try BoundedSemaphore(1) })
    #expect(isGone { TracedThread {} })
  }

  @Test func aConditionKeepsItsLock() throws {
    var lock: Lock? = Lock("kept")
    weak let weakly = lock
    var condition: Condition? = lock.map { Condition(lock: $0) }
    lock = nil
    #expect(weakly != nil)
    condition?.withLock { #expect(weakly?.isLocked == true) }
    condition = nil
    #expect(weakly == nil)
  }

  @Test func usingItKeepsNothingAlive() throws {
    let recording = Recording()
    var lock: Lock? = Lock("used")
    weak let weakly = lock
    try Bunch(4) { [lock] _ in
      for _ in 0..<50 { lock?.withLock {} }
    }.join()
    lock = nil
    try waitUntil("the threads have let it go") { weakly == nil }
    recording.collect()
    #expect(recording.events(of: "used").last?.kind == .destroyed)
    #expect(recording.faults() == [])
  }

  @Test func commandsDoNotFindWhatIsGone() throws {
    let name = "gone-\(#line)"
    do { _ = Event(name) }
    #expect(throws: Refusal.noSuchPrimitive) { try perform(.set, named: name) }
    let event = Event(name)
    try perform(.set, named: name)
    #expect(event.isSet)
  }

  @Test func aForeignThreadHasALaneFromItsFirstUseToItsEnd() throws {
    let lock = Lock("foreign use")
    let used = Counter()
    let light = Event("foreign end")
    let thread = ForeignThread {
      used.add(light.waiterCount)  // looking does not make a lane
      lock.withLock {}
      used.add()
      light.wait()
    }
    try waitUntil("it waits") { light.waiterCount == 1 }
    recording.collect()
    let lane = try #require(recording.threads.last { $0.origin == .foreign && $0.time > .zero })
    #expect(lane.name == "thread-\(lane.systemID)")
    #expect(lane.systemID > 0)
    #expect(!recording.events(by: lane.id).contains { $0.kind == .threadEnded })
    light.set()
    thread.join()
    recording.collect()
    #expect(
      recording.events(by: lane.id).map(\.kind.word) == [
        "acquired", "releasing", "blocking", "resumed", "threadEnded",
      ])
    #expect(!RingReader(from: .now).read().snapshotThreads.contains(lane.id))
    #expect(recording.faults() == [])
  }

  @Test func lookingAndDroppingMakesNoLane() throws {
    let before = recording.threads.count
    ForeignThread {
      let lock = Lock()
      _ = lock.isLocked || lock.isHeldByCurrentThread || lock.waiterCount > 0
      _ = lock.description + Event().description + Condition().description
      _ = TracedThread.current
      _ = Holding.isOn
    }.join()
    recording.collect()
    #expect(recording.threads.count == before)
  }

  @Test func manyForeignThreadsLeaveNothing() throws {
    let lock = Lock("crowd")
    for _ in 0..<10 {
      let threads = (0..<15).map { _ in ForeignThread { lock.withLock {} } }
      for thread in threads { thread.join() }
    }
    recording.collect()
    let lanes = Set(recording.events(of: "crowd").map(\.thread))
    #expect(lanes.count == 150)
    #expect(recording.events.count { $0.kind == .threadEnded && lanes.contains($0.thread) } == 150)
    #expect(RingReader(from: .now).read().snapshotThreads.isDisjoint(with: lanes))
    #expect(recording.faults() == [])
  }
}

extension Batch {
  fileprivate var snapshotThreads: Set<ThreadID> { Set(snapshot?.threads.map(\.id) ?? []) }
}
