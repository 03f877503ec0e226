import Findings
public import SyncEvents

/// How a thread has spent its time, and how long others have waited because of it.
public struct ThreadContention: Hashable, Sendable {
  public let id: ThreadID
  public let name: String
  public let isControl: Bool
  /// What it is doing now.
  public let look: Look
  /// How long it was in each state, until now.
  public let times: LookTimes
  /// Some of its waits were worked out: nobody looked at the clock.
  public let isEstimated: Bool
  /// Time that others have waited for what it had.
  public internal(set) var charges: [Charge] = []

  /// How long it has waited for others, whatever it waited for.
  public var waited: Int64 { Look.waits.reduce(0) { $0.adding(times[$1]) } }
}

extension Look {
  /// Where somebody else has to do something; a pool's worker without a task is idle.
  public static let waits: [Look] = [
    .lock, .condition, .event, .semaphore, .queue, .barrier, .joining, .future, .deadlocked,
  ]
}

extension LaneModel {
  /// How long a lane was in each state, until now: exact from its beginning on.
  public func times(of lane: Lane) -> LookTimes { lane.history.times(until: now) }

  /// Every thread, in the order of the lanes. It costs as much as there are.
  public func threadContention() -> [ThreadContention] {
    var all = lanes.map { lane in
      ThreadContention(
        id: lane.id, name: lane.name, isControl: lane.isControl, look: lane.state.look,
        times: times(of: lane), isEstimated: lane.hasEstimatedWaits)
    }
    for charge in charges {
      if let lane = charge.holder.flatMap({ laneIndex[$0] }) { all[lane].charges.append(charge) }
    }
    return all
  }
}
