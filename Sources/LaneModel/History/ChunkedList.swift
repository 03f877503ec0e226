/// A list in small pieces: who keeps a copy of it shares all but the last piece with one that grows, and the oldest pieces
/// are dropped without moving the rest.
struct ChunkedList<Element: Equatable & Sendable>: Equatable, Sendable {
  static var chunkSize: Int { 32 }

  /// Each has `chunkSize` elements.
  private var full: [[Element]] = []
  /// Empty only if the list is.
  private var tail: [Element] = []

  var count: Int { full.count * Self.chunkSize + tail.count }
  var isEmpty: Bool { tail.isEmpty }
  /// What it takes in memory.
  var bytes: Int {
    full.count * Memory.bytes(of: Element.self, Self.chunkSize)
      + (full.isEmpty ? Memory.bytes(of: Element.self, tail.count) : Self.chunkBytes)
  }
  static var chunkBytes: Int { Memory.bytes(of: Element.self, chunkSize) }

  subscript(index: Int) -> Element {
    let chunk = index / Self.chunkSize
    return chunk < full.count
      ? full[chunk][index % Self.chunkSize] : tail[index - full.count * Self.chunkSize]
  }
  var first: Element? { full.first?.first ?? tail.first }
  var last: Element? { tail.last }

  mutating func append(_ element: Element) {
    if tail.count == Self.chunkSize {
      full.append(tail)
      tail = []
      tail.reserveCapacity(Self.chunkSize)
    }
    tail.append(element)
  }

  mutating func removeLast() {
    tail.removeLast()
    if tail.isEmpty, let chunk = full.popLast() { tail = chunk }
  }

  /// Does something to the last element; it must not be empty.
  mutating func changeLast(_ change: (inout Element) -> Void) {
    change(&tail[tail.count - 1])
  }

  /// How many elements come before the first that it is not true of; it is true of none after that.
  func count(while isEarly: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isEarly(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Drops pieces of which all elements are early, but never the last two. False: there were none.
  mutating func drop(while isEarly: (Element) -> Bool) -> Bool {
    let kept = full.dropLast().firstIndex { $0.last.map { !isEarly($0) } ?? true }
    let dropped = kept ?? max(0, full.count - 1)
    full.removeFirst(dropped)
    return dropped > 0
  }
}

/// What arrays take.
enum Memory {
  /// An array's own words.
  private static let head = 32

  /// What an array of so many elements takes that grows by doubling; nothing if it is empty.
  static func bytes<Element>(of _: Element.Type, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    var room = 4
    while room < count { room *= 2 }
    return head + room * MemoryLayout<Element>.stride
  }
}
