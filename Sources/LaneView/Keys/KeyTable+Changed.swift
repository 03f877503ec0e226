import Frames
public import Phrases
public import SyncEvents

/// Other keys for one deed, as they stand in the file of settings.
public struct KeyChange: Hashable, Sendable {
  /// A text, and where it stands.
  public struct Word: Hashable, Sendable {
    public var text: String
    public var position: JSONPosition
    public init(_ text: String, at position: JSONPosition) {
      self.text = text
      self.position = position
    }
  }
  public var deed: Word
  public var keys: [Word]
  public init(_ deed: Word, keys: [Word]) {
    self.deed = deed
    self.keys = keys
  }
}

extension KeyTable {
  /// What can be bound, in the order of the footer, and the keys of it as `KeyText` writes them.
  public var entries: [(deed: String, keys: [String])] {
    bindings.flatMap { binding in
      binding.names.map { name in
        (name, binding.keys.filter { binding.name(of: $0.deed) == name }.map { KeyText.of($0.key) })
      }
    }
  }

  /// The table with these deeds on other keys. A key that still has another deed is a fault: nothing is taken away in silence.
  public func changed(_ changes: [KeyChange]) throws(ConfigFault) -> KeyTable {
    var table = self
    var places: [Key: [String: JSONPosition]] = [:]
    for change in changes {
      let name = change.deed.text
      guard let index = table.bindings.firstIndex(where: { $0.names.contains(name) }) else {
        let nearest = nearest(name, entries.map(\.deed)) { $0 }
        throw ConfigFault(at: change.deed.position, .unknownDeed(name, nearest: nearest))
      }
      var (keys, seen) = ([Key](), Set<Key>())
      for word in change.keys {
        guard let key = KeyText.key(word.text) else {
          throw ConfigFault(at: word.position, .unknownKey(word.text, of: name))
        }
        if let always = Self.fixed[key], !table.bindings[index].has(key, for: name) {
          throw ConfigFault(at: word.position, .fixedKey(word.text, of: name, always: always))
        }
        if table.bindings[index].isWhereOneTypes, key.isTyped {
          throw ConfigFault(at: word.position, .typedKey(word.text, of: name))
        }
        places[key, default: [:]][name] = word.position
        if seen.insert(key).inserted { keys.append(key) }
      }
      table.bindings[index].change(name, to: keys, keeping: Set(Self.fixed.keys))
    }
    try table.checkEachKeyDoesOneThing(places)
    table.bindings.removeAll { $0.keys.isEmpty }
    return table
  }

  /// Whatever else is changed, one gets out with these.
  private static let fixed: [Key: String] = [.control("c"): "quit", .control("z"): "suspend"]

  private func checkEachKeyDoesOneThing(
    _ changed: [Key: [String: JSONPosition]]
  ) throws(ConfigFault) {
    for place in Binding.Place.allCases {
      var seen: [Key: String] = [:]
      for binding in bindings where binding.places.contains(place) {
        for stroke in binding.keys {
          let name = binding.name(of: stroke.deed)
          guard let other = seen.updateValue(name, forKey: stroke.key), other != name else {
            continue
          }
          // The last one that a person has written is where it went wrong.
          let written = changed[stroke.key] ?? [:]
          let last = [name, other].filter { written[$0] != nil }
            .max { (written[$0]?.line ?? 0) < (written[$1]?.line ?? 0) }
          let (deed, rest) = last == other ? (other, name) : (name, other)
          throw ConfigFault(
            at: written[deed],
            .takenKey(KeyText.of(stroke.key), of: deed, alsoOf: rest))
        }
      }
    }
  }
}

extension Key {
  /// A text gets it before the table is asked.
  fileprivate var isTyped: Bool {
    switch self {
    case .character, .backspace, .delete: true
    default: false
    }
  }
}

extension Binding {
  fileprivate var isWhereOneTypes: Bool { places.isSubset(of: [.filter, .search, .count]) }

  /// What its deeds are called, each once.
  var names: [String] {
    keys.reduce(into: []) { names, stroke in
      let name = name(of: stroke.deed)
      if !names.contains(name) { names.append(name) }
    }
  }

  func name(of deed: Deed) -> String {
    (Place.allCases.first(where: places.contains)?.prefix ?? "") + deed.name
  }

  fileprivate func has(_ key: Key, for name: String) -> Bool {
    keys.contains { $0.key == key && self.name(of: $0.deed) == name }
  }

  /// Gives a deed other keys, and the picture of the binding other signs.
  fileprivate mutating func change(_ name: String, to new: [Key], keeping fixed: Set<Key>) {
    let own = keys.filter { self.name(of: $0.deed) == name }
    guard let deed = own.first?.deed, let at = keys.firstIndex(where: { $0.deed == deed }),
      own.map(\.key) != new
    else { return }
    // The deeds that stood on the picture still do.
    let shown = keys.filter { isRange || Cap(of: $0.key).map(caps.contains) == true }.map(\.deed)
    let kept = own.map(\.key).filter { fixed.contains($0) && !new.contains($0) }
    keys.removeAll { $0.deed == deed }
    keys.insert(
      contentsOf: (new + kept).map { Stroke(key: $0, deed: deed) }, at: min(at, keys.count))
    var firsts: [Deed: Cap] = [:]
    for stroke in keys where firsts[stroke.deed] == nil {
      firsts[stroke.deed] = Cap(of: stroke.key)
    }
    let ordered = keys.map(\.deed).reduce(into: [Deed]()) { deeds, deed in
      if shown.contains(deed), !deeds.contains(deed) { deeds.append(deed) }
    }
    caps = ordered.compactMap { firsts[$0] }
  }
}
