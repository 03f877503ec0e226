import Findings
import Packing
import SyncEvents

/// A task of a pool, wherever it is known by its number.
struct TaskKey: Hashable {
  var pool: PrimitiveID
  var number: Int
}

/// Pools, their workers, and the results that others wait for.
extension LaneModel {
  mutating func task(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    switch kind {
    case .taskSubmitted(let task, let queued):
      if o.isNewest { states[p].value = queued }
      noteUse(p, waited: false)
      tell(.submitted(subject, task: task, queued: queued), o)
    case .taskStarted(let task, let queued):
      if o.isNewest { states[p].value = queued }
      _ = endWait(o, p)
      start(task, of: p, on: o.lane, at: o.time)
      tell(.taskStarted(subject, task: task, queued: queued), o)
    case .taskEnded(let task, let end):
      let run = lanes[o.lane].task
      let isKnown = run?.pool == subject.id && run?.number == task
      endTask(of: o.lane, at: o.time)
      states[p].done += 1
      let took = isKnown ? run.map { o.time - $0.since } : nil
      tell(.taskEnded(subject, task: task, end, took: took), o)
    case .taskCancelled(let task, let queued):
      if o.isNewest { states[p].value = queued }
      tell(.taskCancelled(subject, task: task), o)
    default: break
    }
  }

  private mutating func start(_ task: Int, of p: Int, on lane: Int, at time: Instant) {
    endTask(of: lane, at: time)  // if its end was lost
    let (id, thread) = (states[p].id, lanes[lane].id)
    lanes[lane].task = Lane.Task(pool: id, number: task, since: time)
    states[p].running.append(PrimitiveState.Run(task: task, thread: thread))
    setRunner(of: TaskKey(pool: id, number: task), thread, at: time)
  }

  /// A thread runs no task any more, or it is not known which.
  mutating func endTask(of lane: Int, at time: Instant) {
    guard let task = lanes[lane].task else { return }
    lanes[lane].task = nil
    if let p = stateIndex[task.pool] {
      let thread = lanes[lane].id
      states[p].running.removeAll { $0.thread == thread }
    }
    setRunner(of: TaskKey(pool: task.pool, number: task.number), nil, at: time)
  }

  /// Whoever runs a task is the only one who can give its result.
  private mutating func setRunner(of task: TaskKey, _ thread: ThreadID?, at time: Instant) {
    guard let future = futures[task], let index = stateIndex[future] else { return }
    states[index].since = time
    if thread != nil, isRecording { states[index].isUnknown = false }
    setHolders(index, thread.map { [$0] } ?? [])
  }

  /// Somebody begins to wait for a result: the task may run already, or be queued.
  mutating func declareFuture(_ future: PrimitiveDeclaration, _ index: Int) {
    guard let pool = future.pool else { return }
    futures[TaskKey(pool: pool, number: future.value)] = future.id
    let runs = stateIndex[pool].map { states[$0].running } ?? []
    guard let run = runs.first(where: { $0.task == future.value }) else { return }
    setHolders(index, [run.thread])
  }

  /// A pool is no more, and so are its tasks; or a result is.
  mutating func forgetTasks(of index: Int) {
    let declaration = states[index].declaration
    if let pool = declaration.pool {
      futures[TaskKey(pool: pool, number: declaration.value)] = nil
    }
    for run in states[index].running {
      if let lane = laneIndex[run.thread] { endTask(of: lane, at: now) }
    }
  }
}

extension TaskKey: Packed, Comparable {
  static func < (a: Self, b: Self) -> Bool { (a.pool, a.number) < (b.pool, b.number) }
  func pack(to writer: inout ByteWriter) { writer.pack(pool, number) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(pool: try reader.next(), number: try reader.next())
  }
}
