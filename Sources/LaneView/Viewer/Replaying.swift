public import LaneModel
import Phrases
public import SyncEvents

/// What is asked of a recording.
public enum ReplayDeed: Hashable, Sendable {
  /// It plays, or stands.
  case toggle
  case play(from: Instant)
  case stand(at: Instant)
  /// Below zero it goes backwards.
  case speed(Double)
  /// Of two, the other leads.
  case exchange
  /// Two are aligned by what a thread does at a moment; or by their beginnings.
  case align(ThreadID, at: Instant)
  case alignByTime
}

extension Subject {
  /// A recording, and where it stands.
  public struct Recording: Hashable, Sendable {
    /// The program's.
    public var name: String
    public var begin: Instant
    public var end: Instant
    public var position: Instant
    public var speed: Double
    public var isPlaying: Bool
    /// How much of the way has been gone, from 0 to 1, while it is long.
    public var progress: Double?
    /// When the first of the findings was found that it has not come to, as far as that is known.
    public var nextFinding: Instant?
    /// The one beside it.
    public var other: Other?

    /// Of two recordings the one that goes where the first goes.
    public struct Other: Hashable, Sendable {
      public var name: String
      public var lanes: Int
      /// Its clock is so much ahead where both are aligned.
      public var offset: Int64
      public var position: Instant
      public var isByEvent: Bool
      /// It was named first.
      public var isFirst: Bool

      public init(
        name: String, lanes: Int, offset: Int64, position: Instant, isByEvent: Bool, isFirst: Bool
      ) {
        (self.name, self.lanes, self.offset, self.position) = (name, lanes, offset, position)
        (self.isByEvent, self.isFirst) = (isByEvent, isFirst)
      }
    }

    public init(
      name: String, begin: Instant, end: Instant, position: Instant, speed: Double = 1,
      isPlaying: Bool = false, progress: Double? = nil, nextFinding: Instant? = nil
    ) {
      self.name = name
      self.begin = begin
      self.end = end
      self.position = position
      self.speed = speed
      self.isPlaying = isPlaying
      self.progress = progress
      self.nextFinding = nextFinding
    }

    /// From the fastest backwards to the fastest forwards.
    static let speeds: [Double] = {
      let all = [0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100, 1000]
      return all.reversed().map { -$0 } + all
    }()
  }

  var recording: Recording? {
    if case .recording(let recording) = self { recording } else { nil }
  }
}

extension Viewer {
  /// A recording is on its way to where it shall stand.
  public var isReading: Bool { subject.recording?.progress != nil }

  /// Space: from the moment that one looks at, if that is not where it stands.
  mutating func playOrStand() -> Action? {
    guard subject.recording != nil else { return nil }
    guard let cursor = time.cursor else { return .replay(.toggle) }
    time.goLive()
    return .replay(.play(from: cursor))
  }

  /// The other of two leads; what was selected in this one is nothing in the other.
  public mutating func exchange(to subject: Subject) {
    let panel = panel
    enter(subject)
    self.panel = panel
  }

  /// By what the selected lane does where one looks, or by time again.
  mutating func align(_ model: LaneModel) -> Action? {
    guard let other = subject.recording?.other else { return nil }
    if other.isByEvent { return .replay(.alignByTime) }
    guard let lane = lane(in: model) else {
      show(.cannot(.noLane), at: model.now)
      return nil
    }
    return .replay(.align(lane.id, at: time.cursor ?? model.now))
  }

  mutating func changeReplaySpeed(by step: Int, _ model: LaneModel) -> Action? {
    guard let recording = subject.recording else { return nil }
    let speeds = Subject.Recording.speeds
    let place = speeds.firstIndex { $0 >= recording.speed } ?? 0
    guard speeds.indices.contains(place + step) else {
      show(.cannot(step < 0 ? .slowest : .fastest), at: model.now)
      return nil
    }
    show(.replaySpeed(speeds[place + step]), at: model.now)
    return .replay(.speed(speeds[place + step]))
  }

  /// What is known of the recording on the screen now. Where it has gone back, what has been told since is forgotten.
  public mutating func update(_ recording: Subject.Recording, _ model: LaneModel) {
    guard let old = subject.recording else { return }
    if recording.position < old.position {
      heard = min(heard, model.log.last?.number ?? 0)
      frozen = nil
    }
    subject = .recording(recording)
  }
}
