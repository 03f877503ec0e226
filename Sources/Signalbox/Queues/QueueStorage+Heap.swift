/// A binary heap: the first comes out, and of equal ones the one that came in first.
struct StableHeap<Element> {
  private struct Entry {
    let element: Element
    /// Counts those that came in.
    let number: UInt64
  }

  /// Each precedes the two at twice its place plus 1 and plus 2.
  private var entries: [Entry] = []
  private var inserted: UInt64 = 0
  private let precedes: @Sendable (Element, Element) -> Bool

  /// - Parameter precedes: a strict weak order, as `<` is. With another one the order is whatever comes of it.
  init(by precedes: @escaping @Sendable (Element, Element) -> Bool) { self.precedes = precedes }

  var count: Int { entries.count }

  mutating func insert(_ element: Element) {
    entries.append(Entry(element: element, number: inserted))
    inserted += 1
    rise(entries.count - 1)
  }

  mutating func removeFirst() -> Element? {
    guard entries.count > 1 else { return entries.popLast()?.element }
    entries.swapAt(0, entries.count - 1)
    let first = entries.removeLast()
    sink(0)
    return first.element
  }

  mutating func removeAll() { entries = [] }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (entries[a], entries[b])
    if precedes(a.element, b.element) { return true }
    return a.number < b.number && !precedes(b.element, a.element)
  }

  private mutating func rise(_ place: Int) {
    var place = place
    while place > 0, isBefore(place, (place - 1) / 2) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(_ place: Int) {
    var place = place
    while 2 * place + 1 < entries.count {
      let (left, right) = (2 * place + 1, 2 * place + 2)
      let next = right < entries.count && isBefore(right, left) ? right : left
      guard isBefore(next, place) else { return }
      entries.swapAt(place, next)
      place = next
    }
  }
}
