public import Findings
import SyncEvents

/// What no single event tells: that nobody is left who could end a wait.
extension LaneModel {
  /// So long after the last look, if there is no rest before.
  private static let lookPause: Int64 = 20_000_000
  /// And so much longer for each lane, so that many of them cost no more.
  private static let pausePerLane: Int64 = 10_000

  /// - Parameter isQuiet: nothing has happened since the model was asked last.
  mutating func lookForFindings(isQuiet: Bool) {
    guard isRecording, !hasGaps else { return }
    let pause = Self.lookPause + Self.pausePerLane * Int64(lanes.count)
    if let lookedAt, now - lookedAt < pause, lookedAt <= now, !isQuiet { return }
    lookedAt = now
    let stuck = scene().findings(rings: graph.rings())
    let found = stuck + order.findings + starvations + notes(besides: stuck)
    guard found != findings else { return }
    replace(found, by: nil, at: now)
  }

  func scene() -> Scene {
    var scene = Scene(actors: [], things: [:])
    for lane in lanes.indices where lanes[lane].state != .ended {
      let wait = wait(of: lane)
      scene.actors.append(
        Scene.Actor(
          id: part(ofLane: lane) { $0.id }, isControl: part(ofLane: lane) { $0.isControl },
          hasUnknownParent: part(ofLane: lane) {
            !$0.isControl && !$0.isForeign && $0.declaration.parent == nil
          }, wait: wait.flatMap { self.wait($0, lane) }))
      if let wait, scene.things[wait.primitive] == nil, let p = stateIndex[wait.primitive] {
        scene.things[wait.primitive] = thing(p)
      }
    }
    scene.actors.sort { $0.id < $1.id }
    for p in states.indices where kind(p) == .pool && states[p].value > 0 {
      scene.pools.append(
        Scene.Pool(id: id(p), size: states[p].limit ?? 0, workers: workers(of: id(p))))
    }
    return scene
  }

  private func wait(_ wait: Lane.Wait, _ lane: Int) -> Scene.Wait? {
    guard let p = stateIndex[wait.primitive] else { return nil }
    let isInLine = states[p].waiters.contains(lanes[lane].id)
    return Scene.Wait(
      primitive: wait.primitive, wanted: wait.wanted, since: wait.since, isTimed: wait.isTimed,
      mayGo: !isInLine || states[p].isUnknown || isThere(wait.wanted, p))
  }

  /// What somebody wants of a primitive is there: whoever waits for it is about to go.
  private func isThere(_ wanted: Wanted, _ p: Int) -> Bool {
    switch wanted {
    case .lock, .end: states[p].holders.isEmpty
    case .permit, .item, .task: states[p].value > 0 || states[p].isShutDown
    case .notification: false
    case .green: states[p].isSet
    case .others: states[p].isBroken
    case .room: states[p].limit.map { states[p].value < $0 } ?? true
    case .drain: states[p].unfinished == 0
    case .result: states[p].holders.isEmpty && queuedIn(p) == nil
    }
  }

  private func thing(_ p: Int) -> Scene.Thing {
    Scene.Thing(
      id: states[p].id, kind: states[p].kind,
      goneHolders: states[p].holders.filter { holder in
        laneIndex[holder].map { lanes[$0].state == .ended } ?? false
      },
      foreigners: states[p].foreigners, notifiers: states[p].notifiers,
      unheard: states[p].unheard, queuedIn: queuedIn(p))
  }

  /// The pool of a task that nobody has begun. A pool begins its tasks in the order of their numbers.
  private func queuedIn(_ p: Int) -> PrimitiveID? {
    let (pool, task) = part(ofState: p) { ($0.declaration.pool, $0.declaration.value) }
    guard kind(p) == .future, let pool, let index = stateIndex[pool], states[p].holders.isEmpty
    else { return nil }
    let begun = states[index].done.adding(states[index].running.count)
    return task > begun && states[index].value > 0 ? pool : nil
  }

  /// Those who run a task of it, or wait for one.
  private func workers(of pool: PrimitiveID) -> [ThreadID] {
    lanes.indices.filter { lane in
      lanes[lane].state != .ended
        && (lanes[lane].task?.pool == pool || waitedFor(by: lane) == pool)
    }.map { lanes[$0].id }
  }

  /// A lock is about to be taken by somebody who may have others.
  @inline(__always)
  mutating func noteOrder(_ o: Occurrence, of lock: PrimitiveID, site: SiteID?) {
    guard part(ofLane: o.lane, { !$0.holds.isEmpty }) else { return }
    noteOrderOfSeveral(o, of: lock, site)
  }

  private mutating func noteOrderOfSeveral(
    _ o: Occurrence, of lock: PrimitiveID, _ site: SiteID?
  ) {
    let held = lanes[o.lane].holds.filter { hold in
      stateIndex[hold.primitive].map { kind($0).isPlainLock } ?? false
    }.map { LockOrder.Taking($0.primitive, site: $0.site, time: $0.since) }
    guard !held.isEmpty, !held.contains(where: { $0.lock == lock }) else { return }
    order.took(
      LockOrder.Taking(lock, site: site, time: o.time), by: o.thread, having: held)
  }

  /// What an inversion rests on.
  public func inversion(of record: FindingRecord) -> Inversion? {
    guard record.finding.kind == .lockOrderInversion else { return nil }
    return order.inversions.first { $0.finding.isSame(as: record.finding) } ?? record.inversion
  }
}
