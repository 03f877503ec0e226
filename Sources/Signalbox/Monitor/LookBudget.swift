import Glibc

/// How much of a core's time is left to look: a fiftieth of what passes, and no more than a little is saved up, or owed.
struct LookBudget {
  enum Allowed {
    case nothing
    /// The slots, which say what is so now.
    case slots
    /// What has happened, too.
    case all
  }
  private static let most: Int64 = 20_000_000
  private static let share: Int64 = 50
  /// Nanoseconds.
  private var left = most
  private var time: UInt64

  init(at time: UInt64) { self.time = time }

  mutating func allowed(at now: UInt64) -> Allowed {
    left = min(Self.most, left + Int64(clamping: now - min(now, time)) / Self.share)
    time = now
    return left > 0 ? .all : left > -Self.most ? .slots : .nothing
  }
  mutating func spend(_ work: () -> Void) {
    let begin = Self.ownTime
    work()
    left -= Int64(clamping: Self.ownTime - begin)
  }

  /// What the calling thread has worked, not what it has waited for a processor.
  private static var ownTime: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
