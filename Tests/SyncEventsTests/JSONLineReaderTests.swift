import SyncEvents
import TestSupport
import Testing

/// What is written as JSON lines is read as it was.
@Suite struct JSONLineReaderTests {
  private func read(_ lines: [String]) throws -> Batch {
    var reader = JSONLineReader()
    var all = Batch()
    for line in lines {
      let batch = try reader.read(line.utf8)
      all.declarations += batch.declarations
      all.losses += batch.losses
      all.events += batch.events
    }
    return all
  }
  private func fault(_ lines: String...) -> JSONLineFault? {
    do {
      _ = try read(lines)
      return nil
    } catch { return error as? JSONLineFault }
  }
  private static let header = JSONLineWriter.header

  /// One of each kind, with and without what may be absent.
  private static let kinds: [SyncEvent.Kind] = [
    .blocking(.acquire, deadline: nil, site: SiteID(1)),
    .blocking(.put, deadline: Instant(nanoseconds: 7), site: nil),
    .waiting(deadline: nil, site: nil),
    .waiting(deadline: Instant(nanoseconds: 5), site: SiteID(1)),
    .notified(by: ThreadID(2), at: Instant(nanoseconds: 3)), .timedOut,
    .acquired(permits: 1, depth: 1, site: SiteID(1)), .acquired(permits: 2, depth: 0, site: nil),
    .releasing(permits: 1, depth: 2, site: nil), .resumed(.acquired, by: ThreadID(2)),
    .resumed(.timedOut, by: nil), .passed, .notifying(asked: nil, woken: 3),
    .notifying(asked: 2, woken: 0), .lightSet(woken: 1), .lightCleared,
    .limitChanged(old: 3, new: 2, woken: 0), .evaluated(true), .evaluated(false), .put(depth: 2),
    .taken(depth: 0), .taskDone(unfinished: 1), .shutDown(immediate: true, woken: 2),
    .taskSubmitted(task: 1, queued: 1), .taskStarted(task: 1, queued: 0),
    .taskEnded(task: 1, .failed), .taskCancelled(task: 2, queued: 0),
    .localSet(key: TextID(1), value: TextID(2)), .localSet(key: nil, value: TextID(2)),
    .localGet(key: nil, value: nil), .tallied(value: 5, updates: 9), .tripped(woken: 2),
    .broke(woken: 1), .reset(woken: 0), .line(3), .output(TextID(1)), .note(TextID(2)),
    .working(5), .sleeping(6), .woke, .held, .stepped, .commanded(TextID(1)),
    .refused(TextID(1), .ambiguous), .misused(.release, .notLocked), .threadEnded, .destroyed,
    .levelChanged(.full),
  ]
  private static let declarations: [Declaration] = [
    .text(TextID(1), "one \"1\"\n"), .text(TextID(2), "二"),
    .site(SiteID(1), file: "A/B.swift", line: 12),
    .thread(
      ThreadDeclaration(id: ThreadID(1), name: "a", origin: .control, time: Instant(nanoseconds: 1))
    ),
    .thread(
      ThreadDeclaration(
        id: ThreadID(2), name: "b", origin: .foreign, parent: ThreadID(1), pool: PrimitiveID(3),
        systemID: 77, time: Instant(nanoseconds: 2))),
    .primitive(
      PrimitiveDeclaration(
        id: PrimitiveID(1), kind: .boundedSemaphore, name: "s", value: 3, limit: 4,
        site: SiteID(1))),
    .primitive(
      PrimitiveDeclaration(id: PrimitiveID(2), kind: .condition, name: "c", lock: PrimitiveID(4))),
    .primitive(
      PrimitiveDeclaration(
        id: PrimitiveID(5), kind: .future, name: "f", value: 9, pool: PrimitiveID(3))),
    .primitive(PrimitiveDeclaration(id: PrimitiveID(6), kind: .array, name: "list", value: 12)),
    .primitive(
      PrimitiveDeclaration(id: PrimitiveID(7), kind: .thread, name: "t", thread: ThreadID(2))),
  ]

  private static var events: [SyncEvent] {
    kinds.enumerated().map { index, kind in
      SyncEvent(
        thread: ThreadID(UInt32(index % 2 + 1)), primitive: index % 3 == 0 ? nil : PrimitiveID(1),
        sequence: index % 3 == 0 ? 0 : UInt64(index), isChange: index % 4 != 1 || index % 3 == 0,
        time: Instant(nanoseconds: Int64(index)), isEstimated: index % 5 == 0, kind: kind)
    }
  }

