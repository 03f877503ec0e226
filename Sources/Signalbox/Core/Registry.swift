import EventRing
import Glibc
import SyncEvents

/// The primitives that are alive, so that a person's commands find them. It keeps none of them alive.
final class Registry: @unchecked Sendable {
  static let shared = Registry()

  struct Entry {
    var id: PrimitiveID
    var name: String
    var kind: PrimitiveKind
    weak var object: (any AnyObject & Sendable)?
  }
  private let mutex = InternalMutex()
  private var entries: [PrimitiveID: Entry] = [:]

  private init() {
    mutex.guardAtFork()
    ControlServer.beginIfAsked()
  }

  func add(
    _ id: PrimitiveID, name: String, kind: PrimitiveKind, _ object: any AnyObject & Sendable
  ) {
    mutex.locked { entries[id] = Entry(id: id, name: name, kind: kind, object: object) }
  }
  func remove(_ id: PrimitiveID) { mutex.locked { entries[id] = nil } }

  /// Those of these kinds, oldest first; of that name, or of that number after a `#`, if one is given.
  func find(
    _ kinds: Set<PrimitiveKind>, named name: String?, after: PrimitiveID
  ) -> [any AnyObject & Sendable] {
    mutex.locked {
      entries.values
        .filter { $0.id > after && kinds.contains($0.kind) }
        .filter { name == nil || $0.name == name || "#\($0.id.rawValue)" == name }
        .sorted { $0.id < $1.id }
        .compactMap { $0.object }
    }
  }
}
