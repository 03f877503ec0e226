import Findings
import LaneModel
import Phrases
import SyncEvents

/// Gathers from the model what is to be told about one lane.
struct WhyTeller {
  let viewer: Viewer
  let model: LaneModel

  init(_ viewer: Viewer, _ model: LaneModel) {
    self.viewer = viewer
    self.model = model
  }

  func why(_ lane: Lane) -> Why {
    let (actor, time) = (actor(lane.id), model.now - lane.since)
    if let primitive = lane.state.primitive.flatMap(model.primitive) {
      return .waits(story(lane, primitive))
    }
    switch lane.state {
    case .running, .blocked, .waiting, .deadlocked:
      return running(lane, actor, time)
    case .sleeping: return .sleeps(actor, for: time)
    case .idle: return .idle(actor)
    case .held: return .held(actor, for: time)
    case .unknown: return .unknown(actor, isRecorded: model.level?.isRecording ?? true)
    case .ended: return .ended(actor, for: time)
    }
  }

  private func story(_ lane: Lane, _ primitive: PrimitiveState) -> WaitStory {
    let chain = model.chain(from: lane.id)
    var steps = (chain?.steps ?? []).compactMap(step)
    if steps.isEmpty { steps = [step(lane, primitive)] }
    let (cause, key) = cause(chain, last: steps)
    return WaitStory(
      steps: steps, notifiedBy: lane.notifiedBy.map(actor), cause: cause, key: key)
  }

  private func step(_ step: Chain.Step) -> WaitStory.Step? {
    guard let lane = model.lane(step.waiter), let primitive = model.primitive(step.primitive)
    else { return nil }
    return self.step(lane, primitive)
  }
  private func step(_ lane: Lane, _ primitive: PrimitiveState) -> WaitStory.Step {
    WaitStory.Step(
      waiter: actor(lane.id), primitive: primitive.subject, waited: model.now - lane.waitingSince)
  }

  /// What the last step comes down to, and the key that could end it.
  private func cause(_ chain: Chain?, last steps: [WaitStory.Step])
    -> (WaitStory.Cause, key: String?)
  {
    guard let last = steps.last, let primitive = model.primitive(last.primitive.id) else {
      return (.free, nil)
    }
    if let chain, chain.isRing {
      return steps.count == 1 ? (.itself, key(.release)) : (.ring, nil)
    }
    if primitive.isUnknown { return (.unknown, nil) }
    let place = WaitStory.Place(
      (primitive.waiters.firstIndex(of: last.waiter.id) ?? 0) + 1,
      of: max(1, primitive.waiters.count))
    switch primitive.kind {
    case .condition: return unnotified(place)
    case .event: return (.red(waiting: place.count), key(.flip))
    case .countingSemaphore, .boundedSemaphore:
      let permits = primitive.permits
      return (.permits(inUse: permits.inUse, size: permits.size, debt: permits.debt, place), nil)
    case .queue: return queued(last, primitive)
    case .pool: return (.idle, key(.more))
    case .barrier:
      return (.others(arrived: primitive.waiters.count, of: primitive.limit ?? 0), nil)
    case .future: return (result(of: primitive), nil)
    case .lock, .recursiveLock, .synchronized, .array, .dictionary, .thread, .threadLocal,
      .variable,
      .crew:
      let holder = chain?.steps.last?.holders.first ?? primitive.holders.first
      guard let lane = holder.flatMap(model.lane) else { return (.free, nil) }
      return (.holder(actor(lane.id), does: lane.state.word, for: model.now - lane.since), nil)
    }
  }

  /// Room, an item, or all items done. `+` makes room where it is for this queue.
  private func queued(_ step: WaitStory.Step, _ queue: PrimitiveState)
    -> (WaitStory.Cause, key: String?)
  {
    let wanted: Wanted? =
      if case .waiting(_, let wanted)? = model.lane(step.waiter.id)?.state { wanted } else { nil }
    let line = model.waiters(at: queue.id, for: wanted ?? .item)
    let place = WaitStory.Place(
      (line.firstIndex(of: step.waiter.id) ?? 0) + 1, of: max(1, line.count))
    switch wanted {
    case .drain: return (.drain(unfinished: queue.unfinished), nil)
    case .room:
      let isSelected = viewer.selectedPrimitive == queue.id && key(.size) != nil
      return (
        .room(items: queue.value, capacity: queue.limit ?? queue.value, place),
        isSelected ? "+" : nil
      )
    default: return (.item(items: queue.value, place), key(.put))
    }
  }

  /// Who runs the task, or how many are before it: a pool begins its tasks in the order of their numbers.
  private func result(of future: PrimitiveState) -> WaitStory.Cause {
    let task = future.declaration.value
    guard let pool = future.declaration.pool.flatMap(model.primitive) else { return .free }
    if let run = pool.running.first(where: { $0.task == task }) {
      let since = model.lane(run.thread)?.task?.since ?? model.now
      return .result(task: task, .running(actor(run.thread), for: model.now - since))
    }
    let before = task.subtracting(1 + pool.done + pool.running.count)
    let behind = min(before, pool.value.subtracting(1))
    return .result(task: task, behind < 0 ? .done : .queued(behind: behind))
  }

  /// What somebody waits for is told before the task, and the task before what nobody waits for.
  private func running(_ lane: Lane, _ actor: Actor, _ time: Int64) -> Why {
    let hold = holdStory(lane)
    if hold?.oldest == nil, let task = lane.task, let pool = model.primitive(task.pool) {
      return .runsTask(
        actor, task: task.number, of: pool.subject, queued: pool.value, for: model.now - task.since)
    }
    return hold.map(Why.holds) ?? .runs(actor, for: time)
  }

  /// What a running thread has: first what others wait for.
  private func holdStory(_ lane: Lane) -> HoldStory? {
    let wanted = lane.holds.first {
      model.primitive($0.primitive)?.waiters.isEmpty == false
    }
    guard let hold = wanted ?? lane.holds.first, let primitive = model.primitive(hold.primitive)
    else { return nil }
    let permits = primitive.permits
    return HoldStory(
      holder: actor(lane.id), primitive: primitive.subject, count: hold.count, size: permits.size,
      held: hold.since.map { model.now - $0 }, wokenBy: lane.wokenBy.map(actor),
      waiting: primitive.waiters.count, oldest: primitive.waiters.first.map(actor),
      debt: permits.debt)
  }

  private func actor(_ id: ThreadID) -> Actor {
    Actor(id: id, name: model.name(of: id), isPerson: model.lane(id)?.isControl ?? false)
  }

  // Keys are named only where the lesson has them.
  private func key(_ word: KeyWord) -> String? {
    viewer.keys.bindings.first {
      $0.word == word && $0.places.contains(.lesson) && viewer.allows($0)
    }.map { $0.cap(viewer.book) }
  }
  /// Where a predicate is asked, a notify alone makes the thread only ask and wait again.
  private func unnotified(_ place: WaitStory.Place) -> (WaitStory.Cause, key: String?) {
    if let key = key(.satisfy) { return (.unnotified(place, .ticket), key) }
    guard key(.notify) != nil else { return (.unnotified(place, .notify), nil) }
    return place.number <= 9
      ? (.unnotified(place, .notify), "\(place.number)")
      : (.unnotified(place, .notifyAll), key(.notifyAll))
  }
}