  /// Numbers of texts and sites are given anew: written once more the lines are the same.
  @Test func everyKindComesBack() throws {
    let batch = Batch(
      declarations: Self.declarations, events: Self.events,
      losses: [
        Loss(
          thread: ThreadID(1), count: 5, since: Instant(nanoseconds: 2),
          until: Instant(nanoseconds: 4)),
        Loss(thread: nil, count: 0, since: .zero, until: .zero),
      ])
    var writer = JSONLineWriter()
    let lines = writer.lines(batch)
    let again = try read([Self.header] + lines)
    #expect(again.events.count == batch.events.count)
    #expect(again.losses == batch.losses)
    for (a, b) in zip(again.events, batch.events) {
      #expect((a.thread, a.primitive, a.sequence) == (b.thread, b.primitive, b.sequence))
      #expect((a.isChange, a.isEstimated, a.time) == (b.isChange, b.isEstimated, b.time))
    }
    var second = JSONLineWriter()
    #expect(second.lines(again) == lines)
  }

  @Test func whatIsNotKnownIsPassedOver() throws {
    var reader = JSONLineReader()
    _ = try reader.read(Self.header.utf8)
    _ = try reader.read(#"{"n":1,"t":1,"event":"teleported","thread":1,"new":[1]}"#.utf8)
    _ = try reader.read(
      #"{"n":2,"t":1,"event":"primitiveDeclared","object":1,"objectKind":"seqlock","objectName":"x"}"#
        .utf8)
    let batch = try reader.read(#"{"n":3,"t":1,"event":"woke","thread":1,"later":{"a":1}}"#.utf8)
    #expect(reader.unknownCount == 2)
    #expect(batch.events.map(\.kind) == [.woke])
    #expect(try reader.read("  ".utf8) == Batch())
  }

  @Test func whatIsWrongIsSaidWithItsLine() {
    let woke = #"{"t":1,"event":"woke","thread":1}"#
    #expect(fault("{") == JSONLineFault(line: 1, problem: .json(2, .endsTooSoon)))
    #expect(fault("[1]") == JSONLineFault(line: 1, problem: .notAnObject))
    #expect(fault(woke) == JSONLineFault(line: 1, problem: .noHeader))
    #expect(fault(Self.header, Self.header) == JSONLineFault(line: 2, problem: .secondHeader))
    #expect(
      fault(#"{"event":"stream","version":2}"#) == JSONLineFault(line: 1, problem: .version(2)))
    #expect(
      fault(Self.header, woke, #"{"t":1,"event":"put","thread":1}"#)
        == JSONLineFault(line: 3, problem: .missing("depth")))
    for bad in ["-1", "4294967296", "1.5", "\"1\"", "null", "1e3"] {
      #expect(
        fault(Self.header, #"{"t":1,"event":"woke","thread":\#(bad)}"#)
          == JSONLineFault(line: 2, problem: .wrong("thread")))
    }
    #expect(
      fault(Self.header, #"{"t":1,"event":"resumed","thread":1,"outcome":"lucky"}"#)
        == JSONLineFault(line: 2, problem: .wrong("outcome")))
    #expect(
      fault(Self.header, #"{"t":1,"event":"waiting","thread":1,"site":"here"}"#)
        == JSONLineFault(line: 2, problem: .wrong("site")))
  }

  /// Whatever is changed in a line: it is read, or refused, and nothing else.
  @Test func changedLines() throws {
    var writer = JSONLineWriter()
    let lines = writer.lines(Batch(declarations: Self.declarations, events: Self.events))
    var random = FixedNumbers(seed: 0xC0FFEE)
    var refused = 0
    for _ in 0..<3000 {
      var bytes = Array(lines.randomElement(using: &random)!.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default: bytes.insert(UInt8.random(in: 32...126, using: &random), at: at)
        }
      }
      var reader = JSONLineReader()
      _ = try reader.read(Self.header.utf8)
      do { _ = try reader.read(bytes) } catch { refused += 1 }
    }
    #expect(refused > 1000)
    #expect(refused < 3000)
  }
}
