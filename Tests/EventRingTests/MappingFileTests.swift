import CSignalbox
import Glibc
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// What a reader makes of another process's mapping, through its file.
@Suite(.watched) struct MappingFileTests {
  /// Gone when the test is over.
  private final class Place {
    let path = "/tmp/signalbox-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    deinit { unlink(path) }
  }
  private let file = Place()

  /// Two threads that take turns with a lock, in a process that is gone.
  private func twoThreads() -> SyntheticMapping {
    let mapping = SyntheticMapping()
    mapping.header.pointee.pid = 0
    mapping.thread(1, "one", at: 0)
    mapping.thread(2, "two", at: 1, time: 1500)
    mapping.site(0x7700_0042, file: "Work.swift", line: 66)
    mapping.primitive(9, .lock, "door", at: 0, site: 0x7700_0042)
    let (one, two) = (mapping.ring(0), mapping.ring(1))
    one.write(
      SB_ACQUIRED, 9, 1, time: 2000, arguments: [sb_argument(a: 0x7700_0042, b: 1)])
    two.write(
      SB_BLOCKING, 9, 0, time: 2100,
      arguments: [
        sb_argument(a: .max, b: UInt32(SyncEvents.Operation.acquire.rawValue)),
        sb_argument(a: 0, b: 0),
      ])
    one.write(SB_LOCK_RELEASED, 9, 2)
    two.write(SB_LOCK_TAKEN, 9, 3, time: 2900)
    one.write(15, time: 3000, arguments: [sb_argument(a: 0, b: mapping.text("Grüße"))])
    let slot = mapping.primitiveEntry(0)
    slot.pointee.slot.word = 2 << 8 | UInt64(SB_HELD)
    slot.pointee.slot.turn = 3 << 40 | 2 << 8 | UInt64(SB_HELD | SB_TIMED)
    slot.pointee.slot.since = 2900
    return mapping
  }

