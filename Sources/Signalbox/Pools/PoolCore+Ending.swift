import CSignalbox
import EventRing
import SyncEvents

extension PoolCore {
  /// A task that will not be run, and what is to be done next, both to be dealt with when the mutex is free: what a task
  /// kept alive may do anything when it goes.
  private typealias Dropped = (task: any PoolTask, tell: (() -> Void)?)

  func shutDown(waits: Bool, cancels: Bool, _ site: Site) {
    let me = ThreadRecord.current
    Holding.pass(me)
    mutex.lock()
    close(me, immediate: cancels)
    let dropped = cancels ? dropTasks(me, .cancelled, as: .cancelled) : []
    mutex.unlock()
    for (_, tell) in dropped { tell?() }
    if waits { joinWorkers(me, site) }
  }

  /// Nobody can submit any more, as the pool's owners have gone.
  func abandon() {
    mutex.locked {
      guard !isClosed else { return }
      close(sb_current() == nil ? nil : .current, immediate: false)  // gives nobody a lane
    }
  }

  /// This worker's initializer has failed.
  func breakDown(_ me: ThreadRecord) {
    mutex.lock()
    coming -= 1
    workers -= 1
    isBroken = true
    if !isClosed || tasks.count > 0 { close(me, immediate: true) }
    let dropped = dropTasks(me, .brokenPool(slot.name), as: .done)
    mutex.unlock()
    for (_, tell) in dropped { tell?() }
  }

  private func close(_ me: ThreadRecord?, immediate: Bool) {
    isClosed = true
    if let me { record(me, .shutDown(immediate: immediate, woken: queue.count)) }
    while queue.first != nil { dismissOldest(by: me?.id) }
    publish()
  }

  private func dropTasks(
    _ me: ThreadRecord, _ error: SyncError, as final: FutureState
  ) -> [Dropped] {
    var dropped: [Dropped] = []
    while let task = tasks.takeFirst() {
      record(me, .taskCancelled(task: task.core.task, queued: tasks.count))
      dropped.append((task, task.fail(me, error, as: final)))
    }
    return dropped
  }

  /// Waits for every worker's end, and for those that are started meanwhile. A worker does not wait for itself, nor for one
  /// that waits for it.
  private func joinWorkers(_ me: ThreadRecord, _ site: Site) {
    let isWorker = mutex.locked { threads.contains { $0.id == me.id } }
    var joined: Set<ThreadID> = []
    while let (id, thread) = mutex.locked({ next(for: me.id, isWorker, after: joined) }) {
      while (try? thread.core.join(until: .never, site, isOperation: false)) == false {}
      joined.insert(id)
    }
    if isWorker { _ = mutex.locked { closers.remove(me.id) } }
  }

  private func next(
    for me: ThreadID, _ isWorker: Bool, after joined: Set<ThreadID>
  ) -> (ThreadID, TracedThread)? {
    defer { if isWorker { closers.insert(me) } }
    for thread in threads {
      guard let id = thread.id, id != me, !joined.contains(id) else { continue }
      if !isWorker || !closers.contains(id) { return (id, thread) }
    }
    return nil
  }
}
