import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A command that has to wait for a lock: it is overtaken, withdrawn, and still there when the thread ends.
@Suite(.watched, .serialized) struct ControlWaitTests {
  private let recording = Recording()
  private let control: ControlThread
  private let ready: Condition

  init() {
    control = ControlThread()
    ready = Condition("ready")
  }

  /// A notify that waits for the lock, which the test's own thread has.
  private func startNotify() throws {
    ready.acquire()
    control.submit(Instruction(.notify(1)))
    try waitUntil("the notify waits for the lock") { ready.lockWaiterCount == 1 }
  }
  private func finish() {
    control.end()
    recording.collect()
    #expect(recording.faults() == [])
  }
  private func refusals() -> [Refusal] {
    recording.events.compactMap { if case .refused(_, let why) = $0.kind { why } else { nil } }
  }

  @Test func whatNeedsNoLockOvertakesIt() throws {
    let light = Event("light")
    let permits = try BoundedSemaphore(1)
    try startNotify()
    control.submit(Instruction(.set))
    control.submit(Instruction(.size(.to(5))))
    try waitUntil("both are carried out") { light.isSet && permits.limit == 5 }
    try waitUntil("the notify waits on") { ready.lockWaiterCount == 1 }
    #expect(!control.isIdle)
    try ready.release()
    finish()
    #expect(refusals() == [])
    #expect(recording.events(of: "ready").map(\.kind) == [.notifying(asked: 1, woken: 0)])
  }

  @Test func whatOvertakesMayItselfWait() throws {
    let other = TracedThread { WorkTimer().sleep(.milliseconds(5)) }
    let joined = Counter()
    let joining = ControlThread { command in
      guard command == .restart else { return false }
      try other.join()
      joined.add()
      return true
    }
    let mine = Condition("mine")
    mine.acquire()
    joining.submit(Instruction(.notifyAll))
    try waitUntil("the notify waits for the lock") { mine.lockWaiterCount == 1 }
    try other.start()
    joining.submit(Instruction(.restart))
    try waitUntil("the notify waits for the lock again") {
      joined.value == 1 && mine.lockWaiterCount == 1
    }
    let waiter = TracedThread.run { mine.withLock {} }
    try waitUntil("another waits behind it") { mine.lockWaiterCount == 2 }
    try mine.release()
    try waiter.finish()
    joining.end()
    #expect(!mine.isLocked)
    finish()
    #expect(refusals() == [])
  }

  /// While a command overtakes, the one that waits is in no line: others do not wait for a thread that is busy.
  @Test func aThreadThatIsBusyOvertakingIsNotHandedTheLock() throws {
    let light = Event("busy")
    let isBusy = Counter()
    let busy = ControlThread { command in
      guard command == .restart else { return false }
      isBusy.add()
      light.wait()
      return true
    }
    let mine = Condition("mine")
    mine.acquire()
    busy.submit(Instruction(.notifyAll))
    try waitUntil("the notify waits for the lock") { mine.lockWaiterCount == 1 }
    WorkTimer().sleep(.milliseconds(2))  // long enough to be handed the lock
    busy.submit(Instruction(.restart))
    try waitUntil("it waits elsewhere") { light.waiterCount == 1 }
    try mine.release()
    try TracedThread.run { mine.withLock {} }.finish()
    light.set()
    busy.end()
    #expect(!mine.isLocked)
    finish()
  }

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
