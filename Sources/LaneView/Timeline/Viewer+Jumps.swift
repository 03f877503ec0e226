import LaneModel
import Phrases
import SyncEvents

// From change to change, and from lane to lane.
extension Viewer {
  /// To the next or the previous change of the lane.
  mutating func jump(by step: Int, _ model: LaneModel) -> Status.TimeInability? {
    guard let lane = lane(in: model) else { return .noLane }
    let here = time.cursor ?? model.now
    guard let change = step > 0 ? lane.change(after: here) : lane.change(before: here) else {
      return step > 0 ? .noLaterChange(lane.name) : .noEarlierChange(lane.name)
    }
    selectedLane = lane.id
    time.look(at: change, in: timeWindow(model), centred: true)
    return nil
  }

  /// To the thread that ended the wait that the lane is in, or was in before; at the moment when it did.
  mutating func goToUnblocker(_ model: LaneModel) -> Status.TimeInability? {
    guard let lane = lane(in: model) else { return .noLane }
    guard let stretch = lane.stretch(at: time.cursor ?? model.now) else {
      return .notUnblocked(lane.name)
    }
    var (waker, moment) = (stretch.wokenBy, stretch.since)
    if stretch.state.primitive != nil {
      guard let end = stretch.until else { return .stillWaits(lane.name) }
      (waker, moment) = (lane.stretch(at: end)?.wokenBy, end)
    }
    guard let waker else { return .notUnblocked(lane.name) }
    guard model.lane(waker) != nil else { return .noLaneOf(model.name(of: waker)) }
    time.history.append(
      TimeView.Jump(lane: selectedLane, place: time.place, zoom: time.zoom))
    if time.history.count > Self.mostJumps { time.history.removeFirst() }
    selectedLane = waker
    time.look(at: moment, in: timeWindow(model), centred: true)
    return nil
  }

  mutating func goBack() -> Status.TimeInability? {
    guard let jump = time.history.popLast() else { return .noWayBack }
    selectedLane = jump.lane
    time.zoom(to: jump.zoom)
    time.go(to: jump.place)
    return nil
  }

  /// The way back is no longer than this.
  private static let mostJumps = 256
}
