import Signalbox
import SyncEvents

/// What does not have to wait, on one thread: taken and given back, or found open.
enum LockRows {
  static func contestants(_ options: Options) throws -> [Contestant] {
    let lock = Lock("lock")
    let recursive = RecursiveLock("recursive")
    let semaphore = try BoundedSemaphore(1, name: "semaphore")
    let levels = RecordingLevel.allCases.map { ("lock.\($0.word)", $0, Loop.pairs(lock, at: $0)) }
    let others: [(String, RecordingLevel, Loop)] = [
      ("recursive.auto", .auto, .pairs(recursive, at: .auto)),
      ("semaphore.auto", .auto, .pairs(semaphore, at: .auto)),
      ("event.wait.auto", .auto, waits(at: .auto)),
    ]
    return (levels + others).filter { key, level, _ in
      options.wants(key) && RecorderFacade.levels.contains(level)
    }.map { key, _, loop in Contestant(key: key, sample: loop.sample) }
  }

  /// At a green light. That each of them looked is seen from what was recorded.
  private static func waits(at level: RecordingLevel) -> Loop {
    let light = Event("light")
    light.set()
    return Loop(level, events: 1) { count in
      for _ in 0..<count { light.wait() }
      try check(light.isSet, is: true, "the light")
    }
  }
}