  @Test func whatIsInTheFileIsTold() throws {
    try twoThreads().save(file.path)
    let reader = try RingReader(path: file.path)
    #expect(reader.source == .gone)
    let batch = reader.read()
    #expect(batch.losses.isEmpty)
    #expect(
      batch.events.map { "\($0.thread.rawValue) \($0.kind.word) \($0.sequence)" } == [
        "1 acquired 1", "2 blocking 0", "1 releasing 2", "2 acquired 3", "1 output 0",
      ])
    // Instants count from when the process began to record.
    #expect(batch.events.map(\.time.nanoseconds) == [1000, 1100, 1666, 1900, 2000])
    #expect(batch.events.map(\.isEstimated) == [false, false, true, false, false])
    let site = SiteID(0x7700_0042)
    #expect(batch.events.first?.kind == .acquired(permits: 1, depth: 1, site: site))
    guard case .output(let text) = try #require(batch.events.last).kind else {
      Issue.record("it is not said")
      return
    }
    #expect(
      Set(batch.declarations) == [
        .thread(ThreadDeclaration(id: ThreadID(1), name: "one", systemID: 77, time: .zero)),
        .thread(
          ThreadDeclaration(
            id: ThreadID(2), name: "two", systemID: 77, time: Instant(nanoseconds: 500))),
        .primitive(
          PrimitiveDeclaration(id: PrimitiveID(9), kind: .lock, name: "door", site: site)),
        .site(site, file: "Work.swift", line: 66), .text(text, "Grüße"),
      ])
    #expect(batch.declarations.count == 5)
    let door = try #require(batch.snapshot?.primitives.first)
    #expect(
      door
        == PrimitiveSnapshot(
          id: PrimitiveID(9), owner: ThreadID(2), depth: 1, since: Instant(nanoseconds: 1900),
          sequence: 3, limit: -1))
    #expect(reader.now == Instant(nanoseconds: 2000))
    #expect(reader.read().isEmpty)
  }

  /// A predecessor that was never written, and a tail without a time: told all the same, since nothing more will come.
  @Test func whatIsLeftOfAProcessThatIsGoneIsToldAtOnce() throws {
    let mapping = twoThreads()
    mapping.ring(0).write(SB_LOCK_TAKEN, 9, 7, time: 3100)
    mapping.ring(0).write(SB_LOCK_RELEASED, 9, 8)
    try mapping.save(file.path)
    let events = try RingReader(path: file.path).read().events
    #expect(events.suffix(2).map(\.sequence) == [7, 8])
    #expect(events.suffix(2).map(\.isEstimated) == [false, true])
  }

  @Test func whatWasOverwrittenIsCounted() throws {
    let mapping = twoThreads()
    for number in 0..<1000 as Range<UInt64> {
      mapping.ring(1).write(SB_LOCK_TAKEN, 9, 4 + number, time: 4000 + number)
    }
    // The last of them has not been reported by its owner: it was killed.
    mapping.ring(0).head.pointee.reserve = 1000
    try mapping.save(file.path)
    let reader = try RingReader(path: file.path)
    let batch = reader.read()
    let produced = mapping.ring(0).head.pointee.head + mapping.ring(1).head.pointee.head
    #expect(reader.slotsRead + reader.slotsLost == produced)
    #expect(batch.losses.reduce(0) { $0 + $1.count } == reader.slotsLost)
    #expect(Set(batch.losses.map(\.thread)) == [ThreadID(1), ThreadID(2)])
    #expect(batch.events.last?.sequence == 1003)
  }

  // MARK: a process that runs

  /// A child that sleeps; its mapping is this test's invention.
  private final class Sleeper {
    let pid: pid_t
    init() throws {
      var pid = pid_t()
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("1000"), nil]
      defer { for argument in arguments { free(argument) } }
      let code = posix_spawn(&pid, "/bin/sleep", nil, nil, &arguments, nil)
      self.pid = pid
      try #require(code == 0)
    }
    func signal(_ signal: Int32) { kill(pid, signal) }
    func end() {
      kill(pid, SIGKILL)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
    deinit { end() }
    func isIn(_ state: ProcessState) -> Bool { ProcessState.look(pid, started: 0) == state }
  }

  @Test func itIsKnownHowTheProcessIs() throws {
    let sleeper = try Sleeper()
    let mapping = twoThreads()
    mapping.header.pointee.pid = sleeper.pid
    mapping.header.pointee.began = sb_now()
    try mapping.save(file.path)
    let reader = try RingReader(path: file.path)
    #expect(reader.source == .running)
    let first = reader.read()
    #expect(first.events.count == 5)
    #expect(first.snapshot?.isOfOneMoment == false)
    // What one look could not tell is told by more of them, for a while.
    try waitUntil("nothing more is told") { reader.read().isEmpty }

    sleeper.signal(SIGSTOP)
    try waitUntil("it is stopped") { sleeper.isIn(.stopped) }
    #expect(reader.read().isEmpty)
    #expect(reader.source == .stopped)
    let stopped = reader.now
    #expect(reader.read().isEmpty)
    #expect(reader.now == stopped)

    sleeper.signal(SIGCONT)
    try waitUntil("it goes on") { sleeper.isIn(.running) }
    let next = reader.read()
    #expect(reader.source == .running)
    #expect(next.losses.map(\.thread) == [ThreadID(1), ThreadID(2)])
    #expect(next.losses.allSatisfy { $0.count == 0 && $0.since == stopped && $0.until > stopped })
    #expect(next.snapshot?.threads.map(\.id) == [ThreadID(1), ThreadID(2)])
    #expect(reader.read().isEmpty)

    sleeper.end()
    #expect(reader.read().events.isEmpty)
    #expect(reader.source == .gone)
    let end = reader.now
    #expect(reader.now == end)
  }

  /// Its number was given to another process since.
  @Test func aNumberMayBeGivenAgain() throws {
    let sleeper = try Sleeper()
    let mapping = twoThreads()
    mapping.header.pointee.pid = sleeper.pid
    mapping.header.pointee.started = 1
    try mapping.save(file.path)
    #expect(try RingReader(path: file.path).source == .gone)
  }

  // MARK: what cannot be read

  @Test func whatIsNoMappingIsRefused() throws {
    func error(_ change: (SyntheticMapping) -> Void) throws -> ReaderError? {
      let mapping = twoThreads()
      change(mapping)
      try mapping.save(file.path)
      do throws(ReaderError) {
        _ = try RingReader(path: file.path)
        return nil
      } catch { return error }
    }
    #expect(try error { _ in } == nil)
    #expect(try error { $0.header.pointee.magic = 0 } == .notAMapping)
    #expect(try error { $0.header.pointee.version = 2 } == .newerVersion(2))
    let damages: [(inout sb_header) -> Void] = [
      { $0.version = 0 }, { $0.clock_source = 7 }, { $0.size = 1 << 60 }, { $0.began = .max },
      { $0.ring_events = 255 }, { $0.ring_events = 0 }, { $0.ring_events = 1 << 31 },
      { $0.ring_stride = 0 }, { $0.ring_stride = .max & ~7 }, { $0.ring_stride += 1 },
      { $0.rings_at = .max - 7 }, { $0.journal_at = 3 }, { $0.threads_at = $0.size },
      { $0.primitives_room = .max }, { $0.threads_room = 1 << 40 }, { $0.texts_room = 1 << 40 },
      { $0.sites_room = 0 }, { $0.clock_at = 8 }, { $0.threads_count = 5 },
      { $0.texts_end = .max }, { $0.clock_source = SB_CLOCK_COUNTER },
    ]
    for (index, damage) in damages.enumerated() {
      guard case .damaged(let what) = try error({ damage(&$0.header.pointee) }) else {
        Issue.record("damage \(index) is not seen")
        continue
      }
      #expect(!what.isEmpty)
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    func error(_ path: String) -> ReaderError? {
      do throws(ReaderError) {
        _ = try RingReader(path: path)
        return nil
      } catch { return error }
    }
    #expect(error(file.path) == .noSuchFile(file.path))
    #expect(error("/tmp") == .notAMapping)
    #expect(error("/dev/null") == .notAMapping)
    if geteuid() != 0 { #expect(error("/etc/shadow") == .notPermitted("/etc/shadow")) }
    for sentence in [
      error("/nowhere/x"), .notAMapping, .truncated, .newerVersion(9), .damaged("x"),
    ] {
      #expect(try #require(sentence).description.hasSuffix("."))
    }
  }

  @Test func aCutFileIsRefusedOrReadSoFar() throws {
    let mapping = twoThreads()
    let whole = mapping.size
    for length in [0, 7, 8, 100, 4095, 4096, 5000, 12_000] {
      try mapping.save(file.path, bytes: length)
      #expect(throws: ReaderError.self) { try RingReader(path: file.path) }
    }
    // The tables are there, of the rings some is missing.
    try mapping.save(file.path, bytes: Int(mapping.header.pointee.rings_at) + 6000)
    let reader = try RingReader(path: file.path)
    let batch = reader.read()
    #expect(batch.declarations.count >= 4)
    #expect(batch.events.count < 5)
    // And one that is cut while it is read.
    try mapping.save(file.path, bytes: whole)
    let second = try RingReader(path: file.path)
    try mapping.save(file.path, bytes: 10)
    #expect(second.read().events.isEmpty)
    #expect(second.trouble == .truncated)
  }
}
