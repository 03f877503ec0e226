import LaneModel
import SyncEvents

/// What a lane was at a moment.
enum Past: Hashable {
  case notStarted
  /// Its changes of then were given up, or never seen.
  case unknown
  case stretch(Stretch)

  init(_ lane: Lane, at time: Instant) {
    if let stretch = lane.stretch(at: time) {
      self = .stretch(stretch)
    } else {
      self = time < lane.declaration.time ? .notStarted : .unknown
    }
  }

  var look: Look {
    switch self {
    case .notStarted: .absent
    case .unknown: .unknown
    case .stretch(let stretch): stretch.state.look
    }
  }
}
