import Frames
import Phrases

// How keys are written.
extension Binding {
  /// What stands on the picture of the key in the footer.
  func cap(_ book: Phrasebook) -> String { written(caps, book) }

  /// Every key that does it, for the help.
  func allCaps(_ book: Phrasebook) -> String {
    let others =
      isRange ? [] : keys.compactMap { Cap(of: $0.key) }.filter { !caps.contains($0) }
    return written(caps + others, book)
  }

  /// There, and not back: where there is little room.
  func firstCap(_ book: Phrasebook) -> String { written(Array(caps.prefix(1)), book) }

  /// One cap stands for all of them.
  var isRange: Bool { caps == [.sign("1-9")] }

  private func written(_ caps: [Cap], _ book: Phrasebook) -> String {
    caps.map { $0.written(book) }.joined(separator: " ")
  }
}

extension KeyTable {
  /// What the first key that does it is called there; nil where none does.
  func cap(of deed: Deed, at place: Binding.Place, _ book: Phrasebook) -> String? {
    let stroke = bindings.lazy.filter { $0.places.contains(place) }.flatMap(\.keys)
      .first { $0.deed == deed }
    return stroke.flatMap { Binding.Cap(of: $0.key) }?.written(book)
  }
}

extension Binding.Cap {
  func written(_ book: Phrasebook) -> String {
    switch self {
    case .sign(let sign): sign
    case .name(let name): book.name(name)
    }
  }

  /// Nil for what no key is.
  init?(of key: Key) {
    switch key {
    case .character(" "): self = .name(.space)
    case .character(let sign): self = .sign(String(sign))
    case .up: self = .name(.up)
    case .down: self = .name(.down)
    case .left: self = .name(.left)
    case .right: self = .name(.right)
    case .home: self = .name(.home)
    case .end: self = .name(.end)
    case .pageUp: self = .name(.pageUp)
    case .pageDown: self = .name(.pageDown)
    case .tab: self = .name(.tab)
    case .shiftTab: self = .name(.shiftTab)
    case .enter: self = .name(.enter)
    case .escape: self = .name(.escape)
    case .backspace: self = .name(.backspace)
    case .delete: self = .name(.delete)
    case .function(let number): self = .sign("F\(number)")
    case .control(let sign): self = .sign("Ctrl-\(sign.uppercased())")
    case .mouse, .resize: return nil
    }
  }
}
