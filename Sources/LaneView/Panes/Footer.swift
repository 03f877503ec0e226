import Frames
import LaneModel
import Phrases

extension Painter {
  /// The keys that count now, as many as there is room for; help and quit always.
  mutating func drawFooter(y: Int, margin: Int) {
    for (item, columns) in footerItems(margin: margin) {
      let x = drawCap(item.cap, x: columns.lowerBound, y: y)
      write(item.word, x: x + 1, y: y, Style(.subdued), width: size.width - margin - x - 1)
    }
  }

  /// The key that a cell of the footer stands for: where a picture shows several, the one that it is of.
  func footerKey(atX x: Int) -> Key? {
    let margin = size.width >= 60 ? 1 : 0
    guard let (item, columns) = footerItems(margin: margin).first(where: { $1.contains(x) }) else {
      return nil
    }
    var end = columns.lowerBound + 1
    for cap in item.binding.caps {
      end += DisplayWidth.of(cap.written(book)) + 1
      let stroke = item.binding.keys.first { Binding.Cap(of: $0.key) == cap }
      if x < end, let stroke { return stroke.key }
    }
    return item.binding.keys.first?.key
  }

  private func footerItems(margin: Int) -> [(item: FooterItem, columns: Range<Int>)] {
    var items = viewer.keys.bindings.filter {
      $0.places.contains(viewer.place) && viewer.allows($0) && hasObject($0)
    }.map(item).filter { $0.weight > .helpOnly }
    if viewer.place == .lesson && viewer.waitingCommand(in: present) != nil,
      let escape = viewer.keys.binding(of: .menu, at: .lesson)
    {
      items.insert(FooterItem(escape, book, .withdraw, .always, in: viewer.lesson), at: 0)
    }
    let gap = size.width < 100 ? 1 : 2
    func width() -> Int { items.reduce(-gap) { $0 + $1.width + gap } }
    let room = size.width - 2 * margin
    while width() > room, let least = items.map(\.weight).min(), least < .always,
      let last = items.lastIndex(where: { $0.weight == least })
    {
      items.remove(at: last)
    }
    var x = margin
    return items.map { item in
      let end = min(x + item.width, max(x, size.width - margin))
      defer { x = end + gap }
      return (item, x..<end)
    }
  }

  mutating func drawCap(_ cap: String, x: Int, y: Int) -> Int {
    write(" \(cap) ", x: x, y: y, Style(.keycap, on: .keycap))
  }

  /// Bare threads have no pool whose workers could be more or fewer; and a program may have nothing that a key could act on.
  private func hasObject(_ binding: Binding) -> Bool {
    guard viewer.subject.program != nil else {
      return !(viewer.lesson == .pool && viewer.isBare && binding.word == .size)
    }
    let sort: Status.Sort
    switch binding.word {
    case .notify, .notifyAll, .count: sort = .condition
    case .flip: sort = .event
    case .size: sort = .size
    case .release: sort = .lock
    default: return true
    }
    return model.primitives.contains { sort.includes($0.kind) }
  }

  /// Some keys have another word while what they began lasts.
  private func item(_ binding: Binding) -> FooterItem {
    let (word, weight): (KeyWord, Binding.Weight?) =
      switch binding.word {
      case .hold where viewer.isHolding: (.letGo, .urgent)
      case .step: (.step, viewer.isHolding ? .urgent : .low)
      // What is to be changed has to be selected first.
      case .selectPrimitive where [.queue, .deadlock, .philosophers].contains(viewer.lesson):
        (.selectPrimitive, .urgent)
      case .bare where viewer.isBare: (.protected, nil)
      case .cure where viewer.isCured: (.uncured, nil)
      case .keyboard where viewer.isTyping: (.keyboardBack, .always)
      case .pause where viewer.subject.recording != nil:
        (viewer.subject.recording?.isPlaying == true ? .stand : .play, .urgent)
      case .pause where viewer.frozen != nil: (.resume, nil)
      // Out of the live picture the first thing to know is the way back to it.
      case .live where viewer.time.isAway: (.live, .urgent)
      case .inspect, .nextChange, .unblocker:
        (binding.word, viewer.time.cursor == nil ? nil : .high)
      default: (binding.word, nil)
      }
    return FooterItem(binding, book, word, weight, in: viewer.lesson)
  }
}

private struct FooterItem {
  let binding: Binding
  let cap: String
  let word: String
  let weight: Binding.Weight
  let width: Int

  init(
    _ binding: Binding, _ book: Phrasebook, _ word: KeyWord, _ weight: Binding.Weight? = nil,
    in lesson: LessonID?
  ) {
    self.binding = binding
    // There, and not back: the footer has little room.
    cap =
      binding.word == .selectPrimitive ? binding.firstCap(book) : binding.cap(book)
    self.word = book.word(word, in: lesson)
    self.weight = weight ?? binding.weight
    width = DisplayWidth.of(cap) + 3 + DisplayWidth.of(self.word)
  }
}
