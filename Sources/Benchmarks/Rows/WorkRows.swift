import CBenchmarks
import Signalbox
import SyncEvents

/// A lock with 1 µs of work at each turn, as in a program that has something to do. To a pthread mutex with the same work.
enum WorkRows {
  private static let nanoseconds = 1000.0

  static func figures(_ options: Options) throws -> [Figure] {
    let rows: [(String, RecordingLevel)] = [
      ("lock.auto.work1us", .auto), ("lock.full.work1us", .full),
    ].filter { options.wants($0.0) && RecorderFacade.levels.contains($0.1) }
    guard !rows.isEmpty else { return [] }
    let steps = WorkPace.measured().steps(nanoseconds: nanoseconds)
    let lock = Lock("worker's")
    return try paired(
      rows.map { Contestant(key: $0.0, sample: loop(lock, steps, at: $0.1).sample) },
      to: Contestant(key: "reference", sample: loop(HeapMutex(), steps, at: nil).sample),
      options.rounds)
  }

  /// The work goes on where it was, so its end tells that none was left out.
  private static func loop<Kind: Exclusive>(
    _ lock: Kind, _ steps: UInt64, at level: RecordingLevel?
  ) -> Loop {
    let seed: UInt64 = 1
    let known = KnownEnd(seed)
    return Loop(level, events: 2) { count in
      var state = seed
      for _ in 0..<count {
        lock.take()
        state = cb_work(state, steps)
        try lock.give()
      }
      try check(state, is: known.after(steps * UInt64(count)), "the end of the work")
    }
  }

  /// What so many steps come to, worked out once.
  private final class KnownEnd {
    private let seed: UInt64
    private var ends: [UInt64: UInt64] = [:]
    init(_ seed: UInt64) { self.seed = seed }

    func after(_ steps: UInt64) -> UInt64 {
      if let end = ends[steps] { return end }
      let end = cb_work(seed, steps)
      ends[steps] = end
      return end
    }
  }
}
