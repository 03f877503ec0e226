import EventRing
public import SyncEvents

/// Carries out a command on a primitive: the one of that name, or the only one of its kind.
///
/// On the calling thread, which waits where the command has to wait.
///
/// - Parameters:
///   - command: one of those that are for a primitive, or hold, go, step, level.
///   - name: which one, or `#` and its number, where several have one name; nil is the only one that the command could be for.
/// - Throws: a `Refusal` that says why nothing was done.
@available(*, noasync)
public func perform(_ command: Command, named name: String? = nil) throws {
  try perform(command, named: name, after: PrimitiveID(0))
}

func perform(_ command: Command, named name: String?, after oldest: PrimitiveID) throws {
  func only<P>(_ kinds: Set<PrimitiveKind>, _ type: P.Type) throws -> P {
    let found = Registry.shared.find(kinds, named: name, after: oldest)
    guard found.count < 2 else { throw Refusal.ambiguous }
    guard let primitive = found.first as? P else { throw Refusal.noSuchPrimitive }
    return primitive
  }
  switch command {
  case .notify(let count): try notify(count, only([.condition], Condition.self))
  case .notifyAll: try notify(nil, only([.condition], Condition.self))
  case .set: try only([.event], Event.self).set()
  case .clear: try only([.event], Event.self).clear()
  case .flip:
    let event = try only([.event], Event.self)
    if event.isSet { event.clear() } else { event.set() }
  case .size(let amount): try resize(only([.boundedSemaphore], BoundedSemaphore.self), amount)
  case .release:
    let lock = try only([.lock, .recursiveLock], (any Releasable).self)
    try lock.release(file: #fileID, line: #line)
  case .hold: Holding.hold()
  case .go: Holding.letGo()
  case .step(let name):
    guard Holding.isOn else { throw Refusal.notHolding }
    guard let thread = Directory.shared.liveThread(named: name) else { throw Refusal.noSuchThread }
    guard Holding.step(thread) else { throw Refusal.notHeld }
  case .capacity(let amount): try resize(only([.queue], (any Bounded).self), amount)
  case .workers(let amount):
    let pool = try only([.pool], ThreadPool.self)
    try pool.resize(to: amount.size(from: pool.workerLimit, in: 1...SemaphoreCore.largest))
  case .level(let level): Recorder.level = level
  case .more, .restart, .bare, .cure, .lockTwice, .satisfy, .put, .producers, .consumers, .speed,
    .quit:
    throw Refusal.notInThisLesson
  }
}

private protocol Releasable {
  func release(file: StaticString, line: UInt) throws(SyncError)
}
extension Lock: Releasable {}
extension RecursiveLock: Releasable {}

private protocol Bounded {
  var capacity: Int? { get }
  func resize(to capacity: Int?) throws(SyncError)
}
extension BlockingQueue: Bounded {}

/// One more than no bound is no capacity.
private func resize(_ queue: any Bounded, _ amount: Command.Amount) throws {
  let current = queue.capacity
  if current == nil, case .by = amount { throw Refusal.outOfRange }
  try queue.resize(to: amount.size(from: current ?? 0, in: 1...SemaphoreCore.largest))
}

private func notify(_ count: Int?, _ condition: Condition) throws {
  try condition.acquireOrWithdraw()
  defer { try? condition.release() }
  if let count { try condition.notify(count) } else { try condition.notifyAll() }
}

private func resize(_ semaphore: BoundedSemaphore, _ amount: Command.Amount) throws {
  try semaphore.resize(to: amount.size(from: semaphore.limit, in: 0...SemaphoreCore.largest))
}

extension Condition {
  /// Takes its lock, on the control thread, unless the person withdraws the command while it waits.
  ///
  /// - Throws: `Refusal.withdrawn`.
  @available(*, noasync)
  public func acquireOrWithdraw(
    file: StaticString = #fileID, line: UInt = #line
  ) throws(Refusal) {
    guard core.lock.acquire(until: .never, Site(file, line)) == .acquired else {
      throw .withdrawn
    }
  }
}
