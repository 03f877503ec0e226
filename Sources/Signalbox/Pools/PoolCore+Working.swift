import EventRing
import SyncEvents

extension PoolCore {
  /// What a worker does.
  func work() throws {
    let me = ThreadRecord.current
    do { try initializer?() } catch {
      breakDown(me)
      throw error
    }
    while runNext(me) {}
  }

  /// In a function of its own, so that a worker that waits for the next task keeps nothing of the last one alive.
  @inline(never)
  private func runNext(_ me: ThreadRecord) -> Bool {
    Holding.pass(me)
    guard let task = nextTask(me) else { return false }
    let end = task.run()
    if let tell = finish(me, task, end) {
      tell()
      mutex.locked { coming += 1 }
    }
    return true
  }

  /// Nil: it is to end, and is not counted any more.
  private func nextTask(_ me: ThreadRecord) -> (any PoolTask)? {
    mutex.lock()
    defer { mutex.unlock() }
    coming -= 1
    while workers <= limit {
      if tasks.count > called, let task = tasks.takeFirst() {
        running += 1
        _ = task.core.begin()
        record(me, .taskStarted(task: task.core.task, queued: tasks.count))
        return task
      }
      if isClosed { break }
      guard waitInLine(me) else { return nil }
    }
    workers -= 1
    return nil
  }

  /// False: it has been dismissed.
  private func waitInLine(_ me: ThreadRecord) -> Bool {
    queue.append(me.node)
    record(me, .blocking(.nextTask, deadline: nil, site: nil))
    me.publish(.waiting, id, operation: .nextTask)
    let isCalled = wait(me, until: .never) == .granted
    if isCalled { called -= 1 }
    let outcome: Outcome = isCalled ? .acquired : isClosed ? .shutDown : .ended
    record(me, .resumed(outcome, by: me.node.decidedBy))
    me.publish(.running)
    return isCalled
  }

  /// The worker is free before the future is done: whoever waited for it finds an idle worker. While it tells others that
  /// the future is done it is busy again.
  private func finish(
    _ me: ThreadRecord, _ task: any PoolTask, _ end: TaskEnd
  ) -> (() -> Void)? {
    mutex.locked {
      running -= 1
      done += 1
      record(me, .taskEnded(task: task.core.task, end))
      let tell = task.settle(me)
      if tell == nil { coming += 1 }
      return tell
    }
  }
}
