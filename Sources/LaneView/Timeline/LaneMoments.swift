import LaneModel
import SyncEvents

/// What the lanes are at the moment that is looked at: now, or with a cursor what they were then. Lanes are told by their index.
///
/// With a cursor it costs a binary search for every lane, some nanoseconds each. So it is made once for a frame, or for a key, and
/// handed on to all who go over the lanes: the order, the filter, the groups, the minimap.
struct LaneMoments {
  let cursor: Instant?
  private let model: LaneModel
  /// Empty without a cursor.
  private let past: [LaneMoment]

  init(_ model: LaneModel, at cursor: Instant?) {
    self.model = model
    self.cursor = cursor
    past = cursor.map { model.moments(at: $0) } ?? []
  }

  /// The moment itself.
  var time: Instant { cursor ?? model.now }

  /// Nil where the lane had not begun, or nobody knows.
  func state(_ index: Int) -> LaneState? {
    cursor == nil ? model.lanes[index].state : past[index].state
  }
  /// Its changes from then have been given up.
  func isUnknown(_ index: Int) -> Bool {
    cursor != nil && past[index].state == nil && past[index].hasBegun
  }
  func look(_ index: Int) -> Look {
    state(index)?.look ?? (past[index].hasBegun ? .unknown : .absent)
  }
  func since(_ index: Int) -> Instant {
    cursor == nil ? model.lanes[index].since : past[index].since
  }
  /// By then.
  func changeCount(_ index: Int) -> Int {
    cursor == nil ? model.lanes[index].changeCount : past[index].changeCount
  }

  /// What it waits for; a worker without a task waits for nothing.
  func primitive(_ index: Int) -> PrimitiveID? {
    guard let state = state(index), state.look != .idle else { return nil }
    return state.primitive
  }

  /// How long it has waited for a primitive by then; of one that does not wait, nothing.
  func waited(_ index: Int) -> Int64 { primitive(index) == nil ? 0 : time - since(index) }
}

extension LaneMoments {
  /// The lanes that waited for each primitive at the cursor, those who had waited longest first. Without a cursor nothing: the
  /// model has the lines themselves.
  var waiters: [PrimitiveID: [Int]] {
    var waiters: [PrimitiveID: [Int]] = [:]
    for index in past.indices {
      if let primitive = past[index].state?.primitive {
        waiters[primitive, default: []].append(index)
      }
    }
    return waiters.mapValues { line in
      line.sorted { (past[$0].since, $0) < (past[$1].since, $1) }
    }
  }

  /// Some lanes cannot be known at the cursor.
  var hasUnknown: Bool {
    past.contains { $0.state == .unknown || $0.state == nil && $0.hasBegun }
  }
}
