import Signalbox
import TestSupport

/// A value that is counted as long as it lives, and says goodbye.
final class Token: Sendable {
  private let living: Counter
  private let goodbye: @Sendable () -> Void

  init(_ living: Counter, _ goodbye: @escaping @Sendable () -> Void = {}) {
    self.living = living
    self.goodbye = goodbye
    living.add()
  }
  deinit {
    goodbye()
    living.add(-1)
  }
}

/// A thread that does one thing after another as it is told, until its end.
final class Servant: Sendable {
  private let job = GuardedValue<(@Sendable () -> Void)?>(nil)
  private let (asked, done) = (Event(), Event())
  let thread: TracedThread

  init() {
    thread = TracedThread.run { [job, asked, done] in
      while true {
        asked.wait()
        asked.clear()
        guard let next = job.withLock({ $0 }) else { return }
        next()
        job.withLock { $0 = nil }
        done.set()
      }
    }
  }

  /// Returns when it has done it.
  func run(_ body: @escaping @Sendable () -> Void) {
    job.withLock { $0 = body }
    done.clear()
    asked.set()
    done.wait()
  }

  func end() throws {
    asked.set()
    try thread.finish()
  }
}
