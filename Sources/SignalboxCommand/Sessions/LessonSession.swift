import EventRing
import LaneModel
import LaneView
import Lessons
import Phrases
import SyncEvents

/// A lesson that runs in this process, and the picture of it.
final class LessonSession: Session {
  let run: LessonRun
  let options: LessonOptions
  private(set) var model: LaneModel
  private let reader: RingReader
  /// So much has happened since the last time that taking it in lasts longer than anybody would wait for the end.
  private(set) var isSwamped = false

  /// - Parameters:
  ///   - appearance: how much the history of the lanes may take, and from when on something is told.
  ///   - zero: the machine's time that counts as 0; nil is now.
  init(
    _ id: LessonID, _ options: LessonOptions, _ appearance: Appearance, zero: UInt64? = nil
  ) throws {
    self.options = options
    model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    reader = RingReader(from: .now, zero: zero)
    run = try LessonRun(id, options)
  }

  var subject: Subject { .lesson(run.id) }
  func submit(_ instruction: Instruction) { run.submit(instruction) }
  func withdraw() { run.withdraw() }
  var queuedCommands: Int { run.queuedCommands }
  func takeNews() -> [Status] { [] }
  var recordable: (source: BackgroundRecording.Source, program: String)? {
    (.own, run.id.rawValue)
  }

  var now: Instant { reader.now }
  var zero: UInt64 { reader.zero }

  /// Takes in what has happened.
  @discardableResult
  func tick() -> Batch {
    let batch = reader.read()
    isSwamped = batch.events.count > 50_000
    model.apply(batch, now: reader.now)
    return batch
  }

  func markGap(since last: Instant) {
    let now = reader.now
    let losses = model.lanes.filter { $0.state != .ended }.map {
      Loss(thread: $0.id, count: 0, since: last, until: now)
    }
    model.apply(Batch(losses: losses), now: now)
    reader.requestSnapshot()
  }

  /// Every thread that was asked for has come as far as it comes by itself, and every command has been carried out.
  var isSettled: Bool {
    run.isQuiet && model.isSettled && model.lanes.count { !$0.isControl } >= run.threadCount
  }

  /// Ends the lesson; the last of it is there to be taken in.
  ///
  /// - Returns: whether all its threads have ended.
  func end() -> Bool { run.end() }
}
