import CBenchmarks
import EventRecording
import Glibc
import LaneModel
import SyncEvents

/// A long recording: what it takes to write it, to open it and to go anywhere in it.
enum RecordingRows {
  private static let events = 100_000_000
  private static let batch = 4096
  /// As many different looks; they come again and again, later each time.
  private static let batches = 2000
  private static let jumps = 60

  static func figures(_ options: Options) throws -> [Figure] {
    let mine = Row.all.filter {
      $0.key.hasPrefix("recording.") || $0.key.hasPrefix("replay.")
    }
    guard mine.contains(where: { options.wants($0.key) }) else { return [] }
    let path = "\(folder)/signalbox-benchmark-\(getpid()).sbx"
    defer { unlink(path) }
    let (perSecond, eventBytes) = try record(path)
    let replay = try replay(path)
    return
      ([
        Figure("recording.perSecond", [perSecond]), Figure("recording.eventBytes", [eventBytes]),
      ] + replay).filter { options.wants($0.key) }
  }

  private static var folder: String {
    getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
  }

  private static func record(_ path: String) throws -> (perSecond: Double, eventBytes: Double) {
    var world = ModelWorld(threads: 50, gap: 200)
    let writer = try RecordingWriter(
      path, RecordingOrigin(program: "benchmark", pid: getpid(), began: 0))
    try writer.append(Batch(declarations: world.declarations), now: .zero)
    var passed = Duration.zero
    // What makes the events is not measured: a program would.
    while writer.eventCount < UInt64(events) {
      let looks = (0..<batches).map { _ in (world.next(batch), world.now) }
      let begin = ContinuousClock.now
      for (batch, now) in looks { try writer.append(batch, now: now) }
      passed += begin.duration(to: .now)
    }
    let begin = ContinuousClock.now
    try writer.finish()
    passed += begin.duration(to: .now)
    return (
      Double(writer.eventCount) / (passed / .seconds(1)),
      Double(writer.byteCount) / Double(writer.eventCount)
    )
  }

  private static func replay(_ path: String) throws -> [Figure] {
    // What was needed to write it is not counted.
    cb_trim_heap()
    let before = try memory()
    let begin = ContinuousClock.now
    let reader = try RecordingReader(path)
    let player = try RecordingPlayer(reader, LaneModel())
    _ = player.move(to: reader.end)
    let opened = begin.duration(to: .now) / .milliseconds(1)
    var chance = Chance(seed: 11)
    var (longest, worst, most) = (0.0, 0.0, try memory())
    for _ in 0..<jumps {
      let goal = reader.begin + Int64(chance.next(below: Double(reader.end - reader.begin)))
      let begin = ContinuousClock.now
      _ = player.move(to: goal)
      longest = max(longest, begin.duration(to: .now) / .milliseconds(1))
      worst = max(worst, try zoom(player.model))
      most = max(most, try memory())
    }
    if let trouble = player.takeTrouble() { throw trouble }
    return [
      Figure("replay.open.ms", [opened]), Figure("replay.jump.ms", [longest]),
      Figure("replay.zoom.ms", [worst]), Figure("replay.bytes", [most - before]),
    ]
  }

  /// At every length, about the moment at which it stands.
  private static func zoom(_ model: LaneModel) throws -> Double {
    var worst = 0.0
    for k in 10...42 {
      let begin = ContinuousClock.now
      var drawn = 0
      let first = (model.now.nanoseconds >> Int64(k)) - 149
      for lane in model.lanes.prefix(46) {
        drawn += model.cells(of: lane, k: k, first: first, count: 150).count
      }
      worst = max(worst, begin.duration(to: .now) / .milliseconds(1))
      try check(drawn, is: 46 * 150, "cells")
    }
    return worst
  }

  /// Of this process, in bytes.
  private static func memory() throws -> Double {
    let pages = try TextFile.read("/proc/self/statm").split(separator: " ")
    return pages.count > 1 ? (Double(pages[1]) ?? 0) * Double(getpagesize()) : 0
  }
}
