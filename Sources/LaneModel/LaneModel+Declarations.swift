import Findings
import SyncEvents

extension LaneModel {
  /// So many primitives that are no more keep their name.
  private static let destroyedLimit = 1024
  /// And so many threads get a picture that no source has declared.
  private static let undeclaredLimit = 256

  /// Gives the threads that are new, by time: they are told when the events come to it.
  mutating func declare(_ declarations: [Declaration]) -> [ThreadDeclaration] {
    var started: [ThreadDeclaration] = []
    for declaration in declarations {
      switch declaration {
      case .thread(let thread):
        if declare(thread), thread.origin != .control { started.append(thread) }
      case .primitive(let primitive): declare(primitive)
      case .text(let id, let text): texts[id] = text
      case .site(let id, let file, let line): sites[id] = Site(file: file, line: line)
      }
    }
    sortLanes()
    return started.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
  }

  /// Tells the threads that had started by then; all of them if no time is given.
  mutating func tell(_ started: inout ArraySlice<ThreadDeclaration>, until time: Instant?) {
    while let thread = started.first {
      if let time, thread.time > time { return }
      started.removeFirst()
      tell(.started, by: thread.id, at: thread.time)
    }
  }

  /// The lane of a thread. A source should declare a thread first; one that does not still gets a picture, but not of any
  /// number of threads: such numbers may be damaged.
  mutating func laneIndex(of thread: ThreadID, at time: Instant) -> Int? {
    if let index = laneIndex[thread] { return index }
    guard undeclared < Self.undeclaredLimit else { return nil }
    undeclared += 1
    declare(ThreadDeclaration(id: thread, name: name(of: thread), origin: .foreign, time: time))
    sortLanes()
    return laneIndex[thread]
  }

  /// False if it was known already.
  @discardableResult
  private mutating func declare(_ thread: ThreadDeclaration) -> Bool {
    guard laneIndex[thread.id] == nil else { return false }
    lanes.append(Lane(thread, &usage))
    counts.add(lanes[lanes.count - 1])
    earliest = min(earliest, thread.time.nanoseconds)
    let place = lanes.count - 1
    laneIndex[thread.id] = place
    isInOrder = isInOrder && (place == 0 || Self.isInOrder(lanes[place - 1], lanes[place]))
    if !isRecording { enter(place, .unknown, at: thread.time) }
    return true
  }

  /// The control thread first, then in the order in which they were started: that of their numbers.
  private static func isInOrder(_ a: Lane, _ b: Lane) -> Bool {
    a.isControl == b.isControl ? a.id < b.id : a.isControl
  }

  private mutating func sortLanes() {
    guard !isInOrder else { return }
    lanes.sort(by: Self.isInOrder)
    for index in lanes.indices { laneIndex[lanes[index].id] = index }
    isInOrder = true
  }

  private mutating func declare(_ primitive: PrimitiveDeclaration) {
    guard stateIndex[primitive.id] == nil else { return }
    stateIndex[primitive.id] = states.count
    states.append(PrimitiveState(primitive))
    contention.open()
    if !isRecording { states[states.count - 1].isUnknown = primitive.kind.mayBeUnknown }
    graph.declare(primitive.id, primitive.kind)
    if let lock = primitive.lock { conditionLocks[lock] = true }
    if primitive.kind == .future { declareFuture(primitive, states.count - 1) }
    if let thread = primitive.thread {
      joined[thread] = primitive.id
      let hasEnded = laneIndex[thread].map { lanes[$0].state == .ended } ?? false
      setHolders(states.count - 1, hasEnded ? [] : [thread])
    }
  }

  /// A primitive is no more: nobody has it, nobody waits for it.
  mutating func destroy(_ index: Int) {
    let id = states[index].id
    for holder in states[index].holders {
      if let lane = laneIndex[holder] { lanes[lane].drop(id) }
    }
    for waiter in states[index].waiters { graph.end(waiter) }
    forgetTasks(of: index)
    forgetValues(of: id)
    states[index].holders = []
    states[index].depth = 0
    changeWaiters(of: index, by: -states[index].waiters.count)
    states[index].waiters = []
    states[index].isDestroyed = true
    states[index].isUnknown = false
    graph.remove(id)
    order.remove(id)
    recentlyDestroyed.append(id)
    if recentlyDestroyed.count > Self.destroyedLimit { forgetDestroyed() }
  }

  /// Forgets the older half of what was destroyed.
  private mutating func forgetDestroyed() {
    spellOutLog()
    let forgotten = Set(recentlyDestroyed.prefix(Self.destroyedLimit / 2))
    recentlyDestroyed.removeFirst(forgotten.count)
    contention.forget(forgotten, of: states)
    states.removeAll { forgotten.contains($0.id) }
    for id in forgotten { conditionLocks[id] = nil }
    joined = joined.filter { !forgotten.contains($0.value) }
    stateIndex = IDMap()
    for index in states.indices { stateIndex[states[index].id] = index }
  }

  /// A lane is over. What it held stays with it, and so do its values: the owner is gone.
  mutating func end(_ lane: Int, at time: Instant) {
    guard lanes[lane].state != .ended else { return }
    leave(lane)
    lanes[lane].conditionWait = nil
    lanes[lane].notifiedBy = nil
    endTask(of: lane, at: time)
    arrive(lane)
    enter(lane, .ended, at: time)
    let thread = lanes[lane].id
    if let primitive = joined[thread], let index = stateIndex[primitive] {
      states[index].since = time
      setHolders(index, [])
    }
    ended.append(thread)
    if !givenUp.isEmpty { givenUp[thread] = nil }
  }
}

extension LaneModel {
  /// So many lanes that have ended are kept.
  static let endedLimit = 20_000

  /// Forgets lanes that ended long ago, some at once so that it is seldom done. Whoever died with something in its hands is
  /// still needed to say why others wait.
  mutating func forgetEnded() {
    guard ended.count > Self.endedLimit + Self.endedLimit / 16 else { return }
    let old = ended.prefix(ended.count - Self.endedLimit)
    var (kept, forgotten): ([ThreadID], Set<ThreadID>) = ([], [])
    for thread in old {
      guard let index = laneIndex[thread], lanes[index].state == .ended else { continue }
      if lanes[index].holds.isEmpty { forgotten.insert(thread) } else { kept.append(thread) }
    }
    if !forgotten.isEmpty { spellOutLog() }
    for lane in lanes where forgotten.contains(lane.id) {
      lane.history.free(&usage)
      counts.add(lane, -1)
      laneIndex[lane.id] = nil
      joined[lane.id] = nil
      for value in lane.values { valueOwners[value.primitive]?.remove(lane.id) }
    }
    contention.charges.forget(forgotten, [])
    lanes.removeAll { forgotten.contains($0.id) }
    for index in lanes.indices { laneIndex[lanes[index].id] = index }
    ended.replaceSubrange(..<old.count, with: kept)
    forgottenLanes += forgotten.count
  }
}
