import Findings
import SyncEvents

extension LaneModel {
  /// Compares the rings that stand with those that stood, and shows and tells the difference.
  mutating func updateRings(by thread: ThreadID?, at time: Instant) {
    if findings.isEmpty, !graph.hasRings { return }
    let rings = graph.rings()
    guard rings != findings else { return }
    let before = findings
    findings = rings
    for broken in before where !rings.contains(broken) {
      show(broken, at: time)
      tell(.freed(names(broken)), by: thread ?? broken.ring[0].thread, at: time)
    }
    for closed in rings where !before.contains(closed) {
      show(closed, at: time)
      tell(
        .deadlock(names(closed), certain: closed.grade == .certain),
        by: thread ?? closed.ring[0].thread, at: time)
    }
  }

  /// Brings the lanes of a ring up to date: those that are still parked there are deadlocked, or only wait.
  private mutating func show(_ finding: Finding, at time: Instant) {
    for link in finding.ring {
      guard let lane = laneIndex[link.thread], lanes[lane].wait?.primitive == link.primitive,
        let p = stateIndex[link.primitive]
      else { continue }
      enter(lane, parkedState(of: lane, for: p), at: time)
    }
  }

  /// Thread, primitive, thread, primitive, … once round.
  private func names(_ finding: Finding) -> [String] {
    finding.ring.flatMap { [name(of: $0.thread), name(of: $0.primitive)] }
  }
}
