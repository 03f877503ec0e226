import Frames
import Phrases

extension Binding {
  /// What stands on the picture of the key.
  func cap(_ book: Phrasebook) -> String {
    caps.map { cap in
      switch cap {
      case .sign(let sign): sign
      case .name(let name): book.name(name)
      }
    }.joined(separator: " ")
  }
}

extension Painter {
  /// The keys that count now, as many as there is room for; help and quit always.
  mutating func drawFooter(y: Int, margin: Int) {
    var items = KeyTable.bindings.filter {
      $0.places.contains(viewer.place) && $0.applies(to: viewer.lesson)
    }.map(item).filter { $0.weight > .helpOnly }
    func width() -> Int { items.reduce(-2) { $0 + $1.width + 2 } }
    let room = size.width - 2 * margin
    while width() > room, let least = items.map(\.weight).min(), least < .always,
      let last = items.lastIndex(where: { $0.weight == least })
    {
      items.remove(at: last)
    }
    var x = margin
    for item in items {
      x = drawCap(item.cap, x: x, y: y)
      x = write(item.word, x: x + 1, y: y, Style(.subdued), width: size.width - margin - x - 1) + 2
    }
  }

  mutating func drawCap(_ cap: String, x: Int, y: Int) -> Int {
    write(" \(cap) ", x: x, y: y, Style(.keycap, on: .keycap))
  }

  /// Some keys have another word while what they began lasts.
  private func item(_ binding: Binding) -> FooterItem {
    switch binding.word {
    case .hold where viewer.isHolding: FooterItem(binding, book, .letGo)
    case .pause where viewer.frozen != nil: FooterItem(binding, book, .resume)
    case .back where viewer.place == .lesson && viewer.waitingCommand(in: present) != nil:
      FooterItem(binding, book, .withdraw, .high)
    default: FooterItem(binding, book, binding.word)
    }
  }
}

private struct FooterItem {
  let cap: String
  let word: String
  let weight: Binding.Weight
  let width: Int

  init(
    _ binding: Binding, _ book: Phrasebook, _ word: KeyWord, _ weight: Binding.Weight? = nil
  ) {
    cap = binding.cap(book)
    self.word = book.word(word)
    self.weight = weight ?? binding.weight
    width = DisplayWidth.of(cap) + 3 + DisplayWidth.of(self.word)
  }
}
