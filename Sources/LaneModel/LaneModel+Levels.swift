import Findings
import SyncEvents

/// How much is recorded. What happens while nothing is recorded is not known, and what was held meanwhile is not either, until
/// a thread's next operation or a snapshot tells it.
extension LaneModel {
  /// Every event is. Nobody says so as long as it is as usual.
  var isRecording: Bool { level?.isRecording ?? true }

  mutating func change(to new: RecordingLevel, by thread: ThreadID, at time: Instant) {
    let wasRecording = isRecording
    level = new
    now = max(now, time)
    contention.moment = time
    if !(wasRecording && new.isRecording) { forgetAll(at: time) }
    guard let lane = laneIndex[thread], lanes[lane].state != .ended else { return }
    lanes[lane].lastSeen = max(lanes[lane].lastSeen, time)
    // Whoever has said so runs.
    if isRecording, lanes[lane].state == .unknown {
      enter(lane, shown(.running, lane), at: time)
    }
    tell(.levelChanged(new), by: thread, at: time)
  }

  private mutating func forgetAll(at time: Instant) {
    hasGaps = true
    for lane in lanes.indices { forget(lane: lane, at: time) }
    for p in states.indices { forget(primitive: p) }
    // They may stand or not: nothing is to be told of them.
    findings = graph.rings() + order.findings
  }

  /// A straggler: it had looked at the level before that was changed. What it tells is no longer true for long.
  mutating func forget(_ thread: ThreadID, _ primitive: PrimitiveID?, at time: Instant) {
    if let lane = laneIndex[thread] { forget(lane: lane, at: time) }
    if let p = primitive.flatMap({ stateIndex[$0] }) { forget(primitive: p) }
  }

  private mutating func forget(lane: Int, at time: Instant) {
    for hold in lanes[lane].holds {
      if let p = stateIndex[hold.primitive] { forget(primitive: p) }
    }
    lanes[lane].holds = []
    guard lanes[lane].state != .ended else { return }
    leave(lane)
    lanes[lane].conditionWait = nil
    lanes[lane].notifiedBy = nil
    lanes[lane].line = nil
    forgetValues(of: lane)
    endTask(of: lane, at: time)
    lanes[lane].lostUntil = time
    enter(lane, .unknown, at: time)
  }

  private mutating func forget(primitive p: Int) {
    guard !states[p].isDestroyed, states[p].kind.mayBeUnknown else { return }
    states[p].isUnknown = true
    states[p].sequence = 0
    states[p].syncedTo = 0
    states[p].since = nil
    states[p].lastAction = nil
    for holder in states[p].holders {
      if let lane = laneIndex[holder] { lanes[lane].drop(states[p].id) }
    }
    setHolders(p, [])
    states[p].depth = 0
    states[p].unfinished = 0
    forgetText(of: p)
  }

  /// A primitive of which nothing was known may be known with this; if it still is: the event may have been its end.
  mutating func learn(from event: SyncEvent, _ o: Occurrence) {
    // Its place may be another's by now, if what was destroyed long ago has been forgotten with this.
    guard o.isNewest, let p = o.primitive, p < states.count, part(ofState: p, { $0.isUnknown }),
      id(p) == event.primitive, event.kind.tellsAll(of: states[p])
    else { return }
    states[p].isUnknown = false
  }
}

extension PrimitiveKind {
  /// How it is may change. A thread is what it is, and only a person makes a crew larger or smaller.
  var mayBeUnknown: Bool { self != .thread && self != .crew }
}

extension SyncEvent.Kind {
  /// Whoever has seen this knows how the primitive is, whatever was before.
  fileprivate func tellsAll(of primitive: PrimitiveState) -> Bool {
    switch self {
    case .acquired, .releasing: primitive.kind.isLock && !primitive.kind.isContainer
    case .put, .taken: true
    case .lightSet, .lightCleared, .passed: true
    case .blocking: primitive.kind == .event
    // Fewer than were asked for: nobody is left.
    case .notifying(let asked, let woken): asked.map { woken < $0 } ?? true
    case .tripped, .broke, .reset: true
    case .taskSubmitted, .taskStarted, .taskCancelled: true
    case .localSet, .localGet, .tallied: true
    // How many permits are free only a slot tells.
    default: false
    }
  }
}
