import Signalbox
import SyncEvents
import TestSupport
import Testing

/// The rows of CPython's `test_threading` that are about a thread's start and end.
@Suite(.watched) struct ThreadTests {
  @Test func aThreadStartsOnce() throws {
    let thread = TracedThread {}
    try thread.start()
    #expect(throws: SyncError.alreadyStarted) { try thread.start() }
    try thread.finish()
    #expect(throws: SyncError.alreadyStarted) { try thread.start() }
  }

  @Test func aThreadThatWasNotStartedCannotBeJoined() throws {
    let thread = TracedThread {}
    #expect(throws: SyncError.notStarted) { try thread.join() }
    #expect(throws: SyncError.notStarted) { _ = try thread.join(timeout: .zero) }
    #expect(thread.id == nil)
    #expect(!thread.isAlive)
  }

  @Test func aThreadCannotJoinItselfButOthersCan() throws {
    let thrown = Collected<SyncError>()
    let light = Event()
    let thread = TracedThread.run {
      do throws(SyncError) { try TracedThread.current?.join() } catch { thrown.append(error) }
      light.wait()
    }
    let others = Bunch(3) { _ in try thread.join() }
    light.set()
    try thread.finish()
    try others.join()
    #expect(thrown.all == [.joinsItself])
  }

  @Test func manyMayJoin() throws {
    let recording = Recording()
    let light = Event()
    let thread = TracedThread.run("joined") { light.wait() }
    let joiners = Bunch(10, "joiner") { _ in try thread.join() }
    try waitUntil("ten join") {
      recording.collect()
      return recording.events(of: "joined").count == 10
    }
    #expect(joiners.endedCount == 0)
    light.set()
    try joiners.join()
    recording.collect()
    let outcomes = recording.events(of: "joined").map(\.kind).filter { $0.word == "resumed" }
    #expect(outcomes == Array(repeating: .resumed(.ended, by: thread.id), count: 10))
    #expect(recording.faults() == [])
  }

  @Test func joiningAgainReturnsAtOnce() throws {
    let thread = TracedThread.run {}
    try thread.join()
    try thread.join()
    #expect(try thread.join(timeout: .zero))
    #expect(!thread.isAlive)
  }

  @Test func joiningGivesUp() throws {
    let light = Event()
    let thread = TracedThread.run { light.wait() }
    #expect(thread.isAlive)
    #expect(try !thread.join(timeout: .zero))
    #expect(try !thread.join(timeout: .milliseconds(5)))
    #expect(thread.isAlive)
    light.set()
    #expect(try thread.join(timeout: nil))
    #expect(!thread.isAlive)
  }

  @Test func anUncaughtErrorIsKeptAndOnRecord() throws {
    struct Broken: Error, CustomStringConvertible { let description = "broken" }
    let recording = Recording()
    let thread = TracedThread.run("breaks") { throw Broken() }
    try thread.join()
    #expect(thread.failure is Broken)
    recording.collect()
    let notes = recording.events(by: thread.id).compactMap {
      if case .note(let id) = $0.kind { recording.text(id) } else { nil }
    }
    #expect(notes == ["uncaught error: broken"])
  }

  @Test func eachThreadKnowsItself() throws {
    #expect(TracedThread.current == nil)
    let known = Collected<ThreadID?>()
    let thread = TracedThread { known.append(TracedThread.current?.id) }
    try thread.start()
    let id = try #require(thread.id)
    try thread.finish()
    #expect(known.all == [id])
  }

  @Test func namesAreGivenOrMadeUp() throws {
    #expect(TracedThread("worker") {}.name == "worker")
    let (first, second) = (TracedThread {}, TracedThread {})
    #expect(first.name.hasPrefix("thread-"))
    #expect(first.name != second.name)
  }

  @Test func numbersAreNeverUsedAgain() throws {
    var numbers: Set<ThreadID> = []
    for _ in 0..<100 {
      let thread = TracedThread.run {}
      try thread.join()
      numbers.insert(try #require(thread.id))
    }
    #expect(numbers.count == 100)
  }

  @Test func itsParentAndItsEndAreOnRecord() throws {
    let recording = Recording()
    let child = Collected<ThreadID?>()
    let parent = TracedThread.run("parent") {
      let thread = TracedThread.run("child") {}
      try thread.join()
      child.append(thread.id)
    }
    try parent.finish()
    recording.collect()
    let declaration = try #require(recording.threads.first { $0.name == "child" })
    #expect(declaration.parent == parent.id)
    #expect(declaration.id == child.all.first)
    #expect(recording.events(by: declaration.id).last?.kind == .threadEnded)
  }
}
