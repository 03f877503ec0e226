import CBenchmarks
import SyncEvents

/// The same operation again and again on the calling thread, for some 4 ms a time.
///
/// The body performs so many operations and holds its own result to what it must be.
final class Loop {
  private let level: RecordingLevel?
  private let events: Int
  private let body: (Int) throws -> Void
  private var count = 0
  private static let length = 4_000_000.0

  /// - Parameters:
  ///   - level: at which it is recorded; nil is for what never is.
  ///   - events: so many of an operation, where events are recorded.
  init(_ level: RecordingLevel? = nil, events: Int = 0, _ body: @escaping (Int) throws -> Void) {
    self.level = level
    self.events = events
    self.body = body
  }

  /// Nanoseconds an operation.
  func sample() throws -> Double {
    if let level { RecorderFacade.set(level) }
    if count == 0 { count = try calibrated() }
    try body(count / 50 + 1)
    let written = level == nil ? 0 : RecorderFacade.written
    let time = try timed(count)
    if let level { try checkRecord(level, RecorderFacade.written - written) }
    return time / Double(count)
  }

  /// In the thread's own time: nothing here sleeps, so only other programs could make the wall's longer.
  private func timed(_ count: Int) throws -> Double {
    let begin = cb_thread_cpu()
    try body(count)
    return Double(cb_thread_cpu() - begin)
  }

  private func calibrated() throws -> Int {
    var count = 64
    while true {
      let time = try timed(count)
      if time > Self.length / 8 { return max(1, Int(Self.length / time * Double(count))) }
      count *= 4
    }
  }

  /// What shall be recorded was, and nothing is where nothing shall be.
  private func checkRecord(_ level: RecordingLevel, _ written: UInt64) throws {
    let least = UInt64(count * events)
    switch level {
    case .off, .state: try check(written, is: 0, "events at level \(level.word)")
    case .auto, .full:
      guard written >= least else {
        throw Wrong(
          sentence: "level \(level.word): \(written) events were recorded of at least \(least)")
      }
    }
  }
}
