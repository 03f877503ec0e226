/// Keys that sentences speak of.
public enum NamedKey: CaseIterable, Hashable, Sendable {
  case help, quit, back, pause, hold, step, more, restart, grow, shrink, bare, cure
  case notifyThree, flip, release, lockTwice, satisfy, put
  case nextPrimitive, nextLane, record, bookmark, nextBookmark, keyboard, confirm, yes, no

  /// What it is called unless a person has another.
  func standard(_ book: Phrasebook) -> String {
    switch self {
    case .help: "?"
    case .quit: "q"
    case .back: book.name(.escape)
    case .pause: book.name(.space)
    case .hold: "H"
    case .step: "s"
    case .more: "w"
    case .restart: "r"
    case .grow: "+"
    case .shrink: "-"
    case .notifyThree: "3"
    case .flip: "f"
    case .release: "u"
    case .lockTwice: "d"
    case .satisfy: "x"
    case .put: "p"
    case .nextLane: "j"
    case .record: "R"
    case .bookmark: "B"
    case .nextBookmark: "'"
    case .keyboard: "Ctrl-]"
    case .bare: "b"
    case .cure: "C"
    case .nextPrimitive: book.name(.tab)
    case .confirm: book.name(.enter)
    case .yes: "y"
    case .no: "n"
    }
  }
}

extension Phrasebook {
  /// What a sentence calls the key.
  func key(_ key: NamedKey) -> String { ownKeys[key] ?? key.standard(self) }
}
