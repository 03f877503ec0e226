import LaneModel
import SyncEvents

/// Free permits, elements, queued tasks, a recursive lock's depth: how they change, event by event. At the end of each look the
/// model tells what is so, as after a loss.
struct CounterBook {
  private var counters: [PrimitiveID: Counter] = [:]

  private struct Counter {
    var kind: PrimitiveKind
    var value: Int
    /// It does not go back, though the times of events of several threads may.
    var time: Instant
  }
  struct Change {
    var primitive: PrimitiveID
    var time: Instant
    var value: Int
  }

  /// What is counted of it; nil: nothing.
  static func unit(_ kind: PrimitiveKind) -> String? {
    switch kind {
    case .countingSemaphore, .boundedSemaphore: "permits"
    case .recursiveLock: "depth"
    case .queue, .array, .dictionary: "items"
    case .pool: "queued tasks"
    case .event: "green"
    case .variable: "value"
    case .lock, .condition, .thread, .barrier, .future, .threadLocal, .synchronized, .crew: nil
    }
  }

  private static func value(of state: PrimitiveState) -> Int {
    switch state.kind {
    case .recursiveLock: state.depth
    case .event: state.isSet ? 1 : 0
    default: state.value
    }
  }

  /// Nil: nothing is counted of it.
  mutating func begin(_ primitive: PrimitiveDeclaration) -> Change? {
    guard Self.unit(primitive.kind) != nil else { return nil }
    let value = primitive.kind == .event || primitive.kind == .recursiveLock ? 0 : primitive.value
    counters[primitive.id] = Counter(kind: primitive.kind, value: value, time: primitive.time)
    return Change(primitive: primitive.id, time: primitive.time, value: value)
  }

  mutating func change(by event: SyncEvent) -> Change? {
    guard let id = event.primitive, let counter = counters[id] else { return nil }
    let value = counter.value
    let new: Int
    switch (event.kind, counter.kind) {
    case (.acquired(_, let depth, _), .recursiveLock): new = depth
    case (.releasing(_, let depth, _), .recursiveLock): new = depth.subtracting(1)
    case (.acquired(let permits, _, _), .countingSemaphore),
      (.acquired(let permits, _, _), .boundedSemaphore):
      new = value.subtracting(permits)
    case (.releasing(let permits, _, _), .countingSemaphore),
      (.releasing(let permits, _, _), .boundedSemaphore):
      new = value.adding(permits)
    case (.limitChanged(let old, let limit, _), .boundedSemaphore):
      new = value.adding(limit.subtracting(old))
    case (.put(let items), _), (.taken(let items), _): new = items
    case (.taskSubmitted(_, let queued), _), (.taskStarted(_, let queued), _),
      (.taskCancelled(_, let queued), _):
      new = queued
    case (.lightSet, _): new = 1
    case (.lightCleared, _): new = 0
    case (.tallied(let value, _), _): new = value
    default: return nil
    }
    return set(id, new, event.time)
  }

  /// What differs from the model after a look.
  mutating func settle(_ state: PrimitiveState, at time: Instant) -> Change? {
    set(state.id, Self.value(of: state), time)
  }

  private mutating func set(_ id: PrimitiveID, _ value: Int, _ time: Instant) -> Change? {
    guard let counter = counters[id], counter.value != value else { return nil }
    let time = max(time, counter.time)
    counters[id] = Counter(kind: counter.kind, value: value, time: time)
    return Change(primitive: id, time: time, value: value)
  }
}
