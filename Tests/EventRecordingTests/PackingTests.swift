import Packing
import SyncEvents
import TestSupport
import Testing

@testable import EventRecording

/// What is packed is what comes out again, whatever it is.
@Suite(.watched) struct PackingTests {
  private func packed(_ looks: [RecordedLook]) -> [UInt8] {
    var (packer, writer) = (LookPacker(), ByteWriter())
    for look in looks { packer.write(look.batch, now: look.now, to: &writer) }
    return writer.bytes
  }
  private func unpacked(_ bytes: [UInt8]) throws(Damaged) -> [RecordedLook] {
    var stream = LookStream(bytes)
    var (looks, look) = ([RecordedLook](), RecordedLook(Batch(), now: .zero))
    while try stream.next(&look) { looks.append(look) }
    return looks
  }

  @Test func numbersOfEverySize() throws {
    let numbers = [0, 1, 127, 128, 300, 1 << 32, UInt64(Int64.max), .max]
    var writer = ByteWriter()
    for number in numbers {
      writer.number(number)
      writer.signed(Int64(bitPattern: number))
      writer.optional(number)
      writer.fixed(number)
    }
    writer.optional(nil)
    var reader = ByteReader(writer.bytes[...])
    for number in numbers {
      #expect(try reader.number() == number)
      #expect(try reader.signed() == Int64(bitPattern: number))
      #expect(try reader.optional() == number)
      #expect(try reader.fixed(UInt64.self) == number)
    }
    #expect(try reader.optional() == nil)
    #expect(reader.isAtEnd)
    var endless = ByteReader(Array(repeating: 0xFF, count: 20)[...])
    #expect(throws: Damaged.self) { try endless.number() }
  }

  @Test func everyKindInEveryForm() throws {
    var numbers = FixedNumbers(seed: 5)
    var events: [SyncEvent] = []
    for kind in EveryKind.kinds {
      for _ in 0..<3 {
        events.append(
          SyncEvent(
            thread: ThreadID([1, 2, .max].randomElement(using: &numbers) ?? 1),
            primitive: [nil, PrimitiveID(1), PrimitiveID(.max)].randomElement(using: &numbers)
              ?? nil,
            sequence: [0, 1, 2, .max].randomElement(using: &numbers) ?? 0,
            isChange: Bool.random(using: &numbers),
            time: EveryKind.times.randomElement(using: &numbers) ?? .zero,
            isEstimated: Bool.random(using: &numbers), kind: kind))
      }
    }
    let look = RecordedLook(Batch(events: events), now: Instant(nanoseconds: .max))
    #expect(Set(events.map { KindCode($0.kind) }) == Set(KindCode.allCases))
    #expect(try unpacked(packed([look])) == [look])
  }

  @Test func declarationsLossesAndSnapshots() throws {
    let site = SiteID(.max)
    var looks = [
      RecordedLook(
        Batch(
          declarations: [
            .thread(
              ThreadDeclaration(
                id: ThreadID(7), name: "线程 one", origin: .control, parent: ThreadID(0),
                pool: PrimitiveID(.max), systemID: -1, time: Instant(nanoseconds: -5))),
            .thread(ThreadDeclaration(id: ThreadID(.max), name: "", origin: .foreign)),
            .text(TextID(.max), "\u{1B}[31m\n"), .site(site, file: "a/b.swift", line: -1),
          ],
          losses: [
            Loss(thread: nil, count: .max, since: .zero, until: Instant(nanoseconds: .max)),
            Loss(thread: ThreadID(1), count: 0, since: .zero, until: .zero),
          ],
          snapshot: Snapshot(
            time: Instant(nanoseconds: 3),
            threads: [
              ThreadSnapshot(id: ThreadID(1), state: .ended, since: .zero),
              ThreadSnapshot(
                id: ThreadID(2), state: .blocked, primitive: PrimitiveID(3), operation: .nextTask,
                isTimed: true, since: Instant(nanoseconds: 2), site: site),
            ],
            primitives: [
              PrimitiveSnapshot(id: PrimitiveID(1)),
              PrimitiveSnapshot(
                id: PrimitiveID(2), owner: ThreadID(1), depth: .min, since: .zero, sequence: .max,
                value: .min, limit: .max, waiters: 3, site: site),
            ], isOfOneMoment: false)), now: .zero),
      RecordedLook(Batch(), now: Instant(nanoseconds: .min)),
    ]
    for kind in PrimitiveKind.allCases {
      let it = PrimitiveDeclaration(
        id: PrimitiveID(9), kind: kind, name: "it", value: .min, limit: kind == .lock ? nil : -1,
        lock: PrimitiveID(1), thread: ThreadID(0), pool: nil, site: site,
        time: Instant(nanoseconds: .max))
      looks.append(RecordedLook(Batch(declarations: [.primitive(it)]), now: .zero))
    }
    for look in looks { #expect(try unpacked(packed([look])) == [look]) }
    #expect(try unpacked(packed(looks)) == looks)
  }

  @Test func tenThousandMutations() throws {
    var numbers = FixedNumbers(seed: 0xDA3A6ED)
    let kinds = EveryKind.kinds.shuffled(using: &numbers)
    let snapshot = Snapshot(
      time: .zero, threads: [ThreadSnapshot(id: ThreadID(1), state: .running, since: .zero)],
      primitives: [PrimitiveSnapshot(id: PrimitiveID(2))])
    var looks: [RecordedLook] = []
    for number in 0..<20 {
      var batch = Batch(snapshot: snapshot)
      batch.declarations = [.text(TextID(UInt32(number)), "text \(number)")]
      for kind in kinds[number * 4..<number * 4 + 4] {
        batch.events.append(
          SyncEvent(thread: ThreadID(1), primitive: PrimitiveID(2), time: .zero, kind: kind))
      }
      looks.append(RecordedLook(batch, now: Instant(nanoseconds: Int64(number))))
    }
    let whole = packed(looks)
    var (read, refused) = (0, 0)
    for _ in 0..<10_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { break }
      }
      if (try? unpacked(bytes)) == nil { refused += 1 } else { read += 1 }
    }
    #expect(read > 500 && refused > 500)
  }
}
