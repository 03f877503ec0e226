import CSignalbox
import SyncEvents

/// A moment on the monotonic clock, in nanoseconds. One rule for every timeout: nil waits for ever, zero or less polls, and
/// what is too long to count is for ever.
struct Deadline {
  let nanoseconds: UInt64
  static let never = Deadline(nanoseconds: .max)
  static let poll = Deadline(nanoseconds: 0)

  private init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  init(after timeout: Duration?) {
    guard let timeout else {
      self = .never
      return
    }
    guard timeout > .zero else {
      self = .poll
      return
    }
    let (seconds, attoseconds) = timeout.components
    let (whole, o1) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (length, o2) = whole.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000))
    let (end, o3) = length.addingReportingOverflow(sb_now())
    self.init(nanoseconds: o1 || o2 || o3 ? .max : end)
  }

  /// Waits for a result; once, if there is a deadline. The person may withdraw a wait of the control thread, and what waits
  /// for ever then begins again.
  func result<R, E: Error>(_ wait: () throws(E) -> R?) throws(E) -> R? {
    while true {
      if let result = try wait() { return result }
      guard isNever else { return nil }
    }
  }
  /// The same for what only succeeds, or does not.
  func insist<E: Error>(_ wait: () throws(E) -> Bool) throws(E) -> Bool {
    while try !wait() {
      guard isNever else { return false }
    }
    return true
  }

  var polls: Bool { nanoseconds == 0 }
  var isNever: Bool { nanoseconds == .max }
  var hasPassed: Bool { !isNever && sb_now() >= nanoseconds }
  /// As it is recorded: nil is for ever, and a poll's is now.
  var instant: Instant? {
    isNever ? nil : Instant(nanoseconds: Int64(clamping: polls ? sb_now() : nanoseconds))
  }
}
