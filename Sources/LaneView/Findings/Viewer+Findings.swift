import Findings
import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// The one that was selected; else the newest that stands, or the newest.
  func finding(in model: LaneModel) -> FindingRecord? {
    let records = model.findingRecords
    return records.last { $0.number == selectedFinding } ?? records.last { $0.stands }
      ?? records.last
  }

  /// To the one before or after; the picture goes to the moment of one that is over. A recording is wound on to what it has not
  /// come to yet.
  mutating func moveFinding(by step: Int, _ model: LaneModel) -> Action? {
    let records = model.findingRecords
    let index = finding(in: model).flatMap { current in
      records.firstIndex { $0.number == current.number }
    }
    // The first step shows the one that is selected anyway.
    let next = panel == .findings ? index.map { $0 + step } : index
    if step > 0, next.map({ $0 >= records.count }) ?? true,
      let later = subject.recording?.nextFinding
    {
      panel = .findings
      selectedFinding = nil
      return go(to: later, model)
    }
    guard let next else {
      show(.cannot(.nothingFound), at: model.now)
      return nil
    }
    panel = .findings
    select(records[min(max(0, next), records.count - 1)], model)
    return nil
  }

  private mutating func select(_ record: FindingRecord, _ model: LaneModel) {
    selectedFinding = record.number
    let threads = [record.finding.teller].compactMap(\.self) + record.finding.links.map(\.thread)
    if let lane = threads.first(where: { model.lane($0) != nil }) { selectedLane = lane }
    if record.stands {
      if time.isAway { time.goLive() }
    } else {
      time.look(at: record.began, in: timeWindow(model), centred: true)
    }
  }

  /// What would end the selected finding, to choose from.
  mutating func askForRemedy(_ model: LaneModel) {
    guard let record = finding(in: model) else {
      show(.cannot(.nothingFound), at: model.now)
      return
    }
    panel = .findings
    selectedFinding = record.number
    if !record.stands {
      show(.cannot(.isOver), at: model.now)
    } else if model.remedies(for: record.finding).isEmpty {
      show(.cannot(.nothingHelps), at: model.now)
    } else {
      overlay = .remedies(0)
    }
  }

  /// Of those that stand now; they may have become others since.
  func remedies(_ model: LaneModel) -> [Remedy] {
    finding(in: model).map { $0.stands ? model.remedies(for: $0.finding) : [] } ?? []
  }

  mutating func moveRemedy(by step: Int, _ model: LaneModel) {
    guard case .remedies(let index) = overlay else { return }
    overlay = .remedies(min(max(0, index + step), max(0, remedies(model).count - 1)))
  }

  mutating func carryOutRemedy(_ model: LaneModel) -> Action? {
    guard case .remedies(let index) = overlay else { return nil }
    overlay = .none
    let all = remedies(model)
    guard index < all.count else {
      show(.cannot(.isOver), at: model.now)
      return nil
    }
    return .instruction(all[index].instruction)
  }
}
