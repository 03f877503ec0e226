import CBenchmarks
import Glibc
import Signalbox
import SyncEvents

/// Threads that want the same lock: some 20 ns inside, some 85 ns outside, and a number that only one may count at a time.
/// To a pthread mutex under the same load. The threads go where they like.
enum ContendedRows {
  private static let microseconds: UInt32 = 20_000

  static func figures(_ options: Options) throws -> [Figure] {
    guard RecorderFacade.levels.contains(.auto) else { return [] }
    let (lock, mutex) = (Lock("contended"), HeapMutex())
    return try [2, 4].flatMap { threads in
      let key = "lock.auto.contended\(threads)"
      guard options.wants(key) else { return [Figure]() }
      let contest = Contest(threads: threads)
      return try paired(
        [
          Contestant(key: key) {
            RecorderFacade.set(.auto)
            return try contest.sample(lock, microseconds)
          }
        ], to: Contestant(key: "reference") { try contest.sample(mutex, microseconds) },
        options.rounds)
    }
  }
}

/// So many threads at one lock.
struct Contest {
  private let threads: Int
  private let inside: UInt64
  private let outside: UInt64

  init(threads: Int) {
    let pace = WorkPace.measured()
    self.threads = threads
    inside = pace.steps(nanoseconds: 20)
    outside = pace.steps(nanoseconds: 85)
  }

  /// Nanoseconds that pass for each turn of any of them.
  ///
  /// All go on until the time is up: with a fixed number of turns those that are left at the end would be alone.
  func sample<Kind: Exclusive>(_ lock: Kind, _ microseconds: UInt32) throws -> Double {
    let (gate, stop, counter) = (Gate(), Flag(), Counter())
    let turns = (0..<threads).map { _ in Counter() }
    let workers = turns.map { turns in
      Worker {
        try turn(lock, counter, UInt64(1))  // the first gives the thread what it needs
        gate.pass()
        var state: UInt64 = 1
        var count = 1
        while !stop.isSet {
          state = try turn(lock, counter, state)
          count += 1
        }
        turns.pointer.pointee = state == 0 ? 0 : count  // uses the work; the state is never 0
      }
    }
    gate.open(for: threads)
    let begin = cb_now()
    usleep(microseconds)
    stop.set()
    let time = Double(cb_now() - begin)
    for worker in workers { try worker.join() }
    let total = turns.reduce(0) { $0 + $1.pointer.pointee }
    try check(counter.pointer.pointee, is: total, "turns of \(threads) threads at a \(Kind.self)")
    return time / Double(total)
  }

  @inline(__always) @discardableResult
  private func turn<Kind: Exclusive>(
    _ lock: Kind, _ counter: Counter, _ state: UInt64
  ) throws -> UInt64 {
    lock.take()
    counter.pointer.pointee &+= 1
    let state = cb_work(state, inside)
    try lock.give()
    return cb_work(state, outside)
  }
}
