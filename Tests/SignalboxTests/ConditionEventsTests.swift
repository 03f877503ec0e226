import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What a condition's wait leaves in the record, in the order that the design gives.
@Suite(.watched) struct ConditionEventsTests {
  private let recording = Recording()
  private let condition = Condition("ready")

  /// The words of what that thread recorded on the condition and its lock, from its wait on.
  private func words(_ thread: TracedThread) -> [String] {
    recording.collect()
    let events = recording.events(by: thread.id).filter { $0.primitive != nil }
    let names = Dictionary(
      recording.primitives.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    return events.map { event in
      let name = event.primitive.flatMap { names[$0] } ?? ""
      return name == "ready" ? event.kind.word : "lock.\(event.kind.word)"
    }
  }

  private func waiting(_ timeout: Duration? = nil) throws -> TracedThread {
    let thread = TracedThread.run("waiter") { [condition] in
      try condition.withLock { _ = try condition.wait(timeout: timeout) }
    }
    if timeout == nil { try waitUntil("it waits") { condition.waiterCount == 1 } }
    return thread
  }

  @Test func notifiedAndTheLockIsFree() throws {
    let thread = try waiting()
    try condition.withLock { try condition.notify() }
    try thread.finish()
    let all = words(thread)
    #expect(Array(all.prefix(3)) == ["lock.acquired", "lock.releasing", "waiting"])
    // It may have to wait for the lock for a moment, when it wakes up before the notifier has released it.
    #expect(
      all.dropFirst(3).filter { $0 != "lock.blocking" }
        == ["notified", "lock.acquired", "resumed", "lock.releasing"])
    #expect(recording.faults() == [])
  }

  @Test func notifiedAndTheLockIsTaken() throws {
    let thread = try waiting()
    condition.acquire()
    try condition.notify()
    try waitUntil("it waits for the lock") {
      recording.collect()
      return recording.events(of: "ready.lock").contains {
        $0.thread == thread.id && $0.kind.word == "blocking"
      }
    }
    try condition.release()
    try thread.finish()
    #expect(
      words(thread) == [
        "lock.acquired", "lock.releasing", "waiting", "notified", "lock.blocking",
        "lock.acquired", "resumed", "lock.releasing",
      ])
    #expect(recording.faults() == [])
  }

  @Test func timedOut() throws {
    let thread = try waiting(.milliseconds(1))
    try thread.finish()
    #expect(
      words(thread) == [
        "lock.acquired", "lock.releasing", "waiting", "timedOut", "lock.acquired", "resumed",
        "lock.releasing",
      ])
    #expect(recording.faults() == [])
  }

  @Test func timedOutWhileTheLockIsTaken() throws {
    let thread = TracedThread.run("waiter") { [condition] in
      condition.acquire()
      try waitUntil("another waits for the lock") { condition.lockWaiterCount == 1 }
      WorkTimer().sleep(.milliseconds(2))  // so long that it is handed the lock
      #expect(try !condition.wait(timeout: .milliseconds(1)))
      try condition.release()
    }
    try waitUntil("it has the lock") { condition.isLocked }
    condition.acquire()
    try waitUntil("its time is up") { condition.lockWaiterCount == 1 }
    #expect(condition.waiterCount == 0)
    try condition.release()
    try thread.finish()
    #expect(
      words(thread) == [
        "lock.acquired", "lock.releasing", "waiting", "timedOut", "lock.blocking",
        "lock.acquired", "resumed", "lock.releasing",
      ])
    #expect(recording.faults() == [])
  }

  @Test func whoNotifiedIsOnRecord() throws {
    let thread = try waiting()
    let notifier = TracedThread.run("notifier") { [condition] in
      _ = try condition.withLock { try condition.notify() }
    }
    try notifier.finish()
    try thread.finish()
    recording.collect()
    let kinds = recording.events(of: "ready").map(\.kind)
    #expect(kinds.contains { if case .notified(notifier.id, _) = $0 { true } else { false } })
    #expect(kinds.contains(.resumed(.notified, by: notifier.id)))
  }

  @Test func aNotifyForNobodyIsOnRecord() throws {
    condition.acquire()
    #expect(try condition.notify(2) == 0)
    #expect(try condition.notifyAll() == 0)
    #expect(try condition.notify(0) == 0)
    try condition.release()
    recording.collect()
    #expect(
      recording.events(of: "ready").map(\.kind) == [
        .notifying(asked: 2, woken: 0), .notifying(asked: nil, woken: 0),
      ])
  }
}
