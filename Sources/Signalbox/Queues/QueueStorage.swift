/// What a queue has in it, in the order in which it comes out. A value; nobody waits here.
///
/// Adding and removing cost O(1), amortised; by priority O(log n). What was removed is not kept alive.
struct QueueStorage<Element> {
  enum Order: Sendable {
    case fifo
    case lifo
    /// Whatever comes before everything else; of equal ones the one that has been there longest.
    case priority(by: @Sendable (Element, Element) -> Bool)
  }

  private var ring = RingBuffer<Element>()
  private var heap: StableHeap<Element>?
  private let isNewestFirst: Bool

  init(_ order: Order) {
    switch order {
    case .fifo: isNewestFirst = false
    case .lifo: isNewestFirst = true
    case .priority(let precedes):
      isNewestFirst = false
      heap = StableHeap(by: precedes)
    }
  }

  var count: Int { heap?.count ?? ring.count }
  var isEmpty: Bool { count == 0 }

  mutating func insert(_ element: Element) {
    if heap != nil { heap?.insert(element) } else { ring.append(element) }
  }

  /// Takes the next one out; nil when there is none.
  mutating func removeNext() -> Element? {
    if heap != nil { return heap?.removeFirst() }
    return isNewestFirst ? ring.removeLast() : ring.removeFirst()
  }

  /// Takes everything out, to be let go wherever that does no harm.
  mutating func removeAll() -> Self {
    let all = self
    ring = RingBuffer()
    heap?.removeAll()
    return all
  }
}

/// A line with two ends, in an array whose end is followed by its beginning. It grows when it is full.
struct RingBuffer<Element> {
  /// A power of two of them.
  private var places: [Element?] = []
  private var head = 0
  private(set) var count = 0

  mutating func append(_ element: Element) {
    if count == places.count { grow() }
    places[place(count)] = element
    count += 1
  }

  mutating func removeFirst() -> Element? {
    guard count > 0 else { return nil }
    defer {
      head = place(1)
      count -= 1
    }
    return places[head].take()
  }

  mutating func removeLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return places[place(count)].take()
  }

  private func place(_ offset: Int) -> Int { (head + offset) & (places.count - 1) }

  private mutating func grow() {
    let empty = repeatElement(Element?.none, count: max(8, places.count))
    places = Array(places[head...]) + places[..<head] + empty
    head = 0
  }
}
