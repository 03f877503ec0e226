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

  public func name(of thread: ThreadID) -> String {
    laneIndex[thread].map { lanes[$0].name } ?? "thread-\(thread.rawValue)"
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
    (self.primitive(primitive)?.waiters ?? []).filter { lane($0)?.wait?.wanted == wanted }
  }

  /// Why a thread waits; nil when it does not.
  public func chain(from thread: ThreadID) -> Chain? { graph.chain(from: thread) }

  /// Every thread but the control thread has parked or ended, and there is one.
  public var isSettled: Bool {
    lanes.contains { !$0.isControl } && lanes.allSatisfy { $0.isControl || $0.hasArrived }
  }

  /// Every thread but the control thread has ended, and there was one.
  public var allEnded: Bool {
    lanes.contains { !$0.isControl } && lanes.allSatisfy { $0.isControl || $0.state == .ended }
  }
}
