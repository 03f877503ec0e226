import CBenchmarks
import Signalbox
import SyncEvents

/// What it costs a program that a monitor looks for deadlocks in it: one thread at a lock that nobody else wants, and two threads
/// at one lock. To the same without a monitor.
enum MonitorRows {
  /// The monitor must look a few times in each sample.
  private static let nanoseconds = 150_000_000.0

  static func figures(_ options: Options) throws -> [Figure] {
    guard RecorderFacade.levels.contains(.auto) else { return [] }
    RecorderFacade.set(.auto)
    return try alone(options) + contended(options)
  }

  private static func alone(_ options: Options) throws -> [Figure] {
    let key = "lock.auto.watched"
    guard options.wants(key) else { return [] }
    let lock = Lock("watched")
    func sample(_ count: Int) throws -> Double {
      let begin = cb_now()
      for _ in 0..<count {
        lock.acquire()
        try lock.release()
      }
      return Double(cb_now() - begin) / Double(count)
    }
    let count = Int(nanoseconds / (try sample(1_000_000)))
    return try paired(
      [Contestant(key: key) { try watched { try pinned { try sample(count) } } }],
      to: Contestant(key: "reference") { try pinned { try sample(count) } }, options.rounds)
  }

  private static func contended(_ options: Options) throws -> [Figure] {
    let key = "lock.auto.contended2.watched"
    guard options.wants(key) else { return [] }
    let lock = Lock("contended")
    let contest = Contest(threads: 2)
    let time = UInt32(nanoseconds / 1000)
    return try paired(
      [Contestant(key: key) { try watched { try contest.sample(lock, time) } }],
      to: Contestant(key: "reference") { try contest.sample(lock, time) }, options.rounds)
  }

  /// Nothing is found: whatever is, is wrong.
  private static func watched(_ body: () throws -> Double) throws -> Double {
    let found = Flag()
    let monitor = FindingMonitor { _ in found.set() }
    defer { monitor.stop() }
    let time = try body()
    guard !found.isSet else { throw Wrong(sentence: "the monitor found what is not there") }
    return time
  }
}
