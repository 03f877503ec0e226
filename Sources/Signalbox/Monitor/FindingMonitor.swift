import CSignalbox
import EventRing
import Findings
import Glibc
public import SyncEvents

/// Looks at this program's own threads for deadlocks and the like, on a thread of its own that has no lane, takes no primitive and
/// allows no primitive to wait for it. What is watched does nothing for it: it reads what the recorder writes anyway.
///
///     state     init       finds something new          it is over                    stop
///     watching  –          tells once, and again when   tells, `isOver`               → stopped
///                          it has become surer
///     stopped   –          –                            –                             –
///
/// Rings of waits, stalls, pools that wait for themselves, notifies that nobody heard, locks whose owner has ended, and locks that
/// are taken in different orders; `Grade` says how sure each is. What two looks, 25 ms apart, both see has been so in between, so
/// what is stuck is told within some 60 ms. To look takes a fiftieth of one core's time at most: where more happens than can be
/// read in it, what only events tell (orders of locks, notifies, a pool's tasks) is known no more, and nothing is told that rests
/// on it. Python's `faulthandler.dump_traceback_later` and Go's "all goroutines are asleep" come closest.
///
///     let monitor = FindingMonitor { report in print(report) }
///     defer { monitor.stop() }
public final class FindingMonitor: @unchecked Sendable {
  /// What happens when something is found.
  public enum Response: Hashable, Sendable {
    /// A line on standard error.
    case log
    /// The same; then the program is ended by `abort`, if it is certain that it is stuck.
    case fatal
  }

  private let mutex = InternalMutex()
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var isStopped = false
  private var hasThread = true
  /// The kernel's number of its thread.
  private var ownThread: Int32 = 0
  private let least: Grade
  /// The thread's own, but for its first look: what happens from now on is seen.
  private var eye = MonitorEye()
  private let tell: @Sendable (FindingReport) -> Void

  /// Begins to watch.
  ///
  /// - Parameters:
  ///   - grade: what is less sure is not told.
  ///   - tell: called on the monitor's thread, once at a time. It may take its time, and use primitives; until it returns nothing
  ///     more is looked for, and a thread that uses one for the first time is told of like any other.
  public init(atLeast grade: Grade = .likely, _ tell: @escaping @Sendable (FindingReport) -> Void) {
    least = grade
    self.tell = tell
    changed = .allocate(capacity: 1)
    sb_condition_init(changed)
    do throws(BackgroundThread.Refused) {
      try BackgroundThread("signalbox-watch") { self.run() }.detach()
    } catch {
      mutex.locked { hasThread = false }
    }
  }
  deinit {
    pthread_cond_destroy(changed)
    changed.deallocate()
  }

  /// Watches no more. Returns when nothing will be told any more; from within `tell` at once.
  public func stop() {
    mutex.lock()
    defer { mutex.unlock() }
    isStopped = true
    pthread_cond_broadcast(changed)
    while hasThread, ownThread != sb_system_thread_id() {
      _ = sb_condition_wait(changed, mutex.pointer, Deadline.never.nanoseconds)
    }
  }

  private func run() {
    mutex.locked { ownThread = sb_system_thread_id() }
    var budget = LookBudget(at: sb_now())
    while sleep(Self.pause) {
      let allowed = budget.allowed(at: sb_now())
      guard allowed != .nothing else { continue }
      var reports: [FindingReport] = []
      budget.spend { reports = eye.look(readsAll: allowed == .all) }
      for report in reports where report.grade >= least { tell(report) }
    }
    mutex.lock()
    defer { mutex.unlock() }
    hasThread = false
    pthread_cond_broadcast(changed)
  }
  private static let pause: UInt64 = 25_000_000

  /// False: it is over.
  private func sleep(_ length: UInt64) -> Bool {
    mutex.lock()
    defer { mutex.unlock() }
    let until = sb_now() + length
    while !isStopped, sb_now() < until { _ = sb_condition_wait(changed, mutex.pointer, until) }
    return !isStopped
  }
}

extension Recorder {
  /// From now on whatever is found wrong with this program's threads is told: see `FindingMonitor`. Until the program ends, or the
  /// monitor is stopped.
  ///
  ///     Recorder.onFinding { report in logger.error("\(report)") }
  @discardableResult
  public static func onFinding(
    atLeast grade: Grade = .likely, _ tell: @escaping @Sendable (FindingReport) -> Void
  ) -> FindingMonitor {
    FindingMonitor(atLeast: grade, tell)
  }

  /// The same, logged on standard error, or fatal.
  ///
  /// - Parameters:
  ///   - grade: what is less sure is not told.
  ///   - response: log it, or end the program.
  ///   - flight: where what the threads did last is written, once, when it is certain that something is stuck: see
  ///     `writeHistory(to:)`.
  @discardableResult
  public static func onFinding(
    atLeast grade: Grade = .likely, _ response: FindingMonitor.Response, flight: String? = nil
  ) -> FindingMonitor {
    let path = GuardedValue(flight)
    return FindingMonitor(atLeast: grade) { report in
      log("\(report)")
      if report.grade == .certain, !report.isOver,
        let path = path.withLock({ path in
          defer { path = nil }
          return path
        })
      {
        do throws(HistoryError) { try writeHistory(to: path) } catch { log("\(error)") }
      }
      if response == .fatal, report.grade == .certain, !report.isOver { abort() }
    }
  }
  private static func log(_ text: String) {
    let line = "signalbox: \(text)\n"
    line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
  }
}
