import EventRing
import Glibc
import LaneModel
import TestSupport
import Testing

/// A process that is killed at a random moment leaves what it had recorded: whole events in order, and a picture of them.
@Suite(.watched) struct KillTests {
  enum Place: String, CaseIterable {
    case memory = "/dev/shm"
    case disk = "/var/tmp"
  }

  /// Rings so large that nothing is overwritten: everything that must be true of a stream is true of this one, up to where a
  /// thread was killed between what it did and the event that tells of it. That is one event a thread at most.
  @Test(arguments: Place.allCases) func nothingTornIsAccepted(_ place: Place) throws {
    let folder = try Folder(in: place.rawValue)
    var random = SeededRandom(seed: 1)
    for _ in 0..<50 {
      let path = try killed(after: random.next(30_000), events: 262_144, in: folder)
      let reader = try RingReader(path: path)
      var history = History()
      repeat { history.add(reader.read()) } while reader.source != .gone
      history.add(reader.read())
      #expect(reader.slotsLost == 0)
      #expect(reader.slotsRead == (try Heads.sum(path)))
      #expect(history.faults() == [])
      #expect(history.untold <= history.threads)
      unlink(path)
    }
  }

  /// Rings so small that they are overwritten again and again: every slot is read or counted as lost, and what is left can be
  /// drawn.
  @Test(arguments: Place.allCases) func whatIsLeftIsDrawn(_ place: Place) throws {
    let folder = try Folder(in: place.rawValue)
    var random = SeededRandom(seed: 2)
    for _ in 0..<50 {
      let path = try killed(after: random.next(30_000), events: 1024, in: folder)
      let reader = try RingReader(path: path)
      var model = LaneModel()
      repeat { model.apply(reader.read(), now: reader.now) } while reader.source != .gone
      model.apply(reader.read(), now: reader.now)
      #expect(reader.slotsRead + reader.slotsLost == (try Heads.sum(path)))
      let rows = Picture.rows(of: model)
      #expect(rows.count > 20)
      for lane in model.lanes { #expect(rows.contains { $0.contains(lane.name) }) }
      unlink(path)
    }
  }

  private func killed(after microseconds: Int, events: Int, in folder: Folder) throws -> String {
    let child = try ChildProcess(
      ["loop", "4"],
      environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX_RING": "\(events)"])
    let path = try #require(child.line())
    child.say("go")
    _ = try #require(child.line())  // it works
    usleep(UInt32(microseconds))
    child.send(SIGKILL)
    #expect(child.wait() == 128 + SIGKILL)
    return path
  }
}
