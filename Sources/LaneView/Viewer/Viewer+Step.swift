import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// Lets the selected lane do one operation, or else the first that is held. What is not held is not asked for at all.
  mutating func step(_ model: LaneModel) -> Action? {
    guard isHolding else { return refuse(.notHolding, model) }
    guard let lane = laneToStep(model) else { return refuse(.noLane, model) }
    if lane.isControl { return refuse(.ownLane, model) }
    switch lane.state {
    case .held:
      watchedLane = lane.id
      stepping = lane.id
      show(.stepped(lane.name, nil), at: model.now)
      return instruct(.step(name(of: lane, model)))
    case .ended: return refuse(.laneEnded(lane.name), model)
    case .deadlocked(let primitive):
      return refuse(.notHeld(lane.name, .blocked, on: model.name(of: primitive)), model)
    case .running, .sleeping, .blocked, .waiting, .idle, .unknown:
      let primitive = lane.state.primitive.map { model.name(of: $0) }
      return refuse(.notHeld(lane.name, lane.state.word, on: primitive), model)
    }
  }

  private func laneToStep(_ model: LaneModel) -> Lane? {
    let lane = lane(in: model)
    if selectedLane != nil || lane?.state == .held { return lane }
    return model.lanes.first { $0.state == .held } ?? lane
  }

  private mutating func refuse(_ inability: Status.Inability, _ model: LaneModel) -> Action? {
    show(.cannot(inability), at: model.now)
    return nil
  }
}
