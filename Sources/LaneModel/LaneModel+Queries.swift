public import Findings
public import SyncEvents

extension LaneModel {
  public func lane(_ id: ThreadID) -> Lane? { laneIndex[id].map { lanes[$0] } }

  /// Also one of kind `thread`.
  public func primitive(_ id: PrimitiveID) -> PrimitiveState? { stateIndex[id].map { states[$0] } }

  /// In order of declaration, without those that are no more and without threads.
  public var primitives: [PrimitiveState] {
    states.filter { !$0.isDestroyed && $0.kind != .thread }
  }

  /// How many lanes look so now; `absent` are those that have ended.
  public var laneCounts: [Look: Int] {
    Look.allCases.reduce(into: [:]) { found, look in
      let count = counts.looks[Int(look.rawValue)]
      if count > 0 { found[look] = count }
    }
  }

  public func name(of thread: ThreadID) -> String {
    guard let lane = laneIndex[thread] else { return "thread-\(thread.rawValue)" }
    return lanes[lane].declaration.name
  }

  public func name(of primitive: PrimitiveID) -> String {
    stateIndex[primitive].map { states[$0].name } ?? "primitive-\(primitive.rawValue)"
  }

  public func text(_ id: TextID) -> String? { texts[id] }

  public func site(_ id: SiteID) -> (file: String, line: Int)? {
    sites[id].map { ($0.file, $0.line) }
  }

  /// Those who wait there for that, oldest first.
  public func waiters(at primitive: PrimitiveID, for wanted: Wanted) -> [ThreadID] {
    (self.primitive(primitive)?.waiters ?? []).filter { thread in
      laneIndex[thread].flatMap { lanes[$0].wait?.wanted } == wanted
    }
  }

  /// Why a thread waits; nil when it does not.
  public func chain(from thread: ThreadID) -> Chain? { graph.chain(from: thread) }

  /// Every thread but the control thread has parked or ended, and there is one.
  public var isSettled: Bool { counts.threads > 0 && counts.arrived == counts.threads }

  /// Every thread but the control thread has ended, and there was one.
  public var allEnded: Bool { counts.threads > 0 && counts.ended == counts.threads }
}
