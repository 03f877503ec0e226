import EventRecording
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// A recording as a source: the model is that of the moment at which it stands.
final class ReplaySession: Session {
  private let player: RecordingPlayer
  private var reader: RecordingReader { player.reader }
  /// It is to stand there; the way is long.
  private var goal: Instant?
  private var isPlaying = false
  private var speed = 1.0
  private var tickedAt = ContinuousClock.now
  private var news: [Status] = []
  private var bookmarkFile: BookmarkFile
  let bookmarks: Bookmarks
  /// When each finding was found, up to the latest moment that was looked at.
  private var findings: [Instant] = []
  private var latest = Instant(nanoseconds: .min)
  /// So long at a time it takes things in, before the screen has its turn.
  private static let patience = Duration.milliseconds(25)

  /// - Throws: a `RecordingError`.
  init(_ path: String, _ appearance: Appearance) throws {
    bookmarkFile = BookmarkFile(of: path)
    bookmarks = bookmarkFile.read()
    var model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    player = try RecordingPlayer(RecordingReader(path), model)
    goal = player.reader.end
    if !player.reader.isComplete { news.append(.recordingIsCut) }
  }

  var subject: Subject {
    .recording(
      Subject.Recording(
        name: reader.origin.program, begin: reader.begin, end: reader.end, position: position,
        speed: speed,
        isPlaying: isPlaying, progress: progress,
        nextFinding: findings.first { $0 > position }))
  }
  var model: LaneModel { player.model }
  var now: Instant { position }
  private var position: Instant { player.position }
  var queuedCommands: Int { 0 }

  private var progress: Double? {
    guard let goal, goal > position, reader.end > reader.begin else { return nil }
    let length = Double(goal - reader.begin)
    return length > 0 ? min(1, Double(max(0, position - reader.begin)) / length) : nil
  }

  // MARK: time

  func tick() -> Batch {
    let now = ContinuousClock.now
    defer { tickedAt = now }
    if goal == nil, isPlaying {
      let passed = (now - tickedAt) / .nanoseconds(1) * speed
      let next = position + Int64(max(-9e17, min(9e17, passed)))
      goal = min(reader.end, max(reader.begin, next))
    }
    guard let goal else { return Batch() }
    let limit = now + Self.patience
    let hasArrived = player.move(to: goal) { ContinuousClock.now > limit }
    noteFindings()
    if let trouble = player.takeTrouble() { news.append(.recordingIsDamaged(trouble.inWords)) }
    if hasArrived {
      self.goal = nil
      let isAtAnEnd = speed > 0 ? position >= reader.end : position <= reader.begin
      if isPlaying, isAtAnEnd { isPlaying = false }
    }
    return Batch()
  }

  /// Going back, the model knows no more of what comes later.
  private func noteFindings() {
    guard position > latest else { return }
    latest = position
    findings = model.findingRecords.map(\.began)
  }

  // MARK: what the person asks

  func keep(_ bookmarks: Bookmarks) {
    if let trouble = bookmarkFile.keep(bookmarks) {
      news.append(.bookmarksNotKept(bookmarkFile.path, trouble))
    }
  }

  func perform(_ deed: ReplayDeed) {
    switch deed {
    case .toggle:
      isPlaying.toggle()
      // What was over begins anew.
      if isPlaying, speed > 0, position >= reader.end { goal = reader.begin }
      if isPlaying, speed < 0, position <= reader.begin { goal = reader.end }
    case .play(let from):
      goal = min(reader.end, max(reader.begin, from))
      isPlaying = true
    case .stand(let at):
      goal = min(reader.end, max(reader.begin, at))
      isPlaying = false
    case .speed(let new): speed = new
    }
  }

  /// Whoever does not want to wait gets what is there.
  func withdraw() {
    goal = nil
    isPlaying = false
  }

  func markGap(since last: Instant) { tickedAt = .now }
  func submit(_ instruction: Instruction) {}
  func takeNews() -> [Status] {
    defer { news = [] }
    return news
  }
  var recordable: (source: BackgroundRecording.Source, program: String)? { nil }
  func end() -> Bool { true }
}
