import Frames
import Phrases

/// What a key does about the lanes that are looked at.
enum LaneDeed: Hashable, Sendable {
  case move(Int), page(Int)
}

extension KeyTable {
  static let lanes: [Binding] = [
    Binding(
      [.name(.up), .name(.down)], .selectLane,
      [("k", .lanes(.move(-1))), ("j", .lanes(.move(1)))],
      others: [(.up, .lanes(.move(-1))), (.down, .lanes(.move(1)))], .low),
    Binding(
      [.name(.pageUp), .name(.pageDown)], .scroll,
      others: [(.pageUp, .lanes(.page(-1))), (.pageDown, .lanes(.page(1)))], .helpOnly),
  ]
}
