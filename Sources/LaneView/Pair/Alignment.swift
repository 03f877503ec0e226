public import LaneModel
public import Phrases
public import SyncEvents

/// How a moment of one recording is found in another: by the same change of the thread of the same name.
public struct Alignment: Hashable, Sendable {
  /// So much later it happened in the other one, by its own clock.
  public var offset: Int64
  public var thread: String
  public var state: StateWord
  public var primitive: String?

  /// So many changes are looked at, to either side.
  private static let most = 20_000

  /// The change that brought a lane into the state in which it is at a moment, and the nearest in the other recording that
  /// brought its namesake into the same.
  ///
  /// - Parameter offset: as they are aligned so far; the nearest is meant by this.
  public init?(
    _ lane: ThreadID, at time: Instant, of model: LaneModel, with other: LaneModel,
    near offset: Int64
  ) {
    guard let lane = model.lane(lane), let stretch = lane.stretch(at: time),
      let namesake = other.firstLane(where: { $0.name == lane.name })
    else { return nil }
    (thread, state) = (lane.name, stretch.state.word)
    let name = stretch.state.primitive.map { model.name(of: $0) }
    primitive = name
    func isSame(_ state: LaneState) -> Bool {
      state.word == stretch.state.word && state.primitive.map { other.name(of: $0) } == name
    }
    let expected = stretch.since + offset
    let found = Self.changes(of: namesake, near: expected, where: isSame)
    func distance(_ time: Instant) -> UInt64 { (time - expected).magnitude }
    guard let nearest = found.min(by: { distance($0) < distance($1) }) else { return nil }
    self.offset = nearest - stretch.since
  }

  /// The last up to a moment, and the first after it.
  private static func changes(
    of lane: Lane, near time: Instant, where isSame: (LaneState) -> Bool
  ) -> [Instant] {
    func first(from start: Instant?, _ next: (Instant) -> Instant?) -> Instant? {
      var change = start
      for _ in 0..<most {
        guard let time = change, let stretch = lane.stretch(at: time) else { return nil }
        if isSame(stretch.state) { return time }
        change = next(time)
      }
      return nil
    }
    let last = lane.stretch(at: time)?.since ?? lane.change(before: time)
    return [
      first(from: last, lane.change(before:)),
      first(from: lane.change(after: time), lane.change(after:)),
    ]
    .compactMap(\.self)
  }
}
