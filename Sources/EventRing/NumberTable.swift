/// How far each primitive's changes have come: an open-addressing table, since every event that is merged asks it.
///
/// Numbers here are whole; an event carries the last 24 bits of one.
struct NumberTable: ~Copyable {
  struct Entry {
    /// 0: free.
    var primitive: UInt32 = 0
    /// Whatever comes next may have been lost.
    var isDoubtful = false
    /// The number of the change that comes next.
    var expected: UInt64 = 1
    /// When the last one was, as repaired.
    var latest: UInt64 = 0
    /// Changes up to this one may have been lost.
    var doubtful: UInt64 = 0

    /// The whole number of which `low` is the end: the nearest to what is known. 0 for what is not numbered.
    @inline(__always)
    func whole(_ low: UInt64) -> UInt64 { unwrap(low, near: max(expected, doubtful)) }
  }

  /// So many primitives are remembered at most. A program that has more at once is merged by time alone, until they are fewer.
  static let most = 1 << 20

  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var mask: Int
  private(set) var count = 0
  /// What is not in the table may have been thrown away, so nothing is known of it.
  private(set) var isForgetful = false

  init() {
    mask = 255
    entries = Self.empty(mask + 1)
  }
  deinit { entries.deallocate() }

  private static func empty(_ size: Int) -> UnsafeMutablePointer<Entry> {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: size)
    entries.initialize(repeating: Entry(), count: size)
    return entries
  }

  @inline(__always)
  private func home(_ primitive: UInt32) -> Int {
    // The upper half of a product with the golden ratio: neighbouring numbers are spread.
    Int((UInt64(primitive) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }

  /// What is known of a primitive that an event tells of; nil if that event has no number and nothing is known.
  @inline(__always)
  mutating func entry(_ primitive: UInt32, low: UInt64) -> UnsafeMutablePointer<Entry>? {
    find(primitive) ?? begin(primitive, low: low)
  }
  @inline(never)
  private mutating func begin(_ primitive: UInt32, low: UInt64) -> UnsafeMutablePointer<Entry>? {
    let number = Entry().whole(low)
    guard number != 0 else { return nil }
    let entry = insert(primitive)
    if isForgetful { entry.pointee.expected = number }
    return entry
  }

  /// Nil if nothing is known of it.
  @inline(__always)
  func find(_ primitive: UInt32) -> UnsafeMutablePointer<Entry>? {
    var index = home(primitive)
    while entries[index].primitive != primitive {
      if entries[index].primitive == 0 { return nil }
      index = (index &+ 1) & mask
    }
    return entries + index
  }

  /// The entry, which may be a new one. Those that were found before are somewhere else then.
  mutating func insert(_ primitive: UInt32) -> UnsafeMutablePointer<Entry> {
    if let found = find(primitive) { return found }
    if count >= Self.most { forgetAll() }
    if count * 2 > mask { grow() }
    count += 1
    return place(Entry(primitive: primitive))
  }

  private func place(_ entry: Entry) -> UnsafeMutablePointer<Entry> {
    var index = home(entry.primitive)
    while entries[index].primitive != 0 { index = (index &+ 1) & mask }
    entries[index] = entry
    return entries + index
  }

  private mutating func grow() {
    let (old, size) = (entries, mask + 1)
    mask = size * 2 - 1
    entries = Self.empty(mask + 1)
    for index in 0..<size where old[index].primitive != 0 { _ = place(old[index]) }
    old.deallocate()
  }

  private mutating func forgetAll() {
    entries.update(repeating: Entry(), count: mask + 1)
    count = 0
    isForgetful = true
  }

  mutating func remove(_ primitive: UInt32) {
    guard let found = find(primitive) else { return }
    count -= 1
    // Those behind it that it has pushed away from their places move up, so that no search ends at the hole.
    var hole = found - entries
    var index = hole
    while true {
      index = (index &+ 1) & mask
      guard entries[index].primitive != 0 else { break }
      let distance = (index &- home(entries[index].primitive)) & mask
      if distance >= (index &- hole) & mask {
        entries[hole] = entries[index]
        hole = index
      }
    }
    entries[hole] = Entry()
  }

  /// Each entry once.
  func forEach(_ body: (UnsafeMutablePointer<Entry>) -> Void) {
    for index in 0...mask where entries[index].primitive != 0 { body(entries + index) }
  }
}

/// The full number of which `low` is the last 24 bits, nearest to `last`; 0 if that is below zero.
@inline(__always)
func unwrap(_ low: UInt64, near last: UInt64) -> UInt64 {
  let difference = Int64(bitPattern: (low &- last) << 40) >> 40
  return UInt64(bitPattern: max(0, Int64(bitPattern: last) &+ difference))
}
