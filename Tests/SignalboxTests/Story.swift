import SyncEvents
import TestSupport

extension Recording {
  /// What happened to that primitive, a line an event: who, what, and the arguments that are the same in every run. The test's
  /// own thread is `test`.
  func story(of name: String, from first: Int = 0) -> [String] {
    collect()
    var names: [ThreadID: String] = [:]
    for thread in threads where thread.origin != .foreign { names[thread.id] = thread.name }
    let events = events(of: name).filter { $0.kind != .destroyed }
    return events.dropFirst(first).map { event in
      "\(names[event.thread] ?? "test") \(Self.words(event.kind) { names[$0] ?? "test" })"
    }
  }

  private static func words(_ kind: SyncEvent.Kind, _ name: (ThreadID) -> String) -> String {
    switch kind {
    case .blocking(let operation, let deadline, let site):
      "blocking \(operation.word)" + (deadline == nil ? "" : " in time")
        + (site == nil ? " nowhere" : "")
    case .resumed(let outcome, let by):
      "resumed \(outcome.word)" + (by.map { " by \(name($0))" } ?? "")
    case .put(let depth): "put \(depth)"
    case .taken(let depth): "taken \(depth)"
    case .taskDone(let unfinished): "taskDone \(unfinished)"
    case .shutDown(let immediate, let woken): "shutDown\(immediate ? " at once" : "") \(woken)"
    case .limitChanged(let old, let new, let woken): "limitChanged \(old) \(new) \(woken)"
    case .misused(let operation, let misuse): "misused \(operation.word) \(misuse.word)"
    case .tripped(let woken): "tripped \(woken)"
    case .broke(let woken): "broke \(woken)"
    case .reset(let woken): "reset \(woken)"
    default: kind.word
    }
  }
}
