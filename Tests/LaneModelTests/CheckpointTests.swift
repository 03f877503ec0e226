import Packing
import SyncEvents
import TestSupport
import Testing

@testable import LaneModel

/// A model that was packed and read back goes on as if nothing had been.
@Suite(.watched) struct CheckpointTests {
  private func bytes(_ model: LaneModel) -> [UInt8] {
    var writer = ByteWriter()
    model.pack(to: &writer)
    return writer.bytes
  }
  private func restored(
    _ bytes: [UInt8], _ overview: HistoryOverview? = nil
  ) throws(Damaged) -> LaneModel {
    var reader = ByteReader(bytes[...])
    return try LaneModel(from: &reader, settings: LaneModel(), overview: overview)
  }
  private func packed(_ overview: HistoryOverview) throws -> HistoryOverview {
    var writer = ByteWriter()
    overview.pack(to: &writer)
    var reader = ByteReader(writer.bytes[...])
    let back = try HistoryOverview(from: &reader)
    #expect(reader.isAtEnd)
    return back
  }

  @Test(arguments: 0..<8) func goesOnFromAnywhere(_ seed: UInt64) throws {
    var numbers = FixedNumbers(seed: seed * 77 + 5)
    for _ in 0..<40 {
      let count = Int.random(in: 1...600, using: &numbers)
      let trace = RandomTrace(&numbers, count: count, stutters: Bool.random(using: &numbers))
      let cut = Int.random(in: 0...trace.batches.count, using: &numbers)
      var straight = LaneModel()
      for batch in trace.batches[..<cut] { straight.apply(batch, now: .zero) }
      let half = bytes(straight)
      var whole = straight
      for batch in trace.batches[cut...] { whole.apply(batch, now: .zero) }
      whole.apply(Batch(), now: Instant(nanoseconds: trace.time))
      // Of all levels, or of some.
      let limit = Bool.random(using: &numbers) ? Int.max : Int.random(in: 0..<400, using: &numbers)
      let overview = try packed(HistoryOverview(whole, buckets: limit))
      var again = try restored(half, overview)
      #expect(bytes(again) == half)
      for batch in trace.batches[cut...] { again.apply(batch, now: .zero) }
      again.apply(Batch(), now: Instant(nanoseconds: trace.time))
      let isSame = bytes(again) == bytes(whole)
      #expect(isSame)
      try compare(again, whole, isWhole: limit == .max, &numbers)
    }
  }

  /// Cells are what they were, or say that they are coarse; with all levels they are never coarse.
  private func compare(
    _ again: LaneModel, _ whole: LaneModel, isWhole: Bool, _ numbers: inout FixedNumbers
  ) throws {
    guard !whole.lanes.isEmpty else { return }
    for k in stride(from: 10, through: 42, by: Int.random(in: 1...3, using: &numbers)) {
      let last = whole.now.nanoseconds >> Int64(k)
      for first in [last - 60, Int64.random(in: 0...max(0, last), using: &numbers), 0] {
        let cells = again.cells(of: again.lanes[0], k: k, first: first, count: 64)
        let expected = whole.cells(of: whole.lanes[0], k: k, first: first, count: 64)
        for (cell, expected) in zip(cells, expected) where cell != expected {
          #expect(cell.isCoarse && !isWhole, "k \(k)")
        }
      }
    }
  }

  @Test func whatEverybodyDoes() throws {
    let model = Self.busy()
    let half = bytes(model)
    let again = try restored(half)
    #expect(bytes(again) == half)
    #expect(again.findings == model.findings && !model.findings.isEmpty)
    #expect(again.primitives == model.primitives)
    #expect(again.primitiveContention() == model.primitiveContention())
    #expect(again.threadContention() == model.threadContention())
    #expect(again.output == model.output)
  }

  @Test func fiveThousandMutations() throws {
    let model = Self.busy()
    let whole = bytes(model)
    var numbers = FixedNumbers(seed: 0xC0FFEE)
    var (read, refused) = (0, 0)
    for _ in 0..<5000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        case 2: bytes.replaceSubrange(place...place, with: Array(repeating: 0xFF, count: 8) + [1])
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &numbers))
        }
      }
      guard var model = try? restored(bytes) else {
        refused += 1
        continue
      }
      // It may be wrong now, but it can be gone on with and looked at.
      read += 1
      for batch in Self.more { model.apply(batch, now: model.now + 1000) }
      _ = (model.primitiveContention(), model.threadContention(), model.findings)
      for lane in model.lanes { _ = model.cells(of: lane, k: 12, first: 0, count: 20) }
    }
    #expect(read > 100 && refused > 100)
  }
}

