public import SyncEvents

/// What a lane was at a moment.
public struct LaneMoment: Hashable, Sendable {
  /// Nil before the thread began, and where its changes have been given up.
  public var state: LaneState?
  /// Since when it was so; without a state when the thread began.
  public var since: Instant
  /// So many of the changes that are kept were made by then.
  public var changeCount: Int
  /// The thread was there.
  public var hasBegun: Bool
}

extension LaneModel {
  /// What every lane was at a moment, in their order. It costs a binary search a lane, and copies none of them.
  public func moments(at time: Instant) -> [LaneMoment] {
    lanes.indices.map { index in
      let changes = lanes[index].history.changes
      let count = changes.count(while: { $0.time <= time })
      guard count > 0 else {
        let begin = lanes[index].declaration.time
        return LaneMoment(state: nil, since: begin, changeCount: 0, hasBegun: begin <= time)
      }
      let change = changes[count - 1]
      return LaneMoment(
        state: change.state, since: change.time, changeCount: count, hasBegun: true)
    }
  }

  /// The program has printed so much that the oldest lines need not be here any more. How many have gone nobody counts.
  public var mayHaveForgottenOutput: Bool {
    output.count >= Self.outputLimit - Self.outputLimit / 8
  }

  /// When the first thread began, also one that is forgotten; nil as long as there was none.
  public var beginning: Instant? { earliest == .max ? nil : Instant(nanoseconds: earliest) }
}
