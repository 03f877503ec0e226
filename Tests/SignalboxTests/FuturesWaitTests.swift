import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's `wait` tests check.
@Suite(.serialized, .watched) struct FuturesWaitTests {
  private typealias Broken = ThreadPoolTests.Broken
  private let recording = Recording()
  private let futures = (0..<4).map { Future<Int>("F\($0)") }

  private func numbers(_ some: [Future<Int>]) -> [Int] {
    some.compactMap { one in futures.firstIndex { $0 === one } }
  }

  /// Waits on a thread of its own; `act` comes when it waits at the future of that name.
  private func wait(
    _ condition: Futures.Condition, at name: String, _ act: () throws -> Void
  ) throws -> (done: [Int], pending: [Int]) {
    let found = Collected<(done: [Int], pending: [Int])>()
    let thread = TracedThread.run { [futures] in
      let (done, pending) = Futures.wait(for: futures, until: condition)
      let number = { (one: Future<Int>) in futures.firstIndex { $0 === one } ?? -1 }
      found.append((done.map(number), pending.map(number)))
    }
    try waitUntil("it waits") {
      recording.collect()
      return recording.events(of: name).last?.kind.word == "blocking"
    }
    try act()
    try thread.finish()
    recording.collect()
    #expect(recording.faults() == [])
    return try #require(found.all.first)
  }

  @Test func untilTheFirstIsDone() throws {
    let found = try wait(.firstDone, at: "first of 4 futures") {
      try futures[2].complete(.success(1))
    }
    #expect(found == ([2], [0, 1, 3]))
    #expect(
      recording.events(of: "first of 4 futures").map(\.kind.word) == [
        "blocking", "resumed", "destroyed",
      ])
  }

  @Test func someAreDoneAlready() throws {
    try futures[1].complete(.success(1))
    futures[3].cancel()
    let (done, pending) = Futures.wait(for: futures, until: .firstDone)
    #expect(numbers(done) == [1, 3] && numbers(pending) == [0, 2])
    recording.collect()
    #expect(recording.events.allSatisfy { $0.kind.word != "blocking" })
  }

  @Test func untilTheFirstError() throws {
    let found = try wait(.firstError, at: "first error of 4 futures") {
      try futures[0].complete(.success(1))
      futures[1].cancel()  // no error
      try futures[3].complete(.failure(Broken()))
    }
    #expect(found == ([0, 1, 3], [2]))
  }

  @Test func withoutAnErrorUntilAllAreDone() throws {
    try futures[2].complete(.success(1))
    let found = try wait(.firstError, at: "first error of 4 futures") {
      try futures[0].complete(.success(1))
      try futures[3].complete(.success(1))
      futures[1].cancel()
    }
    #expect(found == ([0, 1, 2, 3], []))
  }

  @Test func anErrorThatIsThereAlready() throws {
    try futures[3].complete(.failure(Broken()))
    let (done, pending) = Futures.wait(for: futures, until: .firstError)
    #expect(numbers(done) == [3] && numbers(pending) == [0, 1, 2])
  }

  @Test func untilAllAreDone() throws {
    futures[1].cancel()
    let found = try wait(.allDone, at: "F0") {
      for number in [3, 2, 0] { try futures[number].complete(.success(number)) }
    }
    #expect(found == ([0, 1, 2, 3], []))
  }

  @Test(arguments: [Futures.Condition.firstDone, .firstError, .allDone])
  func givingUp(_ condition: Futures.Condition) throws {
    let last = condition == .firstDone ? futures.count : 2
    for number in last..<4 { try futures[number].complete(.success(1)) }
    for timeout in TimeoutMatrixTests.polls + [.milliseconds(5)] {
      let (done, pending) = Futures.wait(for: futures, until: condition, timeout: timeout)
      #expect(numbers(done) == Array(last..<4) && numbers(pending) == Array(0..<last))
    }
    // It has left nothing behind.
    for number in 0..<last { try futures[number].complete(.success(1)) }
    recording.collect()
    #expect(recording.faults() == [])
  }

  /// Once the time is up nothing more is waited for.
  @Test func givenUpOnceForAll() {
    #expect(Futures.wait(for: futures, timeout: .milliseconds(1)).pending.count == 4)
    recording.collect()
    #expect(recording.events.count { $0.kind.word == "blocking" } == 1)
  }

  @Test func noneIsTwice() throws {
    try futures[0].complete(.success(1))
    let doubled = futures + futures
    let (done, pending) = Futures.wait(for: doubled, timeout: .zero)
    #expect(numbers(done) == [0] && numbers(pending) == [1, 2, 3])
    #expect(Futures.wait(for: doubled + [futures[0]], until: .firstDone).done.count == 1)
  }

  @Test func nothingToWaitFor() {
    for condition in [Futures.Condition.firstDone, .firstError, .allDone] {
      let (done, pending) = Futures.wait(for: [Future<Int>](), until: condition)
      #expect(done.isEmpty && pending.isEmpty)
    }
  }

  /// Futures that are done while it begins to wait for them.
  @Test func whileTheyAreBeingDone() throws {
    let pool = try ThreadPool(workers: 3)
    for round in 0..<300 {
      let futures = try (0..<3).map { number in try pool.submit { number } }
      let condition = [Futures.Condition.firstDone, .firstError, .allDone][round % 3]
      let (done, pending) = Futures.wait(for: futures, until: condition)
      #expect(done.count + pending.count == 3)
      #expect(condition == .firstDone ? !done.isEmpty : pending.isEmpty)
      if round % 20 == 0 { recording.collect() }
    }
    pool.shutdown()
    recording.collect()
    #expect(recording.faults() == [])
  }
}
