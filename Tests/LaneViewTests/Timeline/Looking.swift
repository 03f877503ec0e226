import Frames
import LaneModel
import Phrases
import SyncEvents

@testable import LaneView

/// Somebody who looks at a world, and presses keys.
struct Looking {
  var model: LaneModel
  var viewer: Viewer
  let size: Size

  init(
    at model: LaneModel, _ language: Language = .en, _ abilities: Abilities = Abilities(),
    size: Size = Size(width: 120, height: 40), lesson: LessonID = .lock
  ) {
    self.model = model
    self.size = size
    viewer = Viewer(lesson: lesson, language: language, abilities: abilities)
    viewer.screen = size
    // Nothing but the lanes moves then.
    viewer.hidesListing = true
  }

  mutating func press(_ keys: [Key]) {
    for key in keys { _ = viewer.handle(key, model) }
  }
  mutating func press(_ signs: String) { press(signs.map(Key.character)) }

  mutating func select(_ name: String) {
    viewer.selectedLane = model.lanes.first { $0.name == name }?.id
  }

  var frame: Frame { viewer.frame(model, size: size) }
  var lines: [String] {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  var said: String? { viewer.message.map { viewer.book.sentence($0.status) } }
  var window: TimeWindow { viewer.timeWindow(model) }
  /// The first column of the timeline on the screen.
  var left: Int { size.width - LaneScreen.layout(viewer, model, size).margin - window.count }
  var selected: String? { viewer.selectedLane.map { model.name(of: $0) } }
  /// The row of a lane.
  func row(_ name: String) -> Int? {
    lines.firstIndex { $0.dropFirst(3).hasPrefix("\(name) ") }
  }

  static let ascii = Abilities(colours: .none, hasBlocks: false)
  static let everyKind = [
    Abilities(), Abilities(colours: .many, hasBlocks: true),
    Abilities(colours: .few, hasBlocks: true), Abilities(colours: .none, hasBlocks: true), ascii,
  ]
}

extension Instant {
  init(seconds: Double) { self.init(nanoseconds: Int64((seconds * 1e9).rounded())) }
}

extension Scene {
  /// So much has happened that the single changes from the beginning had to be given up.
  static func forgetful() -> LaneModel {
    var scene = Scene(historyBudget: 150_000)
    _ = scene.thread("you", .control)
    let worker = scene.thread("worker-0")
    for turn in 0..<12_000 {
      scene.at(0.05 + Double(turn) * 0.05)
      scene.event(worker, turn % 2 == 0 ? .sleeping(50_000_000) : .woke)
    }
    scene.at(600.5)
    return scene.model
  }

  /// Cells of one, two and a thousand changes, all in the bucket of 268 ms that 2.0 s lies in; a deadlock and a loss in it too.
  static func manyChanges() -> LaneModel {
    var scene = Scene()
    _ = scene.thread("you", .control)
    let lock = scene.primitive("lock", .lock)
    let left = scene.primitive("left", .lock)
    let right = scene.primitive("right", .lock)
    let giver = scene.thread("giver")
    let once = scene.thread("once")
    let twice = scene.thread("twice")
    let thousand = scene.thread("thousand")
    let ring = [scene.thread("ring-a"), scene.thread("ring-b")]
    let lossy = scene.thread("lossy")
    scene.take(ring[0], left)
    scene.take(ring[1], right)
    scene.take(giver, lock)
    scene.at(1.9)
    scene.block(ring[0], right)
    scene.event(twice, .sleeping(90_000_000))
    scene.at(1.99)
    scene.event(twice, .woke)
    scene.at(2.0)
    scene.event(once, .sleeping(1_000_000_000))
    let site = scene.site("Sources/Shop/Till.swift", line: 42)
    scene.event(thousand, .blocking(.acquire, deadline: nil, site: site), lock)
    scene.at(2.001)
    scene.give(giver, lock)
    scene.get(thousand, lock, from: giver)
    scene.give(thousand, lock)
    for turn in 0..<499 {
      scene.at(2.002 + Double(turn) * 0.0002)
      scene.event(thousand, .sleeping(100_000))
      scene.at(2.0021 + Double(turn) * 0.0002)
      scene.event(thousand, .woke)
    }
    scene.at(2.13)
    scene.block(ring[1], left)
    scene.lose(3, of: lossy, since: 2.05)
    scene.event(lossy, .sleeping(5))
    scene.at(4.2)
    return scene.model
  }
}
