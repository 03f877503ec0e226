import SyncEvents

extension LaneModel {
  /// A lane begins a state.
  mutating func enter(_ lane: Int, _ state: LaneState, at time: Instant) {
    guard state != lanes[lane].state else { return }
    lanes[lane].enter(state, at: time, &usage)
    now = max(now, lanes[lane].since)
  }
}
