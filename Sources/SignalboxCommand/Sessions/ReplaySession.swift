import EventRecording
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// A recording as a source: the model is that of the moment at which it stands. A second one goes where the first goes.
final class ReplaySession: Session {
  private let files: [ReplayedFile]
  /// Which of them leads.
  private var leading = 0
  /// So much the second one's clock is ahead of the first one's where both are aligned.
  private var offset: Int64 = 0
  private var isByEvent = false
  /// The leader is to stand there; the way is long.
  private var goal: Instant?
  private var isPlaying = false
  private var speed = 1.0
  private var tickedAt = ContinuousClock.now
  private var news: [Status] = []
  /// So long at a time it takes things in, before the screen has its turn.
  private static let patience = Duration.milliseconds(25)

  /// - Throws: a `RecordingError`, with the path of the file.
  init(_ paths: [String], _ appearance: Appearance) throws {
    files = try paths.map { path in
      do {
        return try ReplayedFile(
          path, appearance, historyBudget: appearance.history / paths.count)
      } catch let error as RecordingError {
        throw FileProblem(path: path, error: error)
      }
    }
    goal = files[0].reader.end
    news = files.compactMap(\.trouble)
  }

  struct FileProblem: Error {
    let path: String
    let error: RecordingError
  }

  private var leader: ReplayedFile { files[leading] }
  private var follower: ReplayedFile? { files.count > 1 ? files[1 - leading] : nil }
  /// The follower's clock is so much ahead.
  private var followerOffset: Int64 { leading == 0 ? offset : Int64(0).subtracting(offset) }
  private var followerGoal: Instant? {
    follower.map { $0.clamped(position + followerOffset) }
  }

  var subject: Subject {
    var recording = Subject.Recording(
      name: follower == nil ? leader.reader.origin.program : name(leading),
      begin: leader.reader.begin, end: leader.reader.end, position: position, speed: speed,
      isPlaying: isPlaying, progress: progress, nextFinding: leader.nextFinding)
    if let follower {
      recording.other = Subject.Recording.Other(
        name: name(1 - leading), lanes: follower.player.model.lanes.count, offset: followerOffset,
        position: follower.position, isByEvent: isByEvent, isFirst: leading == 1)
    }
    return .recording(recording)
  }
  private func name(_ index: Int) -> String { "\(index == 0 ? "A" : "B") \(files[index].fileName)" }

  var model: LaneModel { leader.player.model }
  var beside: LaneModel? { follower?.player.model }
  var bookmarks: Bookmarks { leader.bookmarks }
  var now: Instant { position }
  private var position: Instant { leader.position }
  var queuedCommands: Int { 0 }

  private var progress: Double? {
    if let goal { return leader.progress(to: goal) }
    return followerGoal.flatMap { follower?.progress(to: $0) }
  }

  // MARK: time

  func tick() -> Batch {
    let now = ContinuousClock.now
    defer { tickedAt = now }
    if goal == nil, isPlaying {
      let passed = (now - tickedAt) / .nanoseconds(1) * speed
      goal = leader.clamped(position + Int64(max(-9e17, min(9e17, passed))))
    }
    let limit = now + Self.patience
    if let goal, leader.move(to: goal, until: limit) {
      self.goal = nil
      let isAtAnEnd =
        speed > 0 ? position >= leader.reader.end : position <= leader.reader.begin
      if isPlaying, isAtAnEnd { isPlaying = false }
    }
    follow(until: limit)
    for file in files {
      if let trouble = file.player.takeTrouble() {
        news.append(.recordingIsDamaged(trouble.inWords))
      }
    }
    return Batch()
  }

  /// At first it goes to its end, as the leader does: then it is known when each of them began.
  private func follow(until limit: ContinuousClock.Instant) {
    guard let follower, let goal = followerGoal else { return }
    if !isByEvent, let offset = offsetByTime { self.offset = offset }
    if follower.position != goal { _ = follower.move(to: goal, until: limit) }
  }

  /// Nil as long as no thread of one of them is known.
  private var offsetByTime: Int64? {
    guard let first = files[0].player.model.beginning, let second = files[1].player.model.beginning
    else { return nil }
    return second - first
  }

  // MARK: what the person asks

  func perform(_ deed: ReplayDeed) {
    switch deed {
    case .toggle:
      isPlaying.toggle()
      // What was over begins anew.
      if isPlaying, speed > 0, position >= leader.reader.end { goal = leader.reader.begin }
      if isPlaying, speed < 0, position <= leader.reader.begin { goal = leader.reader.end }
    case .play(let from):
      goal = leader.clamped(from)
      isPlaying = true
    case .stand(let at):
      goal = leader.clamped(at)
      isPlaying = false
    case .speed(let new): speed = new
    case .exchange:
      goal = nil
      if files.count > 1 { leading = 1 - leading }
    case .align(let lane, let time): align(lane, at: time)
    case .alignByTime:
      isByEvent = false
      news.append(.alignedByTime)
    }
  }

  private func align(_ lane: ThreadID, at time: Instant) {
    guard let other = beside else { return }
    guard let found = Alignment(lane, at: time, of: model, with: other, near: followerOffset) else {
      news.append(.notAligned(model.name(of: lane)))
      return
    }
    offset = leading == 0 ? found.offset : Int64(0).subtracting(found.offset)
    isByEvent = true
    news.append(.aligned(found.thread, found.state, on: found.primitive))
  }

  func keep(_ bookmarks: Bookmarks) {
    if let trouble = leader.keep(bookmarks) { news.append(trouble) }
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
