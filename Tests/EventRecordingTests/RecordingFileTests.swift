import EventRecording
import Glibc
import LaneModel
import SyncEvents
import TestSupport
import Testing

/// The file: what was written is read back, as far as it is whole.
@Suite(.watched) struct RecordingFileTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/recording" }
  private let origin = RecordingOrigin(program: "bank", pid: 4711, began: 1_700_000_000_000_000_000)

  /// Two threads at a lock, for so many looks of a hundredth of a second.
  private func looks(_ count: Int) -> [RecordedLook] {
    var sequence: UInt64 = 0
    return (0..<count).map { number in
      let begin = Int64(number) * 10_000_000
      var batch = Batch()
      if number == 0 {
        batch.declarations = [
          .thread(ThreadDeclaration(id: ThreadID(1), name: "a")),
          .thread(ThreadDeclaration(id: ThreadID(2), name: "b")),
          .primitive(PrimitiveDeclaration(id: PrimitiveID(1), kind: .lock, name: "it")),
        ]
      }
      for turn in 0..<20 {
        let thread = ThreadID(UInt32(turn % 2 + 1))
        let time = Instant(nanoseconds: begin + Int64(turn) * 400_000)
        sequence += 2
        batch.events.append(
          SyncEvent(
            thread: thread, primitive: PrimitiveID(1), sequence: sequence - 1, time: time,
            kind: .acquired(permits: 1, depth: 1, site: SiteID(5))))
        batch.events.append(
          SyncEvent(
            thread: thread, primitive: PrimitiveID(1), sequence: sequence, time: time + 300_000,
            kind: .releasing(permits: 1, depth: 1, site: nil)))
      }
      return RecordedLook(batch, now: Instant(nanoseconds: begin + 10_000_000))
    }
  }

  private func write(_ looks: [RecordedLook], finish: Bool = true) throws -> RecordingWriter {
    let writer = try RecordingWriter(path, origin)
    for look in looks { try writer.append(look.batch, now: look.now) }
    if finish { try writer.finish() } else { try writer.flush() }
    return writer
  }
  private func allLooks(_ reader: RecordingReader) throws -> [RecordedLook] {
    try reader.chunks.flatMap { try reader.looks(of: $0) }
  }
  private func bytes() throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var all = [UInt8](repeating: 0, count: 1 << 22)
    all.removeSubrange(fread(&all, 1, all.count, file)...)
    return all
  }
  private func put(_ bytes: [UInt8]) throws {
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// The last look at a program that has ended is from when that was seen last.
  @Test func looksDoNotGoBack() throws {
    var looks = looks(3)
    looks[2].now = looks[1].now + -1
    _ = try write(looks)
    let reader = try RecordingReader(path)
    let player = try RecordingPlayer(reader, LaneModel())
    #expect(player.move(to: reader.end))
    #expect(player.model.log.last?.number == 2 + 3 * 40)
  }

  @Test func whatWasWrittenIsRead() throws {
    let looks = looks(200)
    _ = try write(looks)
    let reader = try RecordingReader(path)
    #expect(reader.isComplete)
    #expect(reader.origin == origin)
    #expect(reader.eventCount == 8000)
    #expect(reader.chunks.count > 5)
    #expect(reader.begin == looks.first?.now && reader.end == looks.last?.now)
    #expect(try allLooks(reader) == looks)
  }

  @Test func nothingIsARecordingToo() throws {
    _ = try write([])
    let reader = try RecordingReader(path)
    #expect(reader.isComplete && reader.chunks.isEmpty && reader.eventCount == 0)
  }

  @Test func anEventTakesFewBytes() throws {
    let writer = try write(looks(1000))
    #expect(Double(writer.byteCount) / Double(writer.eventCount) < 8)
  }

  /// The picture is the same at every look.
  @Test func aModelOfItIsTheSameAtEveryMoment() throws {
    let looks = looks(120)
    _ = try write(looks)
    var (live, replayed) = (LaneModel(), LaneModel())
    for (look, again) in zip(looks, try allLooks(try RecordingReader(path))) {
      live.apply(look.batch, now: look.now)
      replayed.apply(again.batch, now: again.now)
      #expect(live == replayed)
    }
  }

  // MARK: what is not whole

  /// Cut anywhere, it is read up to the last whole chunk.
  @Test func cutAnywhere() throws {
    let looks = looks(100)
    _ = try write(looks)
    let whole = try bytes()
    let chunks = try RecordingReader(path).chunks
    for length in stride(from: 0, to: whole.count, by: 97) {
      try put(Array(whole[..<length]))
      guard length >= 64 else {
        #expect(throws: RecordingError.self) { try RecordingReader(path) }
        continue
      }
      let reader = try RecordingReader(path)
      #expect(!reader.isComplete)
      let there = chunks.prefix { Int($0.place) + 48 + $0.length <= length }
      #expect(reader.chunks.count == there.count)
      let read = try allLooks(reader)
      #expect(read == Array(looks.prefix(read.count)))
    }
  }

  @Test func whatIsBeingWrittenCanBeRead() throws {
    let looks = looks(30)
    let writer = try write(looks, finish: false)
    let reader = try RecordingReader(path)
    #expect(!reader.isComplete)
    #expect(try allLooks(reader) == looks)
    try writer.finish()
    #expect(try RecordingReader(path).isComplete)
  }

  @Test func whatIsNone() throws {
    #expect(throws: RecordingError.system(ENOENT, "No such file or directory")) {
      try RecordingReader(folder.path + "/nothing")
    }
    #expect(throws: RecordingError.notARecording) { try RecordingReader(folder.path) }
    #expect(throws: RecordingError.notARecording) { try RecordingReader("/dev/zero") }
    for text in ["", "x", "{\"event\":\"stream\"}\n"] {
      try put(Array(text.utf8))
      #expect(throws: RecordingError.notARecording) { try RecordingReader(path) }
    }
    _ = try write(looks(3))
    var newer = try bytes()
    newer[8] = 2
    try put(newer)
    #expect(throws: RecordingError.version(2)) { try RecordingReader(path) }
  }

  @Test func aFullDiskIsAnError() throws {
    let full = "/dev/full"
    #expect(throws: RecordingError.system(ENOSPC, "No space left on device")) {
      try RecordingWriter(full, origin)
    }
  }

  /// Whatever has become of it: it is read, or refused in words; nothing is read that was not written.
  @Test func tenThousandMutations() throws {
    var numbers = FixedNumbers(seed: 0x0DD_F11E)
    let looks = looks(40)
    _ = try write(looks)
    let whole = try bytes()
    var (read, refused, partly) = (0, 0, 0)
    for _ in 0..<10_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        guard !bytes.isEmpty else { break }
        // The head, the tail and the index are what leads astray.
        let atEnd = Bool.random(using: &numbers)
        let place =
          atEnd
          ? max(0, bytes.count - Int.random(in: 1...300, using: &numbers))
          : Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        case 2: bytes.removeSubrange(place...)
        default: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: place)
        }
      }
      try put(bytes)
      do throws(RecordingError) {
        let reader = try RecordingReader(path)
        var isWhole = true
        for chunk in reader.chunks {
          do throws(RecordingError) {
            for look in try reader.looks(of: chunk) { if !looks.contains(look) { isWhole = false } }
          } catch { partly += 1 }
        }
        #expect(isWhole)
        read += 1
      } catch {
        refused += 1
      }
    }
    #expect(read > 1000 && refused > 100 && partly > 100)
  }
}
