import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A command that has to wait for a lock: it is overtaken, withdrawn, and still there when the thread ends.
@Suite(.watched, .serialized) struct ControlWaitTests {
  let recording = Recording()
  let control: ControlThread
  let ready: Condition

  init() {
    control = ControlThread()
    ready = Condition("ready")
  }

  /// A notify that waits for the lock, which the test's own thread has.
  func startNotify() throws {
    ready.acquire()
    control.submit(Instruction(.notify(1)))
    try waitUntil("the notify waits for the lock") { ready.lockWaiterCount == 1 }
  }
  func finish() {
    control.end()
    recording.collect()
    #expect(recording.faults() == [])
  }
  func refusals() -> [Refusal] {
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
    let joining = ControlThread { instruction in
      guard instruction.command == .restart else { return false }
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
    let busy = ControlThread { instruction in
      guard instruction.command == .restart else { return false }
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

  /// A job that waits keeps its place in the line while a command overtakes it and waits, too.
  @Test func aJobThatWaitsMissesNothingWhileItIsOvertaken() throws {
    let (first, second) = (Event("first"), Event("second"))
    let control = ControlThread { instruction in
      guard instruction.command == .restart else { return false }
      second.wait()
      return true
    }
    let passed = Collected<Bool>()
    control.run { passed.append(first.wait(timeout: .seconds(20))) }
    try waitUntil("the job waits") { first.waiterCount == 1 }
    control.submit(Instruction(.restart))
    try waitUntil("the command waits") { second.waiterCount == 1 }
    #expect(first.waiterCount == 1)
    #expect(first.set() == 1)
    first.clear()
    #expect(passed.count == 0)
    second.set()
    control.end()
    #expect(passed.all == [true])
    finish()
  }
}
