import SyncEvents
import TestSupport

/// What one thread did to one primitive; 0 is none.
typealias Step = (thread: ThreadID, primitive: UInt32, kind: SyncEvent.Kind)

/// What the checker says of these, numbered and timed as they stand; one may be left out, as if it had been lost.
func faults(
  _ steps: [Step], of primitives: [PrimitiveDeclaration], skipping: Int? = nil
) -> [String] {
  var events = numbered(steps, of: primitives)
  if let skipping { events.remove(at: skipping) }
  var invariants = EventInvariants(primitives)
  return invariants.faults(in: events)
}

/// As events, with the numbers that real primitives would have given them.
func numbered(_ steps: [Step], of primitives: [PrimitiveDeclaration]) -> [SyncEvent] {
  let kinds = Dictionary(uniqueKeysWithValues: primitives.map { ($0.id.rawValue, $0.kind) })
  var sequences: [UInt32: UInt64] = [:]
  return steps.enumerated().map { index, step in
    let kind = kinds[step.primitive]
    let isChange = kind.map { !step.kind.mayChangeNothing(of: $0) } ?? true
    if kind != nil && isChange { sequences[step.primitive, default: 0] += 1 }
    return SyncEvent(
      thread: step.thread, primitive: kind == nil ? nil : PrimitiveID(step.primitive),
      sequence: sequences[step.primitive] ?? 0, isChange: isChange,
      time: Instant(nanoseconds: Int64(index)), kind: step.kind)
  }
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
