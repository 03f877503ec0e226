import CBenchmarks
import Glibc
import Signalbox

/// Two threads that hand a condition to and fro: each waits for its turn, then says that it is the other's.
enum ConditionRows {
  private static let key = "condition.pingpong"
  private static let turns = 4000

  static func figures(_ options: Options) throws -> [Figure] {
    guard options.wants(key) else { return [] }
    let (condition, raw) = (Condition("turn"), HeapCondition())
    return try paired(
      [
        Contestant(key: key) {
          RecorderFacade.set(RecorderFacade.usual)
          return try sample(condition)
        }
      ], to: Contestant(key: "reference") { try sample(raw) }, options.rounds)
  }

  /// Nanoseconds a turn.
  private static func sample<Kind: Signalled>(_ condition: Kind) throws -> Double {
    let gate = Gate()
    let turn = Counter()
    let workers = (0..<2).map { me in
      Worker {
        gate.pass()
        let turn = turn.pointer
        for _ in 0..<turns / 2 {
          condition.take()
          while turn.pointee % 2 != me { try condition.rest() }
          turn.pointee += 1
          try condition.wake()
          try condition.give()
        }
      }
    }
    gate.open(for: 2)
    let begin = cb_now()
    for worker in workers { try worker.join() }
    let time = Double(cb_now() - begin)
    try check(turn.pointer.pointee, is: turns, "turns at a \(Kind.self)")
    return time / Double(turns)
  }
}

/// A condition with its lock.
private protocol Signalled: Exclusive {
  func rest() throws
  func wake() throws
}

extension Condition: Signalled {
  func take() { acquire() }
  func give() throws { try release() }
  fileprivate func rest() throws { try wait() }
  fileprivate func wake() throws { try notify() }
}

/// A plain pthread mutex and condition.
private final class HeapCondition: Signalled, @unchecked Sendable {
  private let mutex = HeapMutex()
  private let pointer: UnsafeMutablePointer<pthread_cond_t>

  init() {
    pointer = .allocate(capacity: 1)
    pthread_cond_init(pointer, nil)
  }
  deinit {
    pthread_cond_destroy(pointer)
    pointer.deallocate()
  }

  func take() { mutex.take() }
  func give() { mutex.give() }
  func rest() { pthread_cond_wait(pointer, mutex.pointer) }
  func wake() { pthread_cond_signal(pointer) }
}
