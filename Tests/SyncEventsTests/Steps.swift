import SyncEvents
import TestSupport

/// What one thread did to one primitive; 0 is none.
typealias Step = (thread: ThreadID, primitive: UInt32, kind: SyncEvent.Kind)

/// What the checker says of these, numbered and timed as they stand; one may be left out, as if it had been lost.
func faults(
  _ steps: [Step], of primitives: [PrimitiveDeclaration], skipping: Int? = nil
) -> [String] {
  var sequences: [UInt32: UInt64] = [:]
  var events: [SyncEvent] = []
  for (index, step) in steps.enumerated() {
    sequences[step.primitive, default: 0] += step.primitive == 0 ? 0 : 1
    guard index != skipping else { continue }
    events.append(
      SyncEvent(
        thread: step.thread, primitive: step.primitive == 0 ? nil : PrimitiveID(step.primitive),
        sequence: sequences[step.primitive] ?? 0,
        time: Instant(nanoseconds: Int64(index)), kind: step.kind))
  }
  var invariants = EventInvariants(primitives)
  return invariants.faults(in: events)
}

extension SyncEvent.Kind {
  static func take(_ depth: Int = 1) -> Self { .acquired(permits: 1, depth: depth, site: nil) }
  static func give(_ depth: Int = 1, permits: Int = 1) -> Self {
    .releasing(permits: permits, depth: depth, site: nil)
  }
  static func block(_ operation: SyncEvents.Operation = .acquire) -> Self {
    .blocking(operation, deadline: nil, site: nil)
  }
}
