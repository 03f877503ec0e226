import CBenchmarks
import Glibc
import Signalbox
import Synchronization
import SyncEvents

/// How long a deadlock stands until the monitor tells of it: the longest time of many, with nothing else going on, and beside two
/// threads that leave no processor alone and record more than can be read.
enum FindingRows {
  private static let deadlocks = 40

  static func figures(_ options: Options) throws -> [Figure] {
    guard RecorderFacade.levels.contains(.auto) else { return [] }
    RecorderFacade.set(.auto)
    var figures: [Figure] = []
    if options.wants("finding.ms") { figures.append(Figure("finding.ms", [try longest()])) }
    guard options.wants("finding.busy.ms") else { return figures }
    let stop = Flag()
    let hot = Lock("hot")
    let busy = (0..<2).map { number in
      TracedThread.run("busy-\(number)") {
        while !stop.isSet {
          hot.acquire()
          try hot.release()
        }
      }
    }
    figures.append(Figure("finding.busy.ms", [try longest()]))
    stop.set()
    for thread in busy { try thread.join() }
    return figures
  }

  /// Milliseconds.
  private static func longest() throws -> Double {
    let found = Moment()
    let monitor = FindingMonitor { report in
      if report.kind == .selfDeadlock, !report.isOver { found.set() }
    }
    defer { monitor.stop() }
    var longest: UInt64 = 0
    for _ in 0..<deadlocks {
      let (lock, last) = (Lock("taken twice"), Moment())
      found.clear()
      let thread = TracedThread.run("greedy") {
        lock.acquire()
        last.set()
        lock.acquire()
      }
      while found.time == 0 { usleep(500) }
      longest = max(longest, found.time - last.time)
      try lock.release()
      try thread.join()
    }
    return Double(longest) / 1e6
  }
}

/// When something was, for another thread to see; 0 is not yet.
private final class Moment: Sendable {
  private let nanoseconds = Atomic<UInt64>(0)
  var time: UInt64 { nanoseconds.load(ordering: .acquiring) }
  func set() { nanoseconds.store(cb_now(), ordering: .releasing) }
  func clear() { nanoseconds.store(0, ordering: .releasing) }
}
