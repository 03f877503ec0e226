import SyncEvents

/// A lane's looks at every third length of time: buckets of 2^10, 2^13, … 2^40 ns.
///
/// A change is added to the open bucket of the shortest length. When that closes it goes into its level, and when the eight
/// that make up one of the next level are over, that one is put together from them; so what a change costs does not depend
/// on the number of levels, and a bucket of any length is exactly the sum of what it covers.
struct Pyramid: Equatable, Sendable {
  static let levelCount = 11
  static func k(_ level: Int) -> Int { 10 + 3 * level }
  /// The coarsest level whose buckets make up those of 2^k ns.
  static func level(for k: Int) -> Int { min(max(0, (k - 10) / 3), levelCount - 1) }
  /// Eight buckets make one of the next level.
  private static let shift: Int64 = 3

  /// As many as there is something in, the shortest length first.
  private(set) var levels: [BucketLevel] = []
  /// The shortest bucket that has begun, if any has.
  private var hasOpen = false
  private var number: Int64 = 0
  private var open = BucketContent()
  /// Everything before this is in the open bucket already.
  private var filled: Int64 = 0
  /// The look since then.
  private(set) var look = Look.absent

  /// A change.
  mutating func note(_ look: Look, at time: Int64, _ usage: inout HistoryUsage) {
    let new = time >> Int64(Self.k(0))
    if !hasOpen || new != number {
      close(&usage)
      (hasOpen, number, open) = (true, new, BucketContent())
      filled = number << Int64(Self.k(0))
    }
    open.add(self.look, time.subtracting(filled))
    open.changes += 1
    filled = time
    self.look = look
  }

  /// Nothing happens in the open bucket any more.
  private mutating func close(_ usage: inout HistoryUsage) {
    guard hasOpen else { return }
    finish()
    append(number, open, to: 0, &usage)
  }

  private mutating func finish() {
    let end = (number << Int64(Self.k(0))).adding(1 << Int64(Self.k(0)))
    open.add(look, end.subtracting(filled))
    open.last = look
  }

  private mutating func append(
    _ number: Int64, _ content: BucketContent, to level: Int, _ usage: inout HistoryUsage
  ) {
    if level == levels.count {
      levels.append(BucketLevel(k: Self.k(level)))
      usage.grow(.level(level), MemoryLayout<BucketLevel>.stride)
    }
    if level + 1 < Self.levelCount, let last = levels[level].lastNumber,
      last >> Self.shift != number >> Self.shift
    {
      let parent = last >> Self.shift
      append(parent, whole(parent, of: level), to: level + 1, &usage)
    }
    usage.grow(.level(level), levels[level].append(number, content))
  }

  /// The newest bucket of the next level, put together from its parts, which are all in `level`.
  private func whole(_ number: Int64, of level: Int) -> BucketContent {
    // Looked at where it is: to take it out of the array would count references.
    let newest = levels.withUnsafeBufferPointer { $0[level].newest(number << Self.shift) }
    if let newest { return newest }
    var sum = BucketSum(levels[level], from: number << Self.shift)
    return sum.next(until: (number << Self.shift).adding(1 << Self.shift))
  }

  /// Drops old buckets. Gives how many bytes this has set free.
  mutating func drop(before time: Int64, level: Int) -> Int {
    level < levels.count ? levels[level].drop(before: time) : 0
  }

  // MARK: reading

  /// The buckets of a level that are over.
  func stored(_ level: Int) -> BucketLevel {
    level < levels.count ? levels[level] : BucketLevel(k: Self.k(level))
  }
  /// From this number on every bucket of a level is kept.
  func first(_ level: Int) -> Int64 { level < levels.count ? levels[level].first : .min }

  /// The newest buckets of a level, which are not in it yet, oldest first; with a change that has not been added yet. The
  /// look they end with goes on.
  func newest(
    of level: Int, adding change: (look: Look, time: Int64)?
  ) -> [(number: Int64, content: BucketContent)] {
    var copy = self
    var usage = HistoryUsage()
    var parts: [(number: Int64, content: BucketContent)] = []
    if let change {
      if hasOpen, number != change.time >> Int64(Self.k(0)) {
        copy.finish()
        parts.append((number, copy.open))
        copy.hasOpen = false
      }
      copy.note(change.look, at: change.time, &usage)
    }
    if copy.hasOpen {
      copy.finish()
      parts.append((copy.number, copy.open))
    }
    for level in 0..<level { parts = wholes(of: level, and: parts) }
    return parts
  }

  /// The buckets of the next level that are not in it yet: from those parts that are in `level`, and those that are not.
  private func wholes(
    of level: Int, and parts: [(number: Int64, content: BucketContent)]
  ) -> [(number: Int64, content: BucketContent)] {
    let stored = stored(level)
    var numbers: [Int64] = []
    for number in [stored.lastNumber].compactMap({ $0 }) + parts.map(\.number)
    where numbers.last != number >> Self.shift { numbers.append(number >> Self.shift) }
    guard let first = numbers.first else { return [] }
    var sum = BucketSum(stored, and: parts, from: first << Self.shift)
    return numbers.map { number in
      sum.skip(to: number << Self.shift)
      return (number, sum.next(until: (number << Self.shift).adding(1 << Self.shift)))
    }
  }
}
