import Findings
import LaneModel
public import SyncEvents

/// Programs that go on to finish were never stuck for certain: whatever is found to be is a fault of the rules.
public struct CertainFindings {
  private var model = LaneModel(historyBudget: 1 << 20)
  private var told = 0

  public init() {}

  /// What is found as this is taken in.
  public mutating func faults(in batch: Batch, now: Instant) -> [String] {
    model.apply(batch, now: now)
    let new = model.findingRecords.filter {
      $0.finding.grade == .certain && $0.number > told
    }
    told = new.map(\.number).max() ?? told
    return new.map { record in
      let waits = record.evidence.map {
        "\(model.name(of: $0.thread)) for \(model.name(of: $0.primitive))"
      }
      return "certain \(record.finding.kind.word) at \(record.began.nanoseconds): \(waits)"
    }
  }

  /// The same for a run that is over, as a viewer would have seen it.
  public static func faults(_ declarations: [Declaration], _ events: [SyncEvent]) -> [String] {
    var check = CertainFindings()
    var faults = check.faults(in: Batch(declarations: declarations), now: .zero)
    for start in stride(from: 0, to: events.count, by: 32) {
      let part = Array(events[start..<min(start + 32, events.count)])
      faults += check.faults(in: Batch(events: part), now: part.last?.time ?? .zero)
    }
    return faults
  }
}
