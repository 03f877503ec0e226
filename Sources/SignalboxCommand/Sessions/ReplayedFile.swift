import EventRecording
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// A recording, what was noted about it, and what is known of it so far.
final class ReplayedFile {
  let path: String
  let player: RecordingPlayer
  private(set) var bookmarks: Bookmarks
  private var bookmarkFile: BookmarkFile
  /// When each finding was found, up to the latest moment that was looked at.
  private var findings: [Instant] = []
  private var latest = Instant(nanoseconds: .min)
  /// What is missing of it.
  let trouble: Status?

  /// - Throws: a `RecordingError`; an `ExitStatus`.
  init(_ path: String, _ appearance: Appearance, historyBudget: Int) throws {
    self.path = path
    bookmarkFile = BookmarkFile(of: path)
    bookmarks = bookmarkFile.read()
    var model = LaneModel(historyBudget: historyBudget)
    model.thresholds = appearance.thresholds
    let opened = try OpenedRecording(path)
    player = try RecordingPlayer(opened.reader, model)
    trouble =
      opened.trouble.map { .text(Phrasebook(appearance.language).sentence($0)) }
      ?? (opened.reader.isComplete ? nil : .recordingIsCut)
  }

  var reader: RecordingReader { player.reader }
  var position: Instant { player.position }
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

  func clamped(_ time: Instant) -> Instant { min(reader.end, max(reader.begin, time)) }

  /// How much of the way to a moment has been gone.
  func progress(to goal: Instant) -> Double? {
    guard goal > position, reader.end > reader.begin else { return nil }
    let length = Double(goal - reader.begin)
    return length > 0 ? min(1, Double(max(0, position - reader.begin)) / length) : nil
  }

  /// - Returns: whether it is there.
  func move(to goal: Instant, until limit: ContinuousClock.Instant) -> Bool {
    let hasArrived = player.move(to: goal) { ContinuousClock.now > limit }
    noteFindings()
    return hasArrived
  }

  /// Going back, the model knows no more of what comes later.
  private func noteFindings() {
    guard position > latest else { return }
    latest = position
    findings = player.model.findingRecords.map(\.began)
  }
  var nextFinding: Instant? { findings.first { $0 > position } }

  /// - Returns: what the person is to be told.
  func keep(_ bookmarks: Bookmarks) -> Status? {
    self.bookmarks = bookmarks
    return bookmarkFile.keep(bookmarks).map { .bookmarksNotKept(bookmarkFile.path, $0) }
  }
}
