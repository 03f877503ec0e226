import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// The lane that the why pane is about: the selected one, or else the one most worth a look.
  func lane(in model: LaneModel) -> Lane? {
    if let selectedLane, let lane = model.lane(selectedLane) { return lane }
    // What is worth a look now need not be so then.
    if time.cursor != nil, let lane = watchedLane.flatMap(model.lane) { return lane }
    return automaticLane(in: model)
  }

  /// The one that was watched, as long as there is something to see in it: a choice that hops as threads come and go cannot be
  /// read. Else the one most worth a look.
  func automaticLane(in model: LaneModel) -> Lane? {
    if let lane = watchedLane.flatMap(model.lane), isWorthWatching(lane, model) { return lane }
    return model.firstLane { $0.state.look == .deadlocked }
      ?? (isHolding ? model.firstLane { $0.state == .held } : nil)
      ?? model.firstLane { $0.state.look == .lock }
      ?? model.firstLane { $0.state.primitive != nil && $0.state.look != .idle }
      ?? model.firstLane { !$0.isControl && $0.state != .ended }
      ?? model.firstLane { $0.isControl }
  }

  private func isWorthWatching(_ lane: Lane, _ model: LaneModel) -> Bool {
    if lane.state.look == .deadlocked { return true }
    if !model.findings.isEmpty { return false }
    let isFresh = model.now - lane.since < Self.watchLife
    if lane.state == .ended {
      return isFresh && !model.contains { !$0.isControl && $0.state != .ended }
    }
    if lane.state.look == .idle && !lane.isControl { return isFresh }
    if lane.isControl { return !model.contains { !$0.isControl && $0.state != .ended } }
    if isHolding && lane.state != .held {
      return isFresh || !model.contains { $0.state == .held }
    }
    return true
  }

  /// The selected primitive, or else the first.
  func primitive(in model: LaneModel) -> PrimitiveState? { Primitives(model).chosen(self) }

  /// The command that has to wait, and for what.
  func waitingCommand(in model: LaneModel) -> (command: String, primitive: String)? {
    guard let control = model.firstLane(where: { $0.isControl }),
      let primitive = control.state.primitive
    else { return nil }
    for happening in model.log.reversed() where happening.thread == control.id {
      // What was asked for since overtakes it.
      guard happening.time <= control.since, case .commanded(let text) = happening.what else {
        continue
      }
      return (text, model.name(of: primitive))
    }
    return nil
  }

  /// Along the rows as they stand on the screen: one that stands for several lanes is one step.
  mutating func moveLane(by step: Int, in model: LaneModel) {
    if arrangement.showsPrimitives { return moveAlongPrimitives(by: step, model) }
    let rows = laneRows(in: model)
    guard rows.count > 0 else { return }
    let current = lane(in: model).flatMap { model.index(of: $0.id) }.flatMap(rows.row) ?? 0
    let next = min(max(0, current.advanced(by: step)), rows.count - 1)
    arrangement.top = nil
    select(next, of: rows, model)
  }

  /// The first lane of a row; of several the one that is selected already stays so.
  mutating func select(_ row: Int, of rows: LaneRows, _ model: LaneModel) {
    let lanes = rows.lanes(of: row)
    guard let first = lanes.first else { return }
    if lanes.count > 1, lanes.contains(where: { model.lanes[$0].id == selectedLane }) { return }
    selectedLane = model.lanes[first].id
  }

  private mutating func moveAlongPrimitives(by step: Int, _ model: LaneModel) {
    let primitives = Primitives(model)
    let moments = moments(in: model)
    let all = PrimitiveLanes.matching(self, model, primitives, moments, moments.waiters)
      .map(\.primitive)
    guard !all.isEmpty else { return }
    let current = all.firstIndex { $0.id == primitives.chosen(self)?.id } ?? 0
    selectedPrimitive = all[min(max(0, current.advanced(by: step)), all.count - 1)].id
  }

  mutating func movePrimitive(by step: Int, in model: LaneModel) {
    let primitives = Primitives(model).inOrder
    guard primitives.count > 1 else {
      show(.cannot(.oneOrNone(primitives: primitives.count)), at: model.now)
      return
    }
    let current = primitives.firstIndex { $0.id == primitive(in: model)?.id } ?? 0
    let next = (current + step + primitives.count) % primitives.count
    selectedPrimitive = primitives[next].id
  }
}
