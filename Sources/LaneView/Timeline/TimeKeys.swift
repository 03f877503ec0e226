import Frames
import Phrases

/// What a key does about the time that is looked at.
enum TimeDeed: Hashable, Sendable {
  case zoom(Int)
}

extension KeyTable {
  static let time: [Binding] = [
    Binding(
      [.sign("z"), .sign("Z")], .zoom, [("z", .time(.zoom(-1))), ("Z", .time(.zoom(1)))], .low)
  ]
}
