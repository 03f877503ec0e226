import SyncEvents

/// How many lanes there are of each kind: kept along, for whoever asks in every frame.
struct LaneCounts: Sendable {
  /// By the look's number, the control thread's too.
  var looks = InlineArray<16, Int>(repeating: 0)
  /// All but the control thread, and those of them that have arrived, and that have ended.
  var threads = 0
  var arrived = 0
  var ended = 0

  mutating func add(_ lane: Lane, _ sign: Int = 1) {
    looks[Int(lane.state.look.rawValue)] += sign
    guard !lane.isControl else { return }
    threads += sign
    if lane.hasArrived { arrived += sign }
    if lane.state == .ended { ended += sign }
  }
}

extension LaneCounts: Equatable {
  static func == (a: LaneCounts, b: LaneCounts) -> Bool {
    (a.threads, a.arrived, a.ended) == (b.threads, b.arrived, b.ended)
      && a.looks.indices.allSatisfy { a.looks[$0] == b.looks[$0] }
  }
}

extension LaneModel {
  /// A thread has come to where a script need not wait for it.
  mutating func arrive(_ lane: Int) {
    guard !lanes[lane].hasArrived else { return }
    lanes[lane].hasArrived = true
    if !lanes[lane].isControl { counts.arrived += 1 }
  }
}
