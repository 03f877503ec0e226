import SyncEvents
import TestSupport

extension Recording {
  /// What was done to a primitive, in words: `set phone = 7`, `got nothing`, `put 3`. By one thread, or by all.
  func told(_ name: String, by thread: ThreadID? = nil) -> [String] {
    collect()
    return events(of: name).filter { thread == nil || $0.thread == thread }.map { told($0.kind) }
  }

  private func told(_ kind: SyncEvent.Kind) -> String {
    switch kind {
    case .localSet(let key, let value): "set " + told(key) + told(value)
    case .localGet(let key, let value): "got " + told(key) + (value.map { told($0) } ?? "nothing")
    case .put(let depth): "put \(depth)"
    case .taken(let depth): "taken \(depth)"
    case .tallied(let value, let updates): "\(value) of \(updates)"
    case .misused(let operation, let misuse): "misused \(operation.word) \(misuse.word)"
    default: kind.word
    }
  }
  private func told(_ key: TextID?) -> String { key.map { told($0) + " = " } ?? "" }
  private func told(_ id: TextID) -> String { text(id) ?? "?" }
}
