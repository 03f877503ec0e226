import CSignalbox
import EventRing
import Glibc
public import SyncEvents

/// The thread that carries out a person's commands: its lane is theirs. It is never held.
///
/// Commands are carried out one at a time. One that has to wait for a lock is overtaken by those that need none, and can be
/// withdrawn. Every outcome is an event. Commands are for primitives that were made after it.
///
/// Whoever has it must `end` it: until then its thread keeps it alive.
public final class ControlThread: @unchecked Sendable {
  /// Carries out what is not a primitive's: returns false for what it does not know.
  public typealias Handler = @Sendable (Instruction) throws -> Bool

  /// A command, and who is to be told what came of it.
  private struct Order {
    var instruction: Instruction
    var answer: Answer?
  }
  /// Is called once, wherever that may be: with nil if it was done, or with the reason why not.
  typealias Answer = @Sendable (Refusal?) -> Void

  private let mutex = InternalMutex()
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var waiting: [Order] = []
  private var overtaking: [Order] = []
  private var jobs: [(due: UInt64, job: @Sendable () -> Void)] = []
  private var waitsAt: PrimitiveCore?
  /// It waits there, but for as long as it carries out what overtakes that; and that wait has been withdrawn meanwhile.
  private var aside: (at: PrimitiveCore?, isWithdrawn: Bool) = (nil, false)
  private var isBusy = false
  private var isClosed = false
  private var isOver = false
  private let handler: Handler
  private let oldest: PrimitiveID
  private var core: ThreadCore?

  /// Starts it. Where the system makes no more threads it is as if it had been ended.
  ///
  /// - Parameters:
  ///   - name: its lane's.
  ///   - handler: what carries out commands that are not a primitive's.
  public convenience init(_ name: String = "you", handler: @escaping Handler = { _ in false }) {
    self.init(name, after: PrimitiveID(sb_next_primitive_id()), handler: handler)
  }

  /// For primitives that were made after that one.
  init(_ name: String, after oldest: PrimitiveID, handler: @escaping Handler) {
    self.handler = handler
    self.oldest = oldest
    changed = .allocate(capacity: 1)
    sb_condition_init(changed)
    let core = ThreadCore(name) { [weak self] in self?.run() }
    self.core = core
    core.object = self
    do { try core.start(origin: .control) } catch { isOver = true }
  }
  deinit {
    pthread_cond_destroy(changed)
    changed.deallocate()
  }

  /// Asks for a command to be carried out. Returns at once. After `close` or `end` nothing is carried out any more.
  public func submit(_ instruction: Instruction) {
    submit(Order(instruction: instruction, answer: nil))
  }

  /// The same, and says what came of it; `withdrawn` if it is not even begun.
  func submit(_ instruction: Instruction, answer: @escaping Answer) {
    submit(Order(instruction: instruction, answer: answer))
  }

  private func submit(_ order: Order) {
    let (isTaken, core) = mutex.locked { () -> (Bool, PrimitiveCore?) in
      guard !isClosed, !isOver else { return (false, nil) }
      guard !order.instruction.command.needsUserLock else {
        waiting.append(order)
        pthread_cond_broadcast(changed)
        return (true, nil)
      }
      overtaking.append(order)
      pthread_cond_broadcast(changed)
      return (true, waitsAt)
    }
    guard isTaken else {
      order.answer?(.withdrawn)
      return
    }
    wake(at: core)
  }

  /// Runs something on this thread when so much time has passed, or as soon as it can after that. Returns at once.
  public func run(after delay: Duration = .zero, _ job: @escaping @Sendable () -> Void) {
    let due = delay > .zero ? Deadline(after: delay).nanoseconds : 0
    mutex.locked {
      jobs.append((due, job))
      pthread_cond_broadcast(changed)
    }
  }

  /// Runs something on this thread and waits for what comes of it. Not for this thread itself, which would wait for ever.
  ///
  /// - Throws: what the job throws, or `Refusal.withdrawn` after `end`.
  @available(*, noasync)
  public func result<R: Sendable>(_ job: @escaping @Sendable () throws -> R) throws -> R {
    let done = Box<R>()
    let run: @Sendable () -> Void = {
      let result = Result { try job() }
      self.mutex.locked {
        done.result = result
        pthread_cond_broadcast(self.changed)
      }
    }
    mutex.lock()
    defer { mutex.unlock() }
    guard !isOver else { throw Refusal.withdrawn }
    jobs.append((0, run))
    pthread_cond_broadcast(changed)
    while true {
      if let result = done.result { return try result.get() }
      _ = sb_condition_wait(changed, mutex.pointer, .max)
    }
  }
  private final class Box<R: Sendable>: @unchecked Sendable {
    var result: Result<R, any Error>?
  }

