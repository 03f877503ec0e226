import SyncEvents

/// Parts of a lane or a primitive, looked at where they are. Lanes and primitives are large: to take one out of its array,
/// or to call a function that is not inlined on the model while it changes, copies all of it, and this is what happens at
/// every event.
extension LaneModel {
  @inline(__always)
  func part<Part>(ofLane lane: Int, _ part: (Lane) -> Part) -> Part {
    lanes.withUnsafeBufferPointer { part($0[lane]) }
  }

  @inline(__always)
  func part<Part>(ofState p: Int, _ part: (PrimitiveState) -> Part) -> Part {
    states.withUnsafeBufferPointer { part($0[p]) }
  }

  @inline(__always)
  func wait(of lane: Int) -> Lane.Wait? { part(ofLane: lane) { $0.wait } }

  /// What it waits for, if it does.
  @inline(__always)
  func waitedFor(by lane: Int) -> PrimitiveID? { part(ofLane: lane) { $0.wait?.primitive } }

  /// What a lane has of a primitive.
  @inline(__always)
  func hold(_ lane: Int, of primitive: PrimitiveID) -> Lane.Hold? {
    part(ofLane: lane) { lane in
      for hold in lane.holds where hold.primitive == primitive { return hold }
      return nil
    }
  }

  @inline(__always)
  func id(_ p: Int) -> PrimitiveID { part(ofState: p) { $0.id } }
  @inline(__always)
  func kind(_ p: Int) -> PrimitiveKind { part(ofState: p) { $0.kind } }
  @inline(__always)
  func firstHolder(_ p: Int) -> ThreadID? { part(ofState: p) { $0.holders.first } }
}
