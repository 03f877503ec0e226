import Frames
import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  mutating func look(_ deed: LaneDeed, _ model: LaneModel) {
    let inability = perform(deed, model)
    if let inability { show(.cannot(.lanes(inability)), at: model.now) }
  }

  private mutating func perform(_ deed: LaneDeed, _ model: LaneModel) -> Status.LaneInability? {
    switch deed {
    case .move(let step): moveLane(by: step, in: model)
    case .page(let pages):
      let page = LaneScreen.layout(self, model, screen).lanes.count
      moveLane(by: pages * max(1, page), in: model)
    case .sort:
      let all = LaneSort.allCases
      let current = all.firstIndex(of: arrangement.sort) ?? 0
      arrangement.sort = all[(current + 1) % all.count]
      rearrange(model)
    case .filter: overlay = .filter(arrangement.filter.text)
    case .fold: return fold(model)
    case .foldWaiters: return foldWaiters(model)
    case .pin: return pin(model)
    case .byPrimitive: arrangement.showsPrimitives.toggle()
    }
    return nil
  }

  /// After the person has changed which lanes there are, or their order: at once, and with what is selected in sight.
  mutating func rearrange(_ model: LaneModel) {
    arrangement.top = nil
    arrange(model, anew: true)
  }

  /// Gives up the last thing that hides lanes; false if nothing does.
  mutating func showAllLanes(_ model: LaneModel) -> Bool {
    if !arrangement.filter.isEmpty {
      arrangement.filter = LaneFilter()
    } else if arrangement.showsPrimitives {
      arrangement.showsPrimitives = false
    } else {
      return false
    }
    rearrange(model)
    return true
  }

  private mutating func pin(_ model: LaneModel) -> Status.LaneInability? {
    guard let lane = lane(in: model) else { return .noLane }
    selectedLane = lane.id
    if arrangement.pins.contains(lane.id) {
      arrangement.pins.removeAll { $0 == lane.id }
    } else {
      arrangement.pins.append(lane.id)
    }
    rearrange(model)
    return nil
  }

  /// Folds the selected lane's group, or opens the row that stands for several.
  private mutating func fold(_ model: LaneModel) -> Status.LaneInability? {
    guard let lane = lane(in: model), let index = model.index(of: lane.id) else { return .noLane }
    selectedLane = lane.id
    let moments = moments(in: model)
    let rows = laneRows(in: model, moments)
    switch rows.row(ofLane: index).map({ rows[$0] }) {
    case .group(let group): arrangement.folded.remove(group)
    case .ended: arrangement.opensEnded = true
    case .lane, nil:
      let isOld =
        moments.state(index) == .ended && moments.time - moments.since(index) >= LaneRows.endedLife
      if isOld, arrangement.opensEnded {
        arrangement.opensEnded = false
      } else {
        let group = LaneGroup(usualOf: lane)
        let isAlone = !model.contains {
          $0.id != lane.id && !$0.isControl && LaneGroup(usualOf: $0) == group
        }
        if isAlone || lane.isControl { return .aloneInGroup(lane.name) }
        arrangement.folded.insert(group)
      }
    }
    rearrange(model)
    return nil
  }

  private mutating func foldWaiters(_ model: LaneModel) -> Status.LaneInability? {
    guard let lane = lane(in: model) else { return .noLane }
    let opened = arrangement.folded.filter { if case .waiters = $0 { true } else { false } }
    // At the cursor what it waited for then.
    let state = time.cursor.map { lane.stretch(at: $0)?.state } ?? lane.state
    guard let state, let primitive = state.primitive, state.look != .idle else {
      // Back again, when the one that was selected has gone on meanwhile.
      if opened.isEmpty { return .waitsForNothing(lane.name) }
      arrangement.folded.subtract(opened)
      rearrange(model)
      return nil
    }
    selectedLane = lane.id
    let group = LaneGroup.waiters(primitive)
    if arrangement.folded.remove(group) == nil { arrangement.folded.insert(group) }
    rearrange(model)
    return nil
  }
}

// Typing what lanes are looked for.
extension Viewer {
  /// Takes a key of a text that is being typed, if it is one: the lanes, or the lines of the help, follow at once.
  mutating func type(_ key: Key, _ model: LaneModel) -> Bool {
    switch overlay {
    case .filter(let text):
      guard let typed = Self.typed(text, key) else { return false }
      guard typed != text else { return true }
      overlay = .filter(typed)
      arrangement.filter.text = typed
      rearrange(shown(model))
    case .helpSearch(let text, top: _, isTyping: true):
      guard let typed = Self.typed(text, key) else { return false }
      overlay = .helpSearch(typed, top: 0, isTyping: true)
    default: return false
    }
    return true
  }

  private static func typed(_ text: String, _ key: Key) -> String? {
    switch key {
    // Not by characters: to one of them any number of accents can be added.
    case .character(let sign): text.unicodeScalars.count < 40 ? text + String(sign) : text
    case .backspace, .delete: String(text.dropLast())
    default: nil
    }
  }
}
