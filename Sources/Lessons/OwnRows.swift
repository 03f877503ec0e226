import Signalbox
import SyncEvents

/// A dictionary keyed by thread: each thread sees only its own row.
final class OwnRows: Sendable {
  private let storage: SynchronizedDictionary<ThreadID, [String: Int]>

  init(_ name: String) {
    storage = SynchronizedDictionary(name: name) { thread, row in
      (key: "\(thread)", value: Self.text(row))
    }
  }

  func put(_ key: String, _ value: Int?) {
    storage.update(me, default: [:]) { $0[key] = value }
  }
  var rowText: String { Self.text(storage[me] ?? [:]) }

  private static func text(_ row: [String: Int]) -> String {
    row.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}

/// The thread that asks, as a key.
var me: ThreadID { TracedThread.current?.id ?? ThreadID(0) }
