import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A value that can be had only with its lock.
@Suite(.watched) struct SynchronizedTests {
  private let recording = Recording()

  @Test func oneThreadAtATime() throws {
    let inside = Counter()
    let sum = Synchronized(0, name: "sum")
    try recording.collect(threads: 8) { number in
      for round in 1...300 {
        Trace.line(round)
        try sum.withLock { value in
          try ensure(inside.add() == 1, "one thread at a time")
          value += number
          inside.add(-1)
        }
      }
    }
    #expect(sum.value == 300 * 28)
    #expect(!sum.isLocked)
    #expect(sum.waiterCount == 0)
    #expect(recording.faults() == [])
  }

  @Test func whatItsBodyHasChangedStaysChangedHoweverItEnds() throws {
    struct Broken: Error {}
    let list = Synchronized([1])
    #expect(list.withLock { $0.removeLast() } == 1)
    #expect(throws: Broken.self) {
      try list.withLock { value throws(Broken) in
        value = [2, 3]
        throw Broken()
      }
    }
    #expect(!list.isLocked)
    #expect(list.value == [2, 3])
    list.value.append(4)
    #expect(list.value == [2, 3, 4])
  }

  @Test func valuesThatNoOtherThreadMayHave() throws {
    final class Notes { var lines: [Int] = [] }  // not Sendable
    let notes = Synchronized(Notes())
    try Bunch(4) { number in
      for _ in 0..<50 { notes.withLock { $0.lines.append(number) } }
    }.join()
    #expect(notes.withLock { $0.lines.count } == 200)
  }

  @Test func whoeverIsInsideKeepsOthersOut() throws {
    let value = Synchronized("a", name: "occupied")
    #expect(value.description == "occupied (synchronized, unlocked, 0 waiting)")
    let light = Event()
    let holder = TracedThread.run {
      value.withLock { text in
        light.wait()
        text = "b"
      }
    }
    try waitUntil("it is inside") { light.waiterCount == 1 }
    #expect(value.isLocked)
    #expect(value.holder == holder.id)
    #expect(value.tryWithLock { $0 } == nil)
    #expect(value.withLock(timeout: .zero) { $0 } == nil)
    #expect(value.withLock(timeout: .milliseconds(1)) { $0 } == nil)
    let waiter = TracedThread.run {
      try ensure(value.withLock { $0 } == "b", "it has waited for the other")
      try ensure(value.withLock(timeout: nil) { $0 } == "b", "nil is for ever")
      try ensure(value.tryWithLock { $0 } == "b", "nobody is inside")
    }
    try waitUntil("another waits") { value.waiterCount == 1 }
    #expect(value.description == "occupied (synchronized, locked, 1 waiting)")
    light.set()
    try holder.finish()
    try waiter.finish()
    recording.collect()
    #expect(value.holder == nil)
    #expect(recording.faults() == [])
  }

  @Test func theEventsAreALocks() throws {
    let value = Synchronized(1, name: "seen")
    var line = 0
    // Where it happened is told of what is timed only: at this level, of everything.
    at(.full) {
      value.withLock { $0 += 1 }; line = #line
      value.tryWithLock { $0 += 1 }
      _ = value.value
    }
    recording.collect()
    let pair = ["acquired", "releasing"]
    #expect(recording.told("seen") == pair + pair + pair)
    #expect(recording.events(of: "seen").map(\.sequence) == [1, 2, 3, 4, 5, 6])
    guard case .acquired(1, 1, let site?) = recording.events(of: "seen").first?.kind else {
      Issue.record("no site")
      return
    }
    #expect(recording.declarations.contains(.site(site, file: #fileID, line: line)))
    let declared = try #require(recording.primitives.last { $0.name == "seen" })
    #expect(declared.kind == .synchronized)
    #expect(recording.faults() == [])
  }

  /// A certain deadlock: only that a person can withdraw a command ends it here.
  @Test func takenAgainInsideItWaitsForItself() throws {
    let value = Synchronized(1, name: "twice")
    let answers = Collected<Int?>()
    let control = ControlThread()
    defer { control.end() }
    control.run {
      value.withLock { _ in
        answers.append(value.tryWithLock { $0 })
        answers.append(value.withLock(timeout: .milliseconds(1)) { $0 })
        answers.append(value.withLock(timeout: .seconds(60)) { $0 })
      }
    }
    try waitUntil("it waits") { value.waiterCount == 1 && answers.count == 2 }
    recording.collect()
    let you = try #require(recording.events(of: "twice").first?.thread)
    #expect(value.holder == you)
    #expect(recording.events(of: "twice").last?.thread == you)
    #expect(recording.events(of: "twice").last?.kind.word == "blocking")
    #expect(control.withdraw())
    try waitUntil("it is free") { !value.isLocked }
    #expect(answers.all == [nil, nil, nil])
    #expect(
      recording.told("twice") == [
        "acquired", "blocking", "timedOut", "resumed", "blocking", "resumed", "releasing",
      ])
  }

  /// What an old value does as it goes may look in: the lock is free by then.
  @Test func anOldValueGoesWithoutTheLock() throws {
    let living = Counter()
    let own = GuardedValue<Synchronized<Token?>?>(nil)
    let seen = Collected<Bool?>()
    let value = Synchronized<Token?>(nil)
    own.withLock { $0 = value }
    value.value = Token(living) { seen.append(own.withLock { $0 }?.isLocked) }
    value.value = nil
    #expect(living.value == 0)
    #expect(seen.all == [false])
    own.withLock { $0 = nil }
  }

  @Test func nothingKeepsItOrItsValueAlive() throws {
    let living = Counter()
    var value: Synchronized<Token>? = Synchronized(Token(living), name: "gone")
    weak let weakly = value
    try Bunch(2) { [value] _ in value?.withLock { _ in } }.join()
    #expect(living.value == 1)
    value = nil
    #expect(weakly == nil)
    #expect(living.value == 0)
    #expect(recording.told("gone").last == "destroyed")
  }

  @Test func threadsOfOthersMayUseIt() throws {
    let sum = Synchronized(0)
    let threads = (0..<15).map { _ in ForeignThread { sum.withLock { $0 += 1 } } }
    for thread in threads { thread.join() }
    #expect(sum.value == 15)
  }

  /// A get and a set are two operations.
  @Test func aCopyIsOutOfDateAsSoonAsAnotherWrites() throws {
    let value = Synchronized(0)
    let copy = value.value
    try TracedThread.run { value.withLock { $0 += 1 } }.finish()
    value.value = copy + 1
    #expect(value.value == 1)
  }
}
