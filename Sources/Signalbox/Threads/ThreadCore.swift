import CSignalbox
import EventRing
import Glibc
import SyncEvents

/// A thread's state, and the line of those who wait for its end.
///
/// It becomes a primitive, of kind `thread`, when somebody has to wait for it for the first time.
final class ThreadCore: @unchecked Sendable {
  enum State { case new, running, ended }

  let name: String
  private let mutex = InternalMutex()
  private var body: (@Sendable () throws -> Void)?
  private(set) var state = State.new
  private(set) var id: ThreadID?
  private(set) var failure: (any Error)?
  private var handle: pthread_t?
  private let ended: UnsafeMutablePointer<pthread_cond_t>
  private var joined: PrimitiveCore?
  private var parent: ThreadID?
  private let pool: PrimitiveID?
  private var origin = ThreadDeclaration.Origin.own
  /// It has its record: whoever looks for the threads that there are finds it.
  private var hasBegun = false
  /// What `TracedThread.current` and the control thread's waits find.
  weak var object: AnyObject?

  /// - Parameter pool: whose worker it is.
  init(
    _ name: String?, pool: PrimitiveID? = nil, _ body: @escaping @Sendable () throws -> Void
  ) {
    self.pool = pool
    self.name = name ?? "thread-\(sb_next_thread_name())"
    self.body = body
    ended = .allocate(capacity: 1)
    sb_condition_init(ended)
  }
  deinit {
    pthread_cond_destroy(ended)
    ended.deallocate()
    if let handle { pthread_detach(handle) }
  }

  func locked<R>(_ body: () -> R) -> R { mutex.locked(body) }

  /// Returns when the thread is there for everybody to see, so that nobody takes what it will do for what nobody does. Whoever
  /// starts one has a lane for the same reason; but what a viewer does is not the program's.
  ///
  /// `isOperation`: false where it is only a part of one, which has passed already.
  func start(origin: ThreadDeclaration.Origin, isOperation: Bool = true) throws(SyncError) {
    if isOperation, sb_current() != nil { Holding.pass(.current) }
    mutex.lock()
    defer { mutex.unlock() }
    guard state == .new else {
      misuse(.start, .alreadyStarted)
      throw .alreadyStarted
    }
    state = .running
    id = ThreadID(sb_next_thread_id())
    self.origin = origin
    parent = origin == .control && sb_current() == nil ? nil : ThreadRecord.current.id
    var new = pthread_t()
    let start = Unmanaged.passRetained(ThreadStart(core: self, object: object))
    let code = pthread_create(&new, nil, threadMain, start.toOpaque())
    guard code == 0 else {
      start.release()
      (state, id) = (.new, nil)
      throw .noThread(errno: code)
    }
    handle = new
    while !hasBegun { _ = sb_condition_wait(ended, mutex.pointer, Deadline.never.nanoseconds) }
  }

  /// It has ended without having run.
  func fail(_ error: any Error) {
    let old = mutex.locked { () -> (@Sendable () throws -> Void)? in
      guard state == .new else { return nil }
      (state, failure) = (.ended, error)
      return body.take()
    }
    withExtendedLifetime(old) {}  // what it kept alive may ask after this thread as it goes
  }

  fileprivate func run(_ object: AnyObject?) {
    sb_name_thread(name)
    let (id, origin, parent) = mutex.locked { (self.id, self.origin, self.parent) }
    let me = ThreadRecord.begin(
      id, name: name, origin: origin, parent: parent, pool: pool, object: object)
    mutex.locked {
      hasBegun = true
      pthread_cond_broadcast(ended)
    }
    runBody(me)
    me.releaseLocals()
    finish(me)
  }

  /// What only the body kept alive is gone when this returns: before the thread says that it has ended.
  private func runBody(_ me: ThreadRecord) {
    let work = mutex.locked {
      defer { body = nil }
      return body
    }
    do { try work?() } catch {
      me.write(.note(Directory.shared.intern("uncaught error: \(error)")))
      mutex.locked { failure = error }
    }
  }

  private func finish(_ me: ThreadRecord) {
    mutex.lock()
    defer { mutex.unlock() }
    if joined?.queue.first == nil { joined = nil }
    me.end()
    state = .ended
    pthread_cond_broadcast(ended)
    letGoJoiners(me)
  }

  /// The last of them takes the primitive with it: nobody will have to wait any more.
  private func letGoJoiners(_ me: ThreadRecord) {
    guard let joined else { return }
    while let next = joined.queue.first { joined.queue.decide(next, .granted, by: me.id) }
    joined.publish()
    self.joined = nil
  }

  /// Records a misuse; the caller throws.
  private func misuse(_ operation: Operation, _ misuse: Misuse) {
    let me = ThreadRecord.current
    guard let joined else { return me.write(.misused(operation, misuse)) }
    joined.misuse(me, operation, misuse)
  }

  /// `isOperation` as in `start`.
  func join(
    until deadline: Deadline, _ site: Site, isOperation: Bool = true
  ) throws(SyncError) -> Bool {
    let me = ThreadRecord.current
    if isOperation { Holding.pass(me) }
    mutex.lock()
    defer { mutex.unlock() }
    if state == .new {
      misuse(.join, .notStarted)
      throw .notStarted
    }
    if id == me.id {
      misuse(.join, .joinsItself)
      throw .joinsItself
    }
    if state == .running, !deadline.polls { waitForEnd(me, deadline, site) }
    guard state == .ended else { return false }
    reap()
    return true
  }

  private func waitForEnd(_ me: ThreadRecord, _ deadline: Deadline, _ site: Site) {
    let core = joined ?? PrimitiveCore(.thread, name, sharing: mutex, thread: id, site: site)
    joined = core
    core.queue.append(me.node)
    core.record(me, .blocking(.join, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, core.id, isTimed: !deadline.isNever, site: site)
    core.resume(me, core.wait(me, until: deadline), as: .ended, by: id)
  }

  /// Unrecorded. True when it has ended, or was never started.
  func waitForEnd(until deadline: Deadline) -> Bool {
    mutex.lock()
    defer { mutex.unlock() }
    while state == .running, !deadline.hasPassed {
      _ = sb_condition_wait(ended, mutex.pointer, deadline.nanoseconds)
    }
    guard state != .running else { return false }
    reap()
    return true
  }

  /// Once: the kernel's thread is gone after this. It has nothing left to do but to exit; what it does for that may ask
  /// after this thread's state, so the mutex is left meanwhile.
  private func reap() {
    guard let old = handle else { return }
    handle = nil
    mutex.unlock()
    pthread_join(old, nil)
    mutex.lock()
  }
}

private final class ThreadStart {
  let core: ThreadCore
  let object: AnyObject?
  init(core: ThreadCore, object: AnyObject?) {
    self.core = core
    self.object = object
  }
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
  start.core.run(start.object)
  return nil
}