extension CheckpointTests {
  /// A model in which much goes on: threads that wait for each other, a semaphore, a queue, output, sites.
  static func busy() -> LaneModel {
    var model = LaneModel()
    for batch in Scenes.all { model.apply(batch, now: .zero) }
    return model
  }
  static let more = Scenes.more

  private enum Scenes {
    static func event(
      _ thread: UInt32, _ primitive: UInt32?, _ sequence: UInt64, _ time: Int64,
      _ kind: SyncEvent.Kind
    ) -> SyncEvent {
      SyncEvent(
        thread: ThreadID(thread), primitive: primitive.map { PrimitiveID($0) }, sequence: sequence,
        isChange: sequence > 0, time: Instant(nanoseconds: time), kind: kind)
    }

    static let all: [Batch] = {
      var declarations: [Declaration] = (1...6).map {
        .thread(ThreadDeclaration(id: ThreadID(UInt32($0)), name: "worker-\($0)"))
      }
      let kinds: [PrimitiveKind] = [
        .lock, .recursiveLock, .recursiveLock, .boundedSemaphore, .condition, .event, .queue, .pool,
        .barrier, .variable,
      ]
      for (index, kind) in kinds.enumerated() {
        declarations.append(
          .primitive(
            PrimitiveDeclaration(
              id: PrimitiveID(UInt32(index + 1)), kind: kind, name: "it-\(index + 1)", value: 2,
              limit: 3, lock: kind == .condition ? PrimitiveID(1) : nil)))
      }
      declarations += [
        .text(TextID(1), "a line"), .site(SiteID(9), file: "main.swift", line: 4),
      ]
      let site = SiteID(9)
      let events = [
        event(1, 2, 1, 10, .acquired(permits: 1, depth: 1, site: site)),
        event(2, 3, 1, 20, .acquired(permits: 1, depth: 1, site: site)),
        event(1, nil, 0, 25, .output(TextID(1))),
        event(3, 4, 1, 30, .acquired(permits: 2, depth: 1, site: nil)),
        event(4, 1, 1, 40, .acquired(permits: 1, depth: 1, site: site)),
        event(4, 1, 2, 50, .releasing(permits: 1, depth: 1, site: nil)),
        event(4, 5, 1, 51, .waiting(deadline: nil, site: site)),
        event(5, 7, 1, 60, .put(depth: 1)), event(5, 7, 2, 70, .taken(depth: 0)),
        event(5, 5, 2, 75, .notifying(asked: 1, woken: 1)),
        event(6, 6, 1, 80, .lightSet(woken: 0)),
        event(6, 8, 1, 90, .taskSubmitted(task: 1, queued: 1)),
        event(1, 3, 0, 100, .blocking(.acquire, deadline: nil, site: site)),
        event(2, 2, 0, 110, .blocking(.acquire, deadline: nil, site: site)),
        event(3, 1, 3, 120, .acquired(permits: 1, depth: 1, site: site)),
        event(5, 1, 0, 130, .blocking(.acquire, deadline: nil, site: nil)),
      ]
      return [
        Batch(declarations: declarations),
        Batch(
          events: events,
          losses: [
            Loss(
              thread: ThreadID(6), count: 3, since: Instant(nanoseconds: 140),
              until: Instant(nanoseconds: 150))
          ]),
      ]
    }()

    static let more: [Batch] = [
      Batch(events: [
        event(3, 1, 4, 1000, .releasing(permits: 1, depth: 1, site: nil)),
        event(5, 1, 5, 1010, .acquired(permits: 1, depth: 1, site: nil)),
        event(4, 5, 3, 1020, .notified(by: ThreadID(5), at: Instant(nanoseconds: 900))),
        event(4, 1, 0, 1030, .blocking(.acquire, deadline: nil, site: nil)),
        event(3, 4, 2, 1040, .releasing(permits: 2, depth: 1, site: nil)),
        event(6, 8, 2, 1050, .taskStarted(task: 1, queued: 0)),
        event(6, 8, 3, 1060, .taskEnded(task: 1, .returned)),
        event(5, 7, 3, 1070, .put(depth: 1)), event(1, nil, 0, 1080, .threadEnded),
      ])
    ]
  }
}
