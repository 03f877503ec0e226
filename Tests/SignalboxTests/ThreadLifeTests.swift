import Glibc
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Nothing of a thread is left when it has ended, whether or not anybody joined it.
@Suite(.watched) struct ThreadLifeTests {
  private final class Payload: Sendable {}

  @Test func whatTheBodyKeptIsGoneAfterAJoin() throws {
    var payload: Payload? = Payload()
    weak let weakly = payload
    let thread = TracedThread.run { [payload] in withExtendedLifetime(payload) {} }
    payload = nil
    try thread.join()
    #expect(weakly == nil)
  }

  @Test func aJoinedThreadIsGone() throws {
    var thread: TracedThread? = TracedThread.run {}
    weak let weakly = thread
    try thread?.join()
    thread = nil
    #expect(weakly == nil)
  }

  @Test func aThreadNobodyJoinsIsGone() throws {
    let light = Event()
    let box = WeakBox()
    do {
      let thread = TracedThread.run { light.wait() }
      box.thread = thread
    }
    #expect(box.thread != nil)  // it lives as long as it runs
    light.set()
    try waitUntil("it is gone") { box.thread == nil }
  }
  private final class WeakBox { weak var thread: TracedThread? }

  @Test func aThreadThatWasNeverStartedIsGone() {
    var payload: Payload? = Payload()
    weak let weakly = payload
    _ = TracedThread { [payload] in withExtendedLifetime(payload) {} }
    payload = nil
    #expect(weakly == nil)
  }

  /// A kernel thread that is neither joined nor detached keeps its stack: 8 MB of addresses each.
  @Test func threadsNobodyJoinsLeaveNoStacks() throws {
    func run(_ count: Int) throws {
      for _ in 0..<count {
        let ended = Event()
        do {
          let payload = Ender(ended)
          TracedThread.run { withExtendedLifetime(payload) {} }
        }
        ended.wait()
      }
    }
    try run(20)
    let before = try addressPages()
    try run(400)
    // Those that are just about to exit may still have theirs.
    try waitUntil("the stacks are gone") {
      try (addressPages() - before) * sysconf(Int32(_SC_PAGESIZE)) < 400 * 1_000_000
    }
  }
  /// Says when the last thread that has it lets it go.
  private final class Ender: Sendable {
    private let event: Event
    init(_ event: Event) { self.event = event }
    deinit { event.set() }
  }
  private func addressPages() throws -> Int {
    let file = try #require(fopen("/proc/self/statm", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    _ = fgets(&line, 127, file)
    return strtol(line, nil, 10)
  }

  @Test func whatOnlyAThreadKeptIsDestroyedBeforeItsEnd() throws {
    let recording = Recording()
    let isAlone = Event("alone")
    let thread: TracedThread
    do {
      let lock = Lock("its own")
      thread = TracedThread.run {
        isAlone.wait()
        lock.withLock {}
      }
    }
    isAlone.set()
    try thread.join()
    recording.collect()
    let gate = recording.primitive("alone")
    let kinds = recording.events(by: thread.id).filter { $0.primitive != gate }.map(\.kind.word)
    #expect(kinds == ["acquired", "releasing", "destroyed", "threadEnded"])
    #expect(recording.faults() == [])
  }

  @Test func theLineOfJoinersIsGoneWithTheThread() throws {
    let recording = Recording()
    let light = Event()
    let thread = TracedThread.run("left") { light.wait() }
    #expect(try !thread.join(timeout: .milliseconds(1)))
    light.set()
    try thread.join()
    recording.collect()
    #expect(recording.events(of: "left").last?.kind == .destroyed)
    #expect(recording.events(by: thread.id).last?.kind == .threadEnded)
    #expect(recording.faults() == [])
  }

  @Test func thePlatformKnowsTheFirstFifteenBytesOfItsName() throws {
    let names = Collected<String>()
    let wanted = ["short", "exactly-fifteen", "more-than-fifteen-bytes", "線程線程線程", "aé線程線程線"]
    for name in wanted {
      try TracedThread.run(name) {
        let file = fopen("/proc/thread-self/comm", "r")
        defer { if let file { fclose(file) } }
        var line = [UInt8](repeating: 0, count: 64)
        let count = file.map { fread(&line, 1, 63, $0) } ?? 0
        names.append(String(decoding: line.prefix(max(0, count - 1)), as: UTF8.self))
      }.finish()
    }
    #expect(names.all == ["short", "exactly-fifteen", "more-than-fifte", "線程線程線", "aé線程線程"])
  }
}
