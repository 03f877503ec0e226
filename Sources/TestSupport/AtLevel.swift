import Signalbox
public import SyncEvents

/// Does it with the recording at that level, which is the process's: for suites that run one at a time.
public func at<R>(_ level: RecordingLevel, _ body: () throws -> R) rethrows -> R {
  let before = Recorder.level
  Recorder.level = level
  defer { Recorder.level = before }
  return try body()
}
