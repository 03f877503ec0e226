import Signalbox
import SyncEvents
import TestSupport
import Testing

extension ControlWaitTests {
  @Test func itCanBeWithdrawn() throws {
    try startNotify()
    control.submit(Instruction(.notify(2)))
    #expect(control.withdraw())
    try waitUntil("the next one waits") {
      recording.collect()
      return ready.lockWaiterCount == 1 && refusals() == [.withdrawn]
    }
    try ready.release()
    finish()
    #expect(refusals() == [.withdrawn])
    #expect(recording.events(of: "ready").map(\.kind) == [.notifying(asked: 2, woken: 0)])
    #expect(recording.events(of: "ready.lock").map(\.kind).contains(.resumed(.cancelled, by: nil)))
  }

  @Test func withdrawingWhenNothingWaitsDoesNothing() throws {
    #expect(!control.withdraw())
    control.submit(Instruction(.notify(1)))
    try waitUntil("it is done") { control.isIdle }
    #expect(!control.withdraw())
    finish()
    #expect(refusals() == [])
  }

  @Test func withdrawingGivesTheCallerNoLane() throws {
    try startNotify()
    recording.collect()
    let before = recording.threads.count
    let control = control
    let withdrawn = Collected<Bool>()
    ForeignThread { withdrawn.append(control.withdraw()) }.join()
    #expect(withdrawn.all == [true])
    try ready.release()
    control.end()
    recording.collect()
    #expect(recording.threads.count == before)
  }

  /// Nil is for ever: the wait begins again, as it does without a timeout.
  @Test func whatWaitsForEverBeginsAgain() throws {
    let (light, lock, value) = (Event(), Lock(), Synchronized(1))
    let (semaphore, future) = (try CountingSemaphore(0), Future<Int>())
    let (queue, full) = (try BlockingQueue<Int>(), try BlockingQueue<Int>(capacity: 1))
    try full.put(1)
    lock.acquire()
    let inside = Event()
    let holder = TracedThread.run { value.withLock { _ in inside.wait() } }
    try waitUntil("it is inside") { inside.waiterCount == 1 }
    let waits:
      [(
        count: () -> Int, wait: @Sendable () throws -> Bool, end: @Sendable () throws -> Void
      )] = [
        ({ light.waiterCount }, { light.wait(timeout: nil) }, { light.set() }),
        ({ lock.waiterCount }, { lock.acquire(timeout: nil) }, { try lock.release() }),
        ({ value.waiterCount }, { value.withLock(timeout: nil) { $0 } == 1 }, { inside.set() }),
        (
          { semaphore.waiterCount }, { semaphore.acquire(timeout: nil) },
          { try semaphore.release() }
        ),
        (
          { future.waiterCount }, { try future.result(timeout: nil) == 7 },
          { try future.complete(.success(7)) }
        ),
        ({ queue.waiterCount }, { try queue.take(timeout: nil) == 8 }, { try queue.put(8) }),
        ({ full.waiterCount }, { try full.put(2, timeout: nil) }, { _ = try full.take() }),
        ({ queue.waiterCount }, { queue.join(timeout: nil) }, { try queue.taskDone() }),
      ]
    for (count, wait, end) in waits {
      let answers = Collected<Bool>()
      control.run { answers.append((try? wait()) ?? false) }
      try waitUntil("it waits") { count() == 1 }
      #expect(control.withdraw())
      try waitUntil("it waits again") { count() == 1 || answers.count == 1 }
      try end()
      try waitUntil("it is over") { answers.count == 1 }
      #expect(answers.all == [true])
    }
    try holder.finish()
    finish()
  }

  @Test func itEndsWhileACommandWaits() throws {
    try startNotify()
    control.submit(Instruction(.notify(2)))
    control.submit(Instruction(.notifyAll))
    control.end()
    try ready.release()
    finish()
    #expect(refusals() == [.withdrawn, .withdrawn, .withdrawn])
  }

  /// Told that the lock is free, and withdrawn before it could take it: then the next one must be told.
  @Test func withdrawnWhenTheLockHasJustBecomeFree() throws {
    for _ in 0..<200 {
      let go = Counter()
      let next = TracedThread.run { [ready] in
        while go.value == 0 {}
        ready.withLock {}
      }
      ready.acquire()
      control.submit(Instruction(.notify(1)))
      while ready.lockWaiterCount < 1 {}
      go.add()
      while ready.lockWaiterCount < 2 {}
      try ready.release()
      control.withdraw()
      try next.finish()
      recording.collect()
    }
    finish()
  }

  /// Withdrawn at every moment: before it waits, while it waits, when it has just been let in. Never is a wake-up lost,
  /// and never is the lock left taken.
  @Test func withdrawnAtEveryMoment() throws {
    let rounds = 300
    let worker = Bunch(2) { [ready] _ in
      for _ in 0..<rounds { ready.withLock {} }
    }
    let asker = Bunch(1, "asker") { [control] _ in
      for round in 0..<rounds {
        control.submit(Instruction(.notify(1)))
        if round % 3 == 0 { control.submit(Instruction(.flip, on: "nobody")) }
        control.withdraw()
      }
      try waitUntil("all are carried out") {
        control.withdraw()
        return control.isIdle
      }
    }
    try recording.collect(while: worker)
    try recording.collect(while: asker)
    finish()
    #expect(!ready.isLocked)
    #expect(ready.lockWaiterCount == 0)
    let notified = recording.events(of: "ready").count
    #expect(notified + refusals().count { $0 == .withdrawn } == rounds)
  }
}
