import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What the slots of primitives and threads say, for a viewer that has just arrived.
@Suite(.watched) struct SnapshotTests {
  private struct Now {
    var threads: [ThreadID: ThreadSnapshot] = [:]
    var primitives: [String: PrimitiveSnapshot] = [:]
    var lines: [SiteID: Int] = [:]

    init() {
      let batch = RingReader(from: .now).read()
      var names: [PrimitiveID: String] = [:]
      for declaration in batch.declarations {
        if case .primitive(let primitive) = declaration { names[primitive.id] = primitive.name }
        if case .site(let id, _, let line) = declaration { lines[id] = line }
      }
      for slot in batch.snapshot?.primitives ?? [] { primitives[names[slot.id] ?? ""] = slot }
      for slot in batch.snapshot?.threads ?? [] { threads[slot.id] = slot }
    }
  }

  @Test func ofLocks() throws {
    let lock = RecursiveLock("slot.lock")
    var slot = try #require(Now().primitives["slot.lock"])
    #expect((slot.owner, slot.depth, slot.waiters, slot.site) == (nil, 0, 0, nil))
    let light = Event()
    let holder = TracedThread.run {
      lock.acquire()
      lock.acquire()
      light.wait()
      try lock.release()
      try lock.release()
    }
    try waitUntil("it is held") { light.waiterCount == 1 }
    let line = UInt(#line)
    let waiter = TracedThread.run { lock.acquire(file: #fileID, line: line) }
    try waitUntil("another waits") { lock.waiterCount == 1 }
    slot = try #require(Now().primitives["slot.lock"])
    #expect((slot.owner, slot.depth, slot.waiters) == (holder.id, 2, 1))
    WorkTimer().sleep(.milliseconds(2))  // so long that it is handed over
    light.set()
    try holder.finish()
    try waiter.finish()
    let now = Now()
    slot = try #require(now.primitives["slot.lock"])
    #expect((slot.owner, slot.depth, slot.waiters) == (waiter.id, 1, 0))
    #expect(slot.site.flatMap { now.lines[$0] } == Int(line))
  }

  @Test func ofSemaphoresAndLights() throws {
    let permits = try BoundedSemaphore(3, name: "slot.permits")
    for _ in 0..<3 { permits.acquire() }
    try permits.resize(to: 1)
    let light = Event("slot.light")
    light.set()
    let free = try CountingSemaphore(4, name: "slot.free")
    let now = Now()
    #expect(now.primitives["slot.permits"].map { [$0.value, $0.limit] } == [-2, 1])
    #expect(now.primitives["slot.light"]?.value == 1)
    #expect(now.primitives["slot.free"].map { [$0.value, $0.limit] } == [4, -1])
    withExtendedLifetime((permits, light, free)) {}
  }

  @Test func ofThreads() throws {
    let (lock, condition, light) = (Lock("slot.l"), Condition("slot.c"), Event("slot.e"))
    let permits = try CountingSemaphore(0, name: "slot.s")
    let timer = WorkTimer()
    lock.acquire()
    let works: [@Sendable () throws -> Void] = [
      { lock.withLock {} }, { try condition.withLock { try condition.wait() } }, { light.wait() },
      { permits.acquire() }, { timer.work(.seconds(1000)) }, { timer.sleep(.seconds(1000)) },
    ]
    let bunch = Bunch(works.count) { try works[$0]() }
    var now = Now()
    try waitUntil("all are where they belong") {
      now = Now()
      return bunch.threads.allSatisfy { thread in
        thread.id.flatMap { now.threads[$0] }.map { $0.state != .running } ?? false
      }
    }
    let slots = bunch.threads.map { thread in thread.id.flatMap { now.threads[$0] } }
    #expect(
      slots.map { $0?.state } == [.blocked, .waiting, .waiting, .waiting, .working, .sleeping])
    let waitedFor = slots.map { slot in
      slot.flatMap { slot in now.primitives.first { $0.value.id == slot.primitive }?.key }
    }
    #expect(waitedFor == ["slot.l", "slot.c", "slot.e", "slot.s", nil, nil])
    try lock.release()
    try condition.withLock { try condition.notify() }
    light.set()
    try permits.release()
    timer.interrupt()
    try bunch.join()
    now = Now()
    #expect(
      bunch.threads.allSatisfy { thread in thread.id.map { now.threads[$0] == nil } ?? false })
  }
}
