import Phrases

extension KeyTable {
  /// What sentences call the keys that a person has changed.
  func ownNames(_ book: Phrasebook) -> [NamedKey: String] {
    guard self != .standard else { return [:] }
    return NamedKey.allCases.reduce(into: [:]) { names, key in
      let (deed, place) = key.deed
      // What has no key any more is called by its name.
      names[key] = cap(of: deed, at: place, book) ?? deed.name
    }
  }
}

extension NamedKey {
  fileprivate var deed: (Deed, Binding.Place) {
    switch self {
    case .help: (.help, .lesson)
    case .quit: (.quit, .lesson)
    case .back: (.menu, .lesson)
    case .pause: (.pause, .lesson)
    case .hold: (.hold, .lesson)
    case .step: (.step, .lesson)
    case .more: (.more, .lesson)
    case .restart: (.restart, .lesson)
    case .bookmark: (.time(.bookmark), .lesson)
    case .nextBookmark: (.time(.bookmarks(1)), .lesson)
    case .grow: (.size(1), .lesson)
    case .shrink: (.size(-1), .lesson)
    case .notifyThree: (.notify(3), .lesson)
    case .flip: (.flip, .lesson)
    case .release: (.release, .lesson)
    case .lockTwice: (.lockTwice, .lesson)
    case .satisfy: (.satisfy, .lesson)
    case .put: (.put, .lesson)
    case .record: (.record, .lesson)
    case .keyboard: (.keyboard, .program)
    case .nextLane: (.lanes(.move(1)), .lesson)
    case .bare: (.bare, .lesson)
    case .cure: (.cure, .lesson)
    case .nextPrimitive: (.primitive(1), .lesson)
    case .confirm: (.accept, .count)
    case .yes: (.accept, .question)
    case .no: (.cancel, .question)
    }
  }
}
