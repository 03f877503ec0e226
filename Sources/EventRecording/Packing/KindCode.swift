import SyncEvents

/// What stands for each kind of event in a recording. A number stays once it has been published.
enum KindCode: UInt8, CaseIterable {
  case blocking = 1
  case waiting, notified, timedOut, acquired, releasing, resumed, passed, notifying, lightSet
  case lightCleared, limitChanged, evaluated, put, taken, taskDone, shutDown
  case taskSubmitted, taskStarted, taskEnded, taskCancelled, localSet, localGet, tallied
  case tripped, broke, reset, line, output, note, working, sleeping, woke, held, stepped
  case commanded, refused, misused, threadEnded, destroyed, levelChanged

  init(_ kind: SyncEvent.Kind) {
    self =
      switch kind {
      case .blocking: .blocking
      case .waiting: .waiting
      case .notified: .notified
      case .timedOut: .timedOut
      case .acquired: .acquired
      case .releasing: .releasing
      case .resumed: .resumed
      case .passed: .passed
      case .notifying: .notifying
      case .lightSet: .lightSet
      case .lightCleared: .lightCleared
      case .limitChanged: .limitChanged
      case .evaluated: .evaluated
      case .put: .put
      case .taken: .taken
      case .taskDone: .taskDone
      case .shutDown: .shutDown
      case .taskSubmitted: .taskSubmitted
      case .taskStarted: .taskStarted
      case .taskEnded: .taskEnded
      case .taskCancelled: .taskCancelled
      case .localSet: .localSet
      case .localGet: .localGet
      case .tallied: .tallied
      case .tripped: .tripped
      case .broke: .broke
      case .reset: .reset
      case .line: .line
      case .output: .output
      case .note: .note
      case .working: .working
      case .sleeping: .sleeping
      case .woke: .woke
      case .held: .held
      case .stepped: .stepped
      case .commanded: .commanded
      case .refused: .refused
      case .misused: .misused
      case .threadEnded: .threadEnded
      case .destroyed: .destroyed
      case .levelChanged: .levelChanged
      }
  }
}
