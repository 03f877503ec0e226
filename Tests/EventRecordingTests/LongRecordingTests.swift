import Frames
import Glibc
import LaneModel
import LaneView
import Packing
import Phrases
import SyncEvents
import TestSupport
import Testing

@testable import EventRecording

/// Recordings of some length: opened anywhere at once, and given up at the front.
@Suite(.watched) struct LongRecordingTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/recording" }
  private let origin = RecordingOrigin(program: "traffic", pid: 1, began: 0)

  private func bytes(_ model: LaneModel) -> [UInt8] {
    var writer = ByteWriter()
    model.pack(to: &writer)
    return writer.bytes
  }
  /// Without the header, which says since when there is every detail.
  private func picture(_ model: LaneModel) -> [Substring] {
    var viewer = Viewer(
      .program(Subject.Program(name: "x", pid: 1)), language: .en, abilities: Abilities())
    viewer.follow(model)
    let frame = viewer.frame(model, size: Size(width: 120, height: 40))
    let planes = frame.planes
    return [planes.glyphs, planes.inks, planes.grounds].flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    }
  }

  /// Writes so many looks, and gives how a model that sees them all is at some of them.
  private func record(
    _ looks: Int, of events: Int = 100, keeping kept: Int64? = nil, finish: Bool = true,
    watching: Set<Int> = []
  ) throws -> [(time: Instant, model: LaneModel)] {
    var traffic = Traffic(threads: 12, locks: 5)
    let writer = try RecordingWriter(path, origin, keeping: kept, spacing: 2000)
    var (model, seen) = (LaneModel(), [(time: Instant, model: LaneModel)]())
    for number in 0..<looks {
      let look = traffic.look(events)
      try writer.append(look.batch, now: look.now)
      model.apply(look.batch, now: look.now)
      // As fast as time goes it would never be far behind.
      if number % 25 == 0 { try waitUntil("it is indexed") { writer.isIndexed } }
      if watching.contains(number) { seen.append((look.now, model)) }
    }
    if finish { try writer.finish() } else { try writer.flush() }
    return seen
  }

  /// In any order: what is there is what there was, and so is the picture of it.
  @Test func everyMomentIsWhatItWas() throws {
    let looks = 400
    let moments = Set((0..<50).map { _ in Int.random(in: 0..<looks) } + [0, looks - 1])
    let seen = try record(looks, watching: moments)
    let reader = try RecordingReader(path)
    #expect(reader.isComplete && reader.eventCount > 20_000 && reader.checkpoints.count > 1)
    let player = try RecordingPlayer(reader, LaneModel())
    for (time, model) in seen.shuffled() {
      #expect(player.move(to: time))
      let isSame = bytes(player.model) == bytes(model)
      #expect(isSame, "\(time)")
      let looksSame = picture(player.model) == picture(model)
      #expect(looksSame, "\(time)")
    }
    #expect(player.takeTrouble() == nil)
  }

  /// Long cells are those of all of the time, also far before where it began to read.
  @Test func longCellsAreThereFromTheBeginning() throws {
    let seen = try record(400, watching: [399])
    let whole = try #require(seen.first).model
    let player = try RecordingPlayer(RecordingReader(path), LaneModel())
    #expect(player.move(to: player.reader.end))
    #expect(player.model.detailSince != nil)
    for k in 13...34 {
      let last = whole.now.nanoseconds >> Int64(k)
      for (lane, expected) in zip(player.model.lanes, whole.lanes) {
        let first = max(0, last - 300)
        #expect(
          player.model.cells(of: lane, k: k, first: first, count: 301)
            == whole.cells(of: expected, k: k, first: first, count: 301))
      }
    }
  }

  /// A checkpoint that is damaged is told of, and what it would have saved is read.
  @Test func damagedCheckpoints() throws {
    let seen = try record(300, watching: [150, 299])
    let checkpoints = try RecordingReader(path).checkpoints
    let file = try RecordingFile(path, flags: O_RDWR)
    for checkpoint in checkpoints { try file.write([0xFF, 0xFF], at: checkpoint.place + 70) }
    #expect(file.close())
    let player = try RecordingPlayer(RecordingReader(path), LaneModel())
    for (time, model) in seen.reversed() {
      #expect(player.move(to: time))
      let isSame = bytes(player.model) == bytes(model)
      #expect(isSame)
    }
    #expect(player.takeTrouble() != nil)
  }

  /// What is in the chunks is changed, and the checksums with it, as somebody does who wants whoever reads it to fall: it is
  /// read, or refused in words, and no key and no moment makes it fall.
  @Test func changedOnPurpose() throws {
    _ = try record(60, of: 40, watching: [])
    let file = try RecordingFile(path, flags: O_RDONLY)
    let whole = try file.read(at: 0, count: Int(clamping: try #require(file.size)))
    _ = file.close()
    let chunks = Self.chunks(of: whole)
    #expect(Set(chunks.map(\.tag)).count == 4)
    var random = FixedNumbers(seed: 0x5EA1)
    var (read, refused) = (0, 0)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let chunk = chunks.randomElement(using: &random) ?? chunks[0]
        Self.change(chunk, in: &bytes, &random)
      }
      try Self.put(bytes, at: path)
      do throws(RecordingError) {
        let player = try RecordingPlayer(
          RecordingReader(path), LaneModel(historyBudget: 16 << 20))
        for part in [1.0, 0.3, 0.9, 0] {
          let length = Double(player.reader.end - player.reader.begin)
          _ = player.move(to: player.reader.begin + Int64(length * part))
          _ = picture(player.model)
        }
        if player.takeTrouble() == nil { read += 1 } else { refused += 1 }
      } catch { refused += 1 }
    }
    #expect(read > 20 && refused > 20)
  }

  private struct Part {
    var tag: UInt32
    var place: Int
    var length: Int
  }
  private static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }
  private static func set(_ number: UInt32, at place: Int, in bytes: inout [UInt8]) {
    for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
  }

  /// The index among them.
  private static func chunks(of bytes: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var place = RecordingFormat.frontSize
    while place + RecordingFormat.chunkHeadSize <= bytes.count - RecordingFormat.tailSize {
      let part = Part(
        tag: number(bytes, at: place), place: place,
        length: Int(number(bytes, at: place + 4)))
      parts.append(part)
      place += RecordingFormat.chunkHeadSize + part.length
    }
    return parts
  }

  /// A byte of it, mostly near its beginning, or one of what its head says; then its checksums are what they would have been.
  private static func change(_ part: Part, in bytes: inout [UInt8], _ random: inout FixedNumbers) {
    let body = part.place + RecordingFormat.chunkHeadSize
    guard part.length > 0 else { return }
    if Int.random(in: 0..<4, using: &random) == 0 {
      // Its times, how far back it goes, and its events.
      bytes[part.place + Int.random(in: 16..<44, using: &random)] = .random(
        in: 0...255, using: &random)
    } else {
      let reach = Bool.random(using: &random) ? min(part.length, 64) : part.length
      let place = body + Int.random(in: 0..<reach, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      default: for index in place..<min(place + 9, body + part.length) { bytes[index] = 0xFF }
      }
    }
    set(Checksum.of(bytes[body..<body + part.length]), at: part.place + 8, in: &bytes)
    set(Checksum.of(bytes[part.place..<part.place + 44]), at: part.place + 44, in: &bytes)
  }

  private static func put(_ bytes: [UInt8], at path: String) throws {
    let file = try #require(fopen(path, "w"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  // MARK: only what happened last

  /// The same from where it begins, whether it was ended, or cut off; and it does not grow.
  @Test(arguments: [true, false]) func onlyTheLast(_ finish: Bool) throws {
    let looks = 800
    let seen = try record(
      looks, keeping: 500_000_000, finish: finish, watching: [looks - 40, looks - 1])
    let reader = try RecordingReader(path)
    #expect(reader.isComplete == finish)
    let span = reader.end - reader.begin
    #expect(span >= 500_000_000)
    #expect(span < reader.end.nanoseconds / 2)
    #expect(reader.eventCount < UInt64(looks) * 100 / 2)
    var model = try reader.opening(LaneModel())
    #expect(model.lanes.count == 12)
    for chunk in reader.chunks {
      for look in try reader.looks(of: chunk) { model.apply(look.batch, now: look.now) }
    }
    let isSame = bytes(model) == bytes(try #require(seen.last).model)
    #expect(isSame)
    let player = try RecordingPlayer(reader, LaneModel())
    for (time, model) in seen {
      #expect(player.move(to: time))
      let isSame = bytes(player.model) == bytes(model)
      #expect(isSame)
    }
    // Before its beginning there is nothing to go to.
    #expect(player.move(to: reader.begin))
    #expect(player.model.lanes.count == 12)
  }
}
