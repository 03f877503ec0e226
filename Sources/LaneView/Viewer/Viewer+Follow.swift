public import LaneModel
public import Phrases
import SyncEvents

// What the view does by itself as the threads go on.
extension Viewer {
  /// Takes notice of what is new: what became of the person's commands, and which lane is worth a look. Whoever runs the program
  /// calls it whenever the model has taken something in, before it asks for a frame.
  public mutating func follow(_ model: LaneModel) {
    let new = model.log.after(heard)
    for happening in new { hear(happening, model) }
    heard = model.log.last?.number ?? heard
    guard frozen == nil else { return }
    // What one has looked up in the past stays as it is.
    if time.cursor == nil { watch(model) }
    arrangement.widths.follow(model, book)
    arrange(model)
    if time.fits, let first = model.beginning { time.fit(model.now - first, timelineWidth(model)) }
  }

  /// Something that was asked for was not done.
  public mutating func hear(_ status: Status) {
    guard case .refused(let command, _) = status else { return }
    stepping = nil
    if command == Command.hold.text { isHolding = false }
  }

  private mutating func hear(_ happening: Happening, _ model: LaneModel) {
    hearStep(happening)
    guard model.lane(happening.thread)?.isControl == true else { return }
    switch happening.what {
    case .commanded(let text):
      lastCommand = text
      lastMisuse = nil
      sayDone(at: model.now)
    case .misused(let it, let operation, let misuse):
      lastMisuse = .misused(it, operation, misuse)
    case .refused(let command, let reason):
      stepping = nil
      // What was wrong says more than that something was.
      let misuse = reason == .misuse ? lastMisuse : nil
      show(misuse ?? .refused(command: command, reason), at: model.now)
    case .notifies, .lightSet, .lightCleared, .resized, .releasedFor, .put:
      switch message?.status {
      case .refused, .misused, .withdrawn: message = nil
      default: break
      }
      sayDone(at: model.now)
    default: break
    }
  }

  /// While the picture stands still nothing else acknowledges a key.
  private mutating func sayDone(at now: Instant) {
    if frozen != nil, let lastCommand { show(.doneUnseen(lastCommand), at: now) }
  }

  /// The first thing that a stepped thread does is its step.
  private mutating func hearStep(_ happening: Happening) {
    guard let thread = stepping, happening.thread == thread else { return }
    switch happening.what {
    case .letGo, .held, .printed, .evaluated, .noted: return
    default:
      show(.stepped(happening.threadName, happening.what), at: happening.time)
      stepping = nil
    }
  }

  private mutating func watch(_ model: LaneModel) {
    if model.lanes.count > lanesSeen, let selectedLane, model.lane(selectedLane)?.state == .ended {
      self.selectedLane = nil
    }
    lanesSeen = model.lanes.count
    watchedLane = automaticLane(in: model)?.id
  }
}
