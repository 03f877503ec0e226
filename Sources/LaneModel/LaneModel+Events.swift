import Findings
import SyncEvents

/// An event, looked up.
struct Occurrence {
  var thread: ThreadID
  var lane: Int
  /// Nil also for a primitive that was never declared.
  var primitive: Int?
  var time: Instant
  var isEstimated: Bool
  /// A snapshot has told already what this did to the primitive, or saw of it.
  var isCounted = false
  /// No later change of the primitive is known: what this says of it is true now.
  var isNewest = true
  /// Changes of the primitive before this one were lost, so what is known of it may be wrong.
  var isAfterGap = false
  /// It was not known until now what the thread does.
  var isUnknown = false
}

extension LaneModel {
  mutating func apply(_ event: SyncEvent, release: ReleaseRole) {
    if case .levelChanged(let level) = event.kind {
      return change(to: level, by: event.thread, at: event.time)
    }
    guard let o = lookUp(event) else { return }
    if o.isUnknown { enter(o.lane, .running, at: o.time) }
    switch event.kind {
    case .blocking(let operation, let deadline, let site):
      park(o, operation, isTimed: deadline != nil, site: site)
    case .waiting(let deadline, let site):
      waitOnCondition(o, isTimed: deadline != nil, site: site)
    case .notified(let by, let at): notified(o, by: by, at: at)
    case .timedOut: timedOut(o)
    case .acquired(let permits, let depth, let site):
      acquired(o, permits: permits, depth: depth, site: site)
    case .releasing(let permits, let depth, _):
      releasing(o, permits: permits, depth: depth, role: release)
    case .resumed(let outcome, let by): resumed(o, outcome, by: by)
    case .passed: passed(o)
    case .notifying, .lightSet, .lightCleared, .limitChanged, .shutDown, .tripped, .broke, .reset:
      signal(o, event.kind)
    case .evaluated(let result):
      tell(.evaluated(o.primitive.map { states[$0].subject }, result), o)
    case .put, .taken, .taskDone: moved(o, event.kind)
    case .taskSubmitted, .taskStarted, .taskEnded, .taskCancelled: task(o, event.kind)
    case .localSet, .localGet, .tallied: value(o, event.kind)
    case .line, .output, .note, .commanded, .refused, .misused: remark(o, event.kind)
    case .working, .sleeping, .woke, .held, .stepped: alone(o, event.kind)
    case .threadEnded:
      end(o.lane, at: o.time)
      tell(.ended, o)
    case .destroyed: if let p = o.primitive { destroy(p) }
    case .levelChanged: break
    }
    if isRecording {
      learn(from: event, o)
    } else {
      forget(event.thread, event.primitive, at: o.time)
    }
    updateRings(by: o.thread, at: o.time)
  }

  private mutating func lookUp(_ event: SyncEvent) -> Occurrence? {
    guard let lane = laneIndex[event.thread] ?? laneIndex(of: event.thread, at: event.time) else {
      return nil
    }
    let p = event.primitive.flatMap { stateIndex[$0] }
    let (time, isUnknown, isForeign) = lanes[lane].see(event.time, atPrimitive: p != nil)
    now = max(now, time)
    contention.moment = time
    var o = Occurrence(
      thread: event.thread, lane: lane, time: time, isEstimated: event.isEstimated)
    o.isUnknown = isUnknown
    guard let p else { return o }
    o.primitive = p
    if isForeign { states[p].foreigners.insert(event.thread) }
    let (before, syncedTo) = part(ofState: p) { ($0.sequence, $0.syncedTo) }
    let number = event.sequence
    if event.isChange {
      o.isCounted = number != 0 && number <= syncedTo
      o.isNewest = number == 0 || number >= before
      o.isAfterGap = hasGaps && number > before.adding(1)
      if number > before { states[p].sequence = number }
    } else {
      // It has seen that change: a slot that has seen a later one has told more.
      o.isCounted = number < syncedTo
      o.isNewest = number >= before
      o.isAfterGap = hasGaps && number > before
    }
    if o.isAfterGap { forgetOwner(p) }
    return o
  }

  /// At a green light: the lane goes on as it is.
  private mutating func passed(_ o: Occurrence) {
    guard let p = o.primitive else { return }
    see(p, isSet: true, o)
    noteUse(p, waited: false)
    tell(.passed(states[p].subject), o)
  }

  /// What a thread does by itself.
  private mutating func alone(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    let isControl = lanes[o.lane].isControl
    if lanes[o.lane].wait != nil {
      // A command that overtakes one that waits does not end that wait.
      if isControl { return }
      leave(o.lane)
    }
    switch kind {
    case .working:
      if lanes[o.lane].isBusy { arrive(o.lane) }
      enter(o.lane, .running, at: o.time)
    case .sleeping: enter(o.lane, .sleeping, at: o.time)
    case .woke:
      enter(o.lane, isControl && lanes[o.lane].holds.isEmpty ? .idle : .running, at: o.time)
    case .held:
      arrive(o.lane)
      enter(o.lane, .held, at: o.time)
      tell(.held, o)
    case .stepped:
      enter(o.lane, .running, at: o.time)
      tell(.letGo, o)
    default: break
    }
  }

  /// What is only to be told, or shown beside the lanes.
  private mutating func remark(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    switch kind {
    case .line(let line): lanes[o.lane].line = line > 0 ? line : nil
    case .output(let id):
      let text = texts[id] ?? ""
      tell(.printed(text), o)
      printed(OutputLine(time: o.time, thread: o.thread, text: text))
    case .note(let id): tell(.noted(texts[id] ?? ""), o)
    case .commanded(let id): tell(.commanded(texts[id] ?? ""), o)
    case .refused(let id, let reason): tell(.refused(texts[id] ?? "", reason), o)
    case .misused(let operation, let misuse):
      tell(.misused(o.primitive.map { states[$0].subject }, operation, misuse), o)
    default: break
    }
  }
}
