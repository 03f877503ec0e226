import Attachment
import EventRecording
import EventRing
import Frames
import Glibc
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TestSupport
import Testing

/// A program whose threads a person moves, looked at live, recorded, and replayed.
@Suite(.watched) struct ReplayedPictureTests {
  /// As the viewer draws it, with colours, log and findings.
  private func frame(_ model: LaneModel) -> Frame {
    var viewer = Viewer(
      .program(Subject.Program(name: "x", pid: 1)), language: .en, abilities: Abilities())
    viewer.follow(model)
    return viewer.frame(model, size: Size(width: 140, height: 50))
  }

  @Test(arguments: [16_384, 1024]) func isTheLiveOneAtEveryMoment(_ ring: Int) throws {
    let folder = try Folder()
    let child = try ChildProcess(
      ["obey", "all"], environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX_RING": "\(ring)"])
    let path = try #require(child.line())
    let client = try ControlClient(path + ".control")
    let reader = try RingReader(path: path)
    let file = folder.path + "/recording"
    let writer = try RecordingWriter(
      file, RecordingOrigin(program: "StressProgram", pid: child.pid, began: 0))
    var live = LaneModel()
    var frames: [Frame] = []
    let commands: [Instruction] = [
      Instruction(.set, on: "light"), Instruction(.notify(1), on: "ready"),
      Instruction(.size(.by(1)), on: "permits"), Instruction(.hold), Instruction(.step("worker-1")),
      Instruction(.size(.by(-2)), on: "permits"), Instruction(.go),
      Instruction(.notifyAll, on: "ready"),
      Instruction(.release, on: "twin"), Instruction(.flip, on: "light"),
    ]
    while frames.count < 100 {
      _ = client.news()
      if frames.count % 4 == 0 { client.submit(commands[frames.count / 4 % commands.count]) }
      if ring == 1024, frames.count == 50 {
        // Not looked at until the small rings are overwritten.
        client.submit(Instruction(.go))
        client.submit(Instruction(.size(.to(5)), on: "permits"))
        client.submit(Instruction(.set, on: "light"))
        try waitUntil("something is lost") { reader.hasOverflowed }
      } else {
        usleep(5000)  // as a viewer looks: about two hundred times a second
      }
      let (batch, now) = (reader.read(), reader.now)
      try writer.append(batch, now: now)
      live.apply(batch, now: now)
      frames.append(frame(live))
    }
    try writer.finish()
    child.send(9)
    child.wait()

    let recording = try RecordingReader(file)
    var replayed = LaneModel()
    var place = 0
    for chunk in recording.chunks {
      for look in try recording.looks(of: chunk) {
        replayed.apply(look.batch, now: look.now)
        let isSame = frame(replayed) == frames[place]
        #expect(isSame, "moment \(place)")
        place += 1
      }
    }
    #expect(place == 100)
    #expect(recording.eventCount > 1000)
    let isSame = replayed == live
    #expect(isSame)
    #expect((live.lost > 0) == (ring == 1024))
  }
}
