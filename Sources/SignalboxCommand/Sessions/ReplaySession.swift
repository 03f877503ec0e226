import EventRecording
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// A recording as a source: the model is that of the moment at which it stands.
final class ReplaySession: Session {
  private let reader: RecordingReader
  private let name: String
  private(set) var model: LaneModel
  private let empty: LaneModel
  /// The chunk that is taken in next, and what is left of the one before.
  private var nextChunk = 0
  private var looks: ArraySlice<RecordedLook> = []
  private var position: Instant
  /// It is to stand there; the way is long.
  private var goal: Instant?
  private var isPlaying = false
  private var speed = 1.0
  private var tickedAt = ContinuousClock.now
  private var news: [Status] = []
  /// How it was at the beginning of chunks, so that going back need not begin at the front.
  private var stations: [Station] = []
  private var spacing: UInt64 = 100_000
  private var sinceStation: UInt64 = 0

  private struct Station {
    var chunk: Int
    var model: LaneModel
  }

  private static let mostStations = 64
  /// So long at a time it takes things in, before the screen has its turn.
  private static let patience = Duration.milliseconds(25)

  /// - Throws: a `RecordingError`.
  init(_ path: String, _ appearance: Appearance) throws {
    reader = try RecordingReader(path)
    name = reader.origin.program
    var model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    (empty, self.model) = (model, model)
    position = reader.begin
    goal = reader.end
    if !reader.isComplete { news.append(.recordingIsCut) }
  }

  var subject: Subject {
    .recording(
      Subject.Recording(
        name: name, begin: reader.begin, end: reader.end, position: position, speed: speed,
        isPlaying: isPlaying, progress: progress))
  }
  var now: Instant { position }
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
    if goal < position { goBack(to: goal) }
    let hasArrived = advance(to: goal, until: now + Self.patience)
    if hasArrived {
      self.goal = nil
      let isAtAnEnd = speed > 0 ? position >= reader.end : position <= reader.begin
      if isPlaying, isAtAnEnd { isPlaying = false }
    }
    return Batch()
  }

  /// False: there was no time for all of it.
  private func advance(to goal: Instant, until limit: ContinuousClock.Instant) -> Bool {
    while true {
      while let look = looks.first, look.now <= goal {
        model.apply(look.batch, now: look.now)
        position = max(position, look.now)
        sinceStation += UInt64(look.batch.events.count)
        looks.removeFirst()
        if ContinuousClock.now > limit { return false }
      }
      guard looks.isEmpty, nextChunk < reader.chunks.count,
        reader.chunks[nextChunk].first <= goal
      else { break }
      enterChunk()
    }
    model.apply(Batch(), now: goal)
    position = goal
    return true
  }

  private func enterChunk() {
    if sinceStation >= spacing { addStation() }
    do throws(RecordingError) {
      looks = try reader.looks(of: reader.chunks[nextChunk])[...]
    } catch {
      news.append(.recordingIsDamaged(error.inWords))
    }
    nextChunk += 1
  }

  private func addStation() {
    sinceStation = 0
    guard stations.last.map({ $0.chunk < nextChunk }) ?? true else { return }
    stations.append(Station(chunk: nextChunk, model: model))
    guard stations.count > Self.mostStations else { return }
    spacing *= 2
    stations = stations.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// To the last station before; what comes after is taken in again.
  private func goBack(to goal: Instant) {
    let station = stations.last { $0.model.now <= goal }
    model = station?.model ?? empty
    nextChunk = station?.chunk ?? 0
    looks = []
    position = max(reader.begin, model.now)
    sinceStation = 0
  }

  // MARK: what the person asks

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
