import CSignalbox
import Glibc
import LaneModel
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// A mapping is input like any other: whatever is in the file, a reader says what is wrong with it or reads what it can, and
/// what it says can be drawn. It never falls over, never hangs, and its batches are no larger than the file.
@Suite(.watched) struct MutationTests {
  private static let count = sb_is_sanitized() ? 1000 : 10_000

  /// Three threads, primitives of every kind, events of every kind, and one ring that has gone round.
  private func mapping(seed: UInt64) -> SyntheticMapping {
    let mapping = SyntheticMapping(
      source: seed % 2 == 0 ? SB_CLOCK_MONOTONIC : SB_CLOCK_COUNTER, began: 1000)
    for second in 1...9 as ClosedRange<UInt64> {
      mapping.pair(ticks: second * 2_000_000_000, ns: second * 1_000_000_000)
    }
    mapping.header.pointee.pid = seed % 3 == 0 ? getpid() : 0
    for id in 1...3 as ClosedRange<UInt32> { mapping.thread(id, "thread \(id)", at: Int(id) - 1) }
    mapping.site(0x7700_0042, file: "Work.swift", line: 66)
    for (index, kind) in PrimitiveKind.allCases.enumerated() {
      mapping.primitive(
        UInt32(index + 1), kind, "\(kind)", at: index, value: 1, limit: 5, related: 1,
        site: 0x7700_0042)
    }
    var random = FixedNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    var numbers = [UInt32: UInt64]()
    for step in 0..<700 as Range<UInt64> {
      let primitive = UInt32(random.next() % 18)
      numbers[primitive, default: 0] += 1
      let number = UInt32(random.next() % 46) + 1
      let seen = random.next() % 4 == 0 ? SB_SEEN : 0
      mapping.ring(step < 500 ? 0 : Int(random.next() % 3)).write(
        number | seen, primitive, numbers[primitive] ?? 0,
        time: random.next() % 3 == 0 ? 0 : 2000 + step * 10_000,
        arguments: (0..<(random.next() % 4)).map { _ in
          sb_argument(a: random.next() >> (random.next() % 64), b: UInt32(random.next() % 20))
        })
    }
    return mapping
  }

  /// What was done to the file, in words for whoever has to find out.
  private func mutate(_ bytes: inout [UInt8], _ random: inout FixedNumbers) -> String {
    let kind = random.next() % 6
    func place(_ size: Int) -> Int {
      // Where the header is it hurts most.
      let most = random.next() % 3 == 0 ? 320 : max(size, bytes.count - size)
      return min(Int(random.next() % UInt64(most)) / 8 * 8, max(0, bytes.count - size))
    }
    var done: [String] = []
    for _ in 0...(random.next() % 3) where bytes.count > 8 {
      let at = place(8)
      switch kind {
      case 0:
        for _ in 0..<(random.next() % 16 + 1) {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256)
        }
        done.append("bytes")
      case 1, 2:
        let extremes: [UInt64] = [
          0, 1, .max, .max - 7, 1 << 63, 1 << 62, 1 << 40, 1 << 32, 0xFFFF_FFFF, 0x8000_0000, 4096,
          random.next(), random.next() % 100_000,
        ]
        let word = extremes[Int(random.next() % UInt64(extremes.count))]
        withUnsafeBytes(of: word) { bytes.replaceSubrange(at..<(at + 8), with: $0) }
        done.append("\(word) at \(at)")
      case 3:
        let length = min(Int(random.next() % 4096) + 8, bytes.count)
        let from = place(length)
        for index in from..<(from + length) { bytes[index] = UInt8(random.next() % 256) }
        done.append("noise at \(from), \(length)")
      case 4:
        let length = min(Int(random.next() % 2048) + 8, bytes.count)
        let (from, to) = (place(length), place(length))
        bytes.replaceSubrange(to..<(to + length), with: Array(bytes[from..<(from + length)]))
        done.append("\(from) to \(to), \(length)")
      default:
        bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
        done.append("cut to \(bytes.count)")
      }
    }
    return done.joined(separator: "; ")
  }

  private func save(_ bytes: [UInt8], _ file: Int32) throws {
    guard ftruncate(file, 0) == 0, pwrite(file, bytes, bytes.count, 0) == bytes.count else {
      throw SyntheticMapping.NotSaved(code: errno)
    }
  }

  @Test func whateverIsInTheFileNobodyFallsOver() throws {
    // Where mappings are; a disk would be written to a gigabyte at a time.
    let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    let path = "\(folder)/signalbox-mutations-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    try #require(file >= 0)
    defer {
      close(file)
      unlink(path)
    }
    let originals = (1...6).map { mapping(seed: $0).image }
    let limit = originals[0].count / 16 * 2
    var random = FixedNumbers(seed: 0x5163_6E61_6C62_6F78)
    var (refused, read, events) = (0, 0, 0)
    let before = residentPages()
    for round in 0..<Self.count {
      var bytes = originals[round % originals.count]
      let what = mutate(&bytes, &random)
      try save(bytes, file)
      do throws(ReaderError) {
        let reader = try RingReader(path: path, from: round % 7 == 0 ? .now : .beginning)
        var model = LaneModel()
        for _ in 0..<2 {
          let batch = reader.read()
          model.apply(batch, now: reader.now)
          let size = batch.events.count + batch.declarations.count + batch.losses.count
          if size > limit { Issue.record("round \(round), \(what): \(size) things") }
          events += batch.events.count
          // Somebody writes there meanwhile.
          _ = mutate(&bytes, &random)
          try? save(bytes, file)
        }
        read += 1
      } catch {
        refused += 1
        if error.description.isEmpty { Issue.record("round \(round), \(what): no words") }
      }
    }
    #expect(refused > Self.count / 20)
    #expect(read > Self.count / 4)
    #expect(events > Self.count * 20)
    // 100 MB: what it holds at once, not what it has read in all.
    #expect(residentPages() - before < 25_600)
  }

  private func residentPages() -> Int {
    let file = open("/proc/self/statm", O_RDONLY)
    defer { close(file) }
    let text = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = max(0, Glibc.read(file, buffer.baseAddress, 256))
    }
    let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
  }
}
