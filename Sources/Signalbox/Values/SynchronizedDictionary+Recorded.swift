import EventRing
import SyncEvents

/// Operations that say themselves what is recorded of them, whatever `showing` says.
extension SynchronizedDictionary {
  /// `update`, recorded as a set of that key to that value.
  @available(*, noasync)
  package func update(
    _ key: Key, default initial: @autoclosure () -> Value, recorded: (key: String, value: String),
    file: StaticString = #fileID, line: UInt = #line, _ body: (inout Value) -> Void
  ) {
    let name = Directory.shared.intern(recorded.key)
    let text = Directory.shared.intern(recorded.value)
    storage.change(Site(file, line)) { elements in
      body(&elements[key, default: initial()])
      storage.core.tell(.localSet(key: name, value: text))
    }
  }

  /// The key's value, or nil, recorded as a get of what `recorded` makes of it, with the lock held.
  @available(*, noasync)
  package func value(
    of key: Key, file: StaticString = #fileID, line: UInt = #line,
    recorded: (Value?) -> (key: String, value: String?)
  ) -> Value? {
    storage.withLock(Site(file, line)) { elements in
      let value = elements[key]
      let shown = recorded(value)
      let name = Directory.shared.intern(shown.key)
      storage.core.tell(.localGet(key: name, value: shown.value.map(Directory.shared.intern)))
      return value
    }
  }
}
