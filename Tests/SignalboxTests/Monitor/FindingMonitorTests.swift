import Glibc
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Real threads that get stuck, and a monitor that says so.
@Suite(.watched, .serialized) struct FindingMonitorTests {
  private let told = Collected<FindingReport>()

  private func watch(atLeast grade: Grade = .likely) -> FindingMonitor {
    let told = told
    return FindingMonitor(atLeast: grade) { told.append($0) }
  }
  private func find(
    _ kind: FindingKind, _ grade: Grade? = nil, isOver: Bool = false
  ) throws -> FindingReport {
    func isIt(_ report: FindingReport) -> Bool {
      report.kind == kind && report.isOver == isOver && (grade == nil || report.grade == grade)
    }
    try waitUntil("\(kind) is told") { told.all.contains(where: isIt) }
    return try #require(told.all.first(where: isIt))
  }

  /// Two threads that take these in opposite order, and the way out of it.
  private func opposed(_ first: Lock, _ second: Lock) throws -> [TracedThread] {
    let both = try Barrier(parties: 2)
    return [(first, second), (second, first)].enumerated().map { number, locks in
      TracedThread.run("opposed-\(number)") {
        locks.0.acquire()
        _ = try both.wait()
        locks.1.acquire()
        try? locks.1.release()
        try? locks.0.release()
      }
    }
  }

