import CBenchmarks
import Glibc
import Synchronization

/// A bare pthread, on all processors or on one.
final class Worker: @unchecked Sendable {
  private var handle = pthread_t()
  /// What its body threw, once it has been joined.
  private var failure: (any Error)?

  /// - Parameter processor: the n-th; nil is any.
  init(on processor: Int? = nil, _ body: @escaping @Sendable () throws -> Void) {
    let start = Unmanaged.passRetained(
      Start { [weak self] in
        cb_go_anywhere()
        if let processor { _ = cb_stay_on(Int32(processor)) }
        do { try body() } catch { self?.failure = error }
      })
    let code = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    precondition(code == 0, "no thread could be started: \(String(cString: strerror(code)))")
  }

  /// Waits for its end, once.
  func join() throws {
    pthread_join(handle, nil)
    if let failure { throw failure }
  }

  private final class Start {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}

/// A flag that one thread sets and others look at.
final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isSet: Bool { value.load(ordering: .acquiring) }
  func set(_ on: Bool = true) { value.store(on, ordering: .releasing) }
}

/// Threads that begin together: each comes, and goes on when the one who counts them lets them.
final class Gate: Sendable {
  private let come = Atomic<Int>(0)
  private let isOpen = Flag()

  /// Looks for the opening all the time, so that all are on their way at once.
  func pass() {
    come.wrappingAdd(1, ordering: .releasing)
    while !isOpen.isSet { sched_yield() }
  }
  func wait(for count: Int) {
    while come.load(ordering: .acquiring) < count { usleep(50) }
  }
  func open(for count: Int) {
    wait(for: count)
    isOpen.set()
  }
}

/// A thread that sleeps until the process ends.
///
/// As long as a process has one thread, the C library takes a mutex without an atomic instruction.
enum SecondThread {
  static func start() {
    let gate = Gate()
    sleeper = Worker {
      gate.pass()
      while true { pause() }
    }
    gate.open(for: 1)
  }
  nonisolated(unsafe) private static var sleeper: Worker?
}
