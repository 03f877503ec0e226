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
