import LaneModel
import Phrases
import SyncEvents

// How the time cursor is moved.
extension Viewer {
  /// A cell of the timeline covers 2^zoom nanoseconds.
  public var zoom: Int { time.zoom }

  /// Shows all from the beginning, in cells that grow to the usual size, until the person says how long they are.
  public mutating func fitTime() { time.fits = true }

  /// How many columns the timeline has on the screen as it was last drawn. It looks at no lane.
  func timelineWidth(_ model: LaneModel) -> Int {
    max(1, LaneScreen.columns(self, model, screen).timeline.count)
  }

  func timeWindow(_ model: LaneModel) -> TimeWindow {
    time.window(timelineWidth(model), at: model.now)
  }

  /// From the beginning of the first thread to now.
  func knownTime(_ model: LaneModel) -> ClosedRange<Instant> {
    min(model.beginning ?? model.now, model.now)...model.now
  }

  mutating func moveCursor(by cells: Int, _ model: LaneModel) -> Status.TimeInability? {
    let hasMoved = time.move(by: cells, in: timeWindow(model), within: knownTime(model))
    if !hasMoved, cells > 0, time.cursor != nil, frozen == nil { return goLive() }
    return hasMoved ? nil : cells < 0 ? .earliest : .newest
  }

  /// By half of what is in sight.
  mutating func leapCursor(by halves: Int, _ model: LaneModel) -> Status.TimeInability? {
    moveCursor(by: halves * max(1, timelineWidth(model) / 2), model)
  }

  mutating func goToBeginning(_ model: LaneModel) -> Status.TimeInability? {
    let first = knownTime(model).lowerBound
    guard first < model.now, time.cursor != first else { return .earliest }
    time.look(at: first, in: timeWindow(model))
    return nil
  }

  mutating func goLive() -> Status.TimeInability? {
    guard time.isAway || frozen != nil else { return .alreadyLive }
    time.goLive()
    frozen = nil
    return nil
  }

  mutating func zoom(by step: Int, at now: Instant) {
    guard let new = allowedZoom(step, at: now) else { return }
    time.zoom(to: new)
  }

  /// Says on the status line if there is none.
  mutating func allowedZoom(_ step: Int, at now: Instant) -> Int? {
    let new = min(max(zoom + step, TimeView.zooms.lowerBound), TimeView.zooms.upperBound)
    guard new == zoom else { return new }
    show(.cannot(step < 0 ? .closest : .widest), at: now)
    return nil
  }
}