  /// Gives up the command that waits for a lock, if one does. Those that were asked for after it are carried out.
  ///
  /// - Returns: whether one waited.
  @discardableResult
  public func withdraw() -> Bool {
    guard let core = mutex.locked({ waitsAt }), let id = self.core?.id else { return false }
    if core.cancel(id) { return true }
    let isAside = mutex.locked {
      if aside.at === core { aside.isWithdrawn = true }
      return aside.at === core
    }
    return isAside || core.cancel(id)  // it may just have come back
  }

  /// It carries nothing out, and nothing is left to be carried out.
  public var isIdle: Bool {
    mutex.locked { !isBusy && waiting.isEmpty && overtaking.isEmpty && jobs.isEmpty }
  }

  /// Commands that were asked for and not begun, as they wait for the one that waits.
  public var queuedCount: Int { mutex.locked { waiting.count } }

  /// Commands that were asked for and not begun.
  public var unfinishedCount: Int { mutex.locked { waiting.count + overtaking.count } }

  /// Forgets the commands that have not begun; those that are asked for from now on are not carried out.
  public func close() {
    let dropped = mutex.locked {
      isClosed = true
      defer { (waiting, overtaking) = ([], []) }
      return waiting + overtaking
    }
    for order in dropped { order.answer?(.withdrawn) }
  }

  /// Ends the thread, after what was asked for, and waits for that; what waits for a lock is withdrawn, and what is not due
  /// yet is dropped. A job that waits for something without a deadline is waited for. Called on this thread, it returns at
  /// once.
  @available(*, noasync)
  public func end() {
    mutex.locked {
      isOver = true
      pthread_cond_broadcast(changed)
    }
    if let me = sb_current(), me.pointee.id == core?.id?.rawValue { return }
    while let core, !core.waitForEnd(until: Deadline(after: .milliseconds(20))) { withdraw() }
  }

  // MARK: on the thread itself

  private func run() {
    while let next = nextTurn() { next() }
  }

  private func nextTurn() -> (() -> Void)? {
    mutex.lock()
    defer { mutex.unlock() }
    isBusy = false
    while true {
      if let next = takeFirst(&overtaking) ?? takeFirst(&waiting) {
        isBusy = true
        return { self.carryOut(next) }
      }
      let next = jobs.indices.min { jobs[$0].due < jobs[$1].due }
      if let next, jobs[next].due <= sb_now() {
        isBusy = true
        return jobs.remove(at: next).job
      }
      if isOver { return nil }
      _ = sb_condition_wait(changed, mutex.pointer, next.map { jobs[$0].due } ?? .max)
    }
  }

  private func takeFirst(_ queue: inout [Order]) -> Order? {
    queue.isEmpty ? nil : queue.removeFirst()
  }

  private func carryOut(_ order: Order) {
    let (me, instruction) = (ThreadRecord.current, order.instruction)
    var refusal: Refusal?
    let text = Directory.shared.intern(instruction.text)
    me.write(.working(0))
    me.write(.commanded(text))
    do {
      if try !handler(instruction) {
        try perform(instruction.command, named: instruction.target, after: oldest)
      }
    } catch {
      let reason = error as? Refusal ?? .misuse
      me.write(.refused(text, reason))
      refusal = reason
    }
    me.write(.woke)
    order.answer?(refusal)
  }

  /// About to wait at `core`, whose internal mutex is held. False: first there is something to overtake with.
  func waits(at core: PrimitiveCore) -> Bool {
    mutex.locked {
      waitsAt = core
      return overtaking.isEmpty
    }
  }
  func waitsNoMore() { mutex.locked { waitsAt = aside.at } }

  /// Carries out what overtakes the command that waits at `core`.
  ///
  /// - Returns: whether that has been withdrawn meanwhile.
  func overtake(at core: PrimitiveCore) -> Bool {
    let outer = mutex.locked {
      defer { aside = (core, false) }
      return aside
    }
    while let next = mutex.locked({ takeFirst(&overtaking) }) { carryOut(next) }
    return mutex.locked {
      defer { aside = outer }
      return aside.isWithdrawn
    }
  }

  /// Under that primitive's mutex, or the thread could be about to park and miss it.
  private func wake(at core: PrimitiveCore?) {
    guard let core, let id = self.core?.id else { return }
    core.mutex.locked { core.queue.waiter(of: id)?.wake() }
  }
}
