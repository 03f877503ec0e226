public import Findings
public import SyncEvents

extension LaneModel {
  /// Compares the rings that stand with those that stood, at once: a ring is closed and broken by one event.
  mutating func updateRings(by thread: ThreadID?, at time: Instant) {
    if findings.isEmpty, !graph.hasRings { return }
    let rings = graph.rings()
    let before = findings.filter(\.isRing)
    guard !rings.elementsEqual(before, by: { $0.isSame(as: $1) }) else { return }
    let kept = before.filter { old in rings.contains { $0.isSame(as: old) } }
    let new = rings.filter { ring in !kept.contains { $0.isSame(as: ring) } }
    replace(findings.filter { !$0.isRing } + kept + new, by: thread, at: time)
  }

  /// Shows and tells what is new, and what is not true any more.
  mutating func replace(_ new: [Finding], by thread: ThreadID?, at time: Instant) {
    let before = findings
    findings = new
    for old in before where !new.contains(where: { $0.isSame(as: old) }) {
      show(old, at: time)
      close(old, at: time, isByPerson: wasPerson(thread, at: time, whoEnded: old))
      // That something only cost time need not be taken back.
      if old.grade > .note { tell(over(old), by: thread ?? old.teller ?? ThreadID(0), at: time) }
    }
    for finding in new
    where !before.contains(where: { $0.isSame(as: finding) && $0.grade == finding.grade }) {
      show(finding, at: time)
      record(finding, at: time)
      // Whoever did something as it was noticed need have nothing to do with a note.
      let teller = finding.grade == .note ? nil : thread
      tell(happening(of: finding), by: teller ?? finding.teller ?? ThreadID(0), at: time)
    }
  }

  /// The person's command, or the end of a lesson, is what let them go: it was the last that happened, or one of them was woken by
  /// it.
  private func wasPerson(
    _ thread: ThreadID?, at time: Instant, whoEnded finding: Finding
  ) -> Bool {
    func isPerson(_ id: ThreadID?) -> Bool {
      id.flatMap { laneIndex[$0] }.map { part(ofLane: $0) { $0.isControl } } ?? false
    }
    if let thread { return isPerson(thread) }
    let wasWoken = finding.links.contains { link in
      laneIndex[link.thread].map { isPerson(lanes[$0].wokenBy) || isPerson(lanes[$0].notifiedBy) }
        ?? false
    }
    return wasWoken
      || lanes.indices.contains { lane in
        part(ofLane: lane) { $0.isControl && time - $0.lastSeen < 50_000_000 }
      }
  }

  /// Brings the lanes of a ring up to date: those that are still parked there are deadlocked, or only wait.
  private mutating func show(_ finding: Finding, at time: Instant) {
    guard finding.isRing else { return }
    for link in finding.links {
      guard let lane = laneIndex[link.thread], lanes[lane].wait?.primitive == link.primitive,
        let p = stateIndex[link.primitive]
      else { continue }
      enter(lane, parkedState(of: lane, for: p), at: time)
    }
  }

  /// How it is told.
  public func happening(of finding: Finding) -> Happening.What {
    if finding.isRing { return .deadlock(around(finding), certain: finding.grade == .certain) }
    let (waiters, primitives, others) = names(finding)
    return .found(finding.kind, finding.grade, waiters: waiters, for: primitives, others: others)
  }
  private func over(_ finding: Finding) -> Happening.What {
    if finding.isRing { return .freed(around(finding)) }
    let (waiters, primitives, others) = names(finding)
    return .withdrawn(
      finding.kind, finding.grade, waiters: waiters, for: primitives, others: others)
  }

  /// Thread, primitive, thread, primitive, … once round.
  private func around(_ finding: Finding) -> [String] {
    finding.links.flatMap { [name(of: $0.thread), name(of: $0.primitive)] }
  }

  private func names(
    _ finding: Finding
  ) -> (waiters: [String], primitives: [String], others: [String]) {
    var primitives: [String] = []
    for link in finding.links where !primitives.contains(name(of: link.primitive)) {
      primitives.append(name(of: link.primitive))
    }
    return (names(finding.links.map(\.thread)), primitives, names(finding.others))
  }
}