  @Test func plainLocksInOppositeOrder() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let (a, b) = (Lock("a"), Lock("b"))
    let threads = try opposed(a, b)
    let report = try find(.deadlock)
    #expect(report.grade == .likely)
    #expect(Set(report.waits.map(\.primitiveName)) == ["a", "b"])
    #expect(Set(report.waits.map(\.threadName)) == ["opposed-0", "opposed-1"])
    #expect(Set(report.waits.compactMap(\.holderName)) == ["opposed-0", "opposed-1"])
    #expect(report.waits.allSatisfy { $0.file?.hasSuffix("FindingMonitorTests.swift") == true })
    // Somebody else releases one after all: it is taken back.
    try a.release()
    _ = try find(.deadlock, isOver: true)
    for thread in threads { try thread.finish() }
  }

  @Test func threeInARing() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let locks = (0..<3).map { Lock("lock-\($0)") }
    let all = try Barrier(parties: 3)
    let threads = (0..<3).map { number in
      TracedThread.run("ring-\(number)") {
        locks[number].acquire()
        _ = try all.wait()
        locks[(number + 1) % 3].acquire()
        try? locks[(number + 1) % 3].release()
        try? locks[number].release()
      }
    }
    let report = try find(.deadlock, .likely)
    #expect(report.waits.count == 3)
    try locks[0].release()
    for thread in threads { try thread.finish() }
  }

  /// Who was notified has to take the condition's lock again, and whoever has that waits for him.
  @Test func lockOfAConditionTakenAgain() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let (ready, kept) = (Condition("ready"), Lock("kept"))
    let sleeper = TracedThread.run("sleeper") {
      kept.acquire()
      try ready.withLock { try ready.wait() }
      try? kept.release()
    }
    try waitUntil("it waits") { ready.waiterCount == 1 }
    let waker = TracedThread.run("waker") {
      try ready.withLock {
        _ = try ready.notify(1)
        kept.acquire()
        try? kept.release()
      }
    }
    let report = try find(.deadlock, .likely)
    #expect(Set(report.waits.map(\.primitiveName)) == ["ready.lock", "kept"])
    try kept.release()
    try sleeper.finish()
    try waker.finish()
  }

  /// So much happens elsewhere that not all of it can be read.
  @Test func whileOthersAreBusy() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let (hot, stop) = (Lock("hot"), Event("stop"))
    let busy = (0..<2).map { number in
      TracedThread.run("busy-\(number)") { while !stop.isSet { hot.withLock {} } }
    }
    let (a, b) = (Lock("a"), Lock("b"))
    let threads = try opposed(a, b)
    let report = try find(.deadlock, .likely)
    #expect(Set(report.waits.map(\.primitiveName)) == ["a", "b"])
    try a.release()
    _ = try find(.deadlock, isOver: true)
    stop.set()
    for thread in threads + busy { try thread.finish() }
  }

  @Test func takenTwice() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let lock = Lock("once")
    let thread = TracedThread.run("greedy") {
      lock.acquire()
      lock.acquire()
    }
    let report = try find(.selfDeadlock, .likely)
    #expect(report.waits.map(\.threadName) == ["greedy"])
    try lock.release()
    try thread.finish()
  }

  @Test func ownerGone() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let lock = Lock("left")
    try TracedThread.run("leaver") { lock.acquire() }.finish()
    let heir = TracedThread.run("heir") { lock.acquire() }
    let report = try find(.ownerGone, .certain)
    #expect(report.waits.map(\.threadName) == ["heir"])
    try lock.release()
    try heir.finish()
  }

  /// What came before is written, once, and can be read.
  @Test func theLastEventsAreKept() throws {
    let path = "/tmp/signalbox-flight-\(getpid())"
    defer { unlink(path) }
    let lock = Lock("left behind")
    try TracedThread.run("leaver") { lock.acquire() }.finish()
    let monitor = Recorder.onFinding(.log, flight: path)
    defer { monitor.stop() }
    let heir = TracedThread.run("heir") { lock.acquire() }
    func lines() -> [Substring] { text(of: path).split(separator: "\n") }
    try waitUntil("it is written") {
      lines().contains { $0.contains("\"blocking\"") && $0.contains("heir") }
    }
    #expect(lines().first?.contains("\"stream\"") == true)
    var reader = JSONLineReader()
    for line in lines() { _ = try reader.read(line.utf8) }
    #expect(reader.lineCount > 5)
    try lock.release()
    try heir.finish()
  }
  private func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var text: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { text.append(UInt8(byte)) }
    return String(decoding: text, as: UTF8.self)
  }
  @Test func theLastEventsCannotBeKeptEverywhere() {
    let error = #expect(throws: HistoryError.self) {
      try Recorder.writeHistory(to: "/nowhere/at/all")
    }
    #expect(error?.description == "cannot write /nowhere/at/all: No such file or directory")
  }

  @Test func nestedTasksInAPoolOfOne() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let pool = try ThreadPool(workers: 1, name: "single")
    let inner = Collected<Future<Int>>()
    let outer = try pool.submit {
      guard let future = try? pool.submit({ 1 }) else { return 0 }
      inner.append(future)
      return (try? future.result()) ?? -1
    }
    let report = try find(.poolDeadlock, .certain)
    #expect(report.waits.count == 1)
    #expect(inner.all[0].cancel())
    #expect(try outer.result() == -1)
    pool.shutdown()
  }

  @Test func notifiedBeforeAnybodyWaited() throws {
    let monitor = watch()
    defer { monitor.stop() }
    let ready = Condition("ready")
    try TracedThread.run("hasty") { try ready.withLock { _ = try ready.notify(1) } }.finish()
    let waiter = TracedThread.run("late") { try ready.withLock { try ready.wait() } }
    let report = try find(.lostNotify, .likely)
    #expect(report.waits.map(\.threadName) == ["late"])
    _ = try ready.withLock { try ready.notifyAll() }
    try waiter.finish()
  }

  @Test func locksInDifferentOrdersThatDidNotMeet() throws {
    let monitor = watch(atLeast: .possible)
    defer { monitor.stop() }
    let (a, b) = (Lock("first"), Lock("second"))
    for (number, locks) in [(a, b), (b, a)].enumerated() {
      try TracedThread.run("apart-\(number)") { locks.0.withLock { locks.1.withLock {} } }.finish()
    }
    let report = try find(.lockOrderInversion, .possible)
    #expect(Set(report.waits.map(\.primitiveName)) == ["first", "second"])
  }

  /// Who is only slow is not stuck, and neither is who gives up.
  @Test func nothingIsWrong() throws {
    let monitor = watch(atLeast: .possible)
    let (a, b) = (Lock("a"), Lock("b"))
    let threads = [(a, b), (b, a)].enumerated().map { number, locks in
      TracedThread.run("patient-\(number)") {
        for _ in 0..<5 {
          locks.0.acquire()
          WorkTimer().work(.milliseconds(5))
          if locks.1.acquire(timeout: .milliseconds(15)) { try locks.1.release() }
          try locks.0.release()
        }
      }
    }
    for thread in threads { try thread.finish() }
    monitor.stop()
    #expect(told.all.filter { $0.kind != .lockOrderInversion } == [])
  }

  @Test func stoppedFromWithinAndTwice() throws {
    let holder = Collected<FindingMonitor>()
    let told = told
    let monitor = FindingMonitor { report in
      holder.all.first?.stop()
      told.append(report)
    }
    holder.append(monitor)
    let lock = Lock("once")
    let thread = TracedThread.run("greedy") {
      lock.acquire()
      lock.acquire()
    }
    _ = try find(.selfDeadlock)
    monitor.stop()
    monitor.stop()
    try lock.release()
    try thread.finish()
    #expect(told.count == 1)
  }
}
