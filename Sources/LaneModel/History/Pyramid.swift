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
  private var open: (number: Int64, content: BucketContent)?
  /// Everything before this is in the open bucket already.
  private var filled: Int64 = 0
  /// The look since then.
  private(set) var look = Look.absent

  /// A change.
  mutating func note(_ look: Look, at time: Int64, _ usage: inout HistoryUsage) {
    let number = time >> Int64(Self.k(0))
    if open?.number != number {
      close(&usage)
      open = (number, BucketContent())
      filled = number << Int64(Self.k(0))
    }
    open?.content.add(self.look, time.subtracting(filled))
    open?.content.changes += 1
    filled = time
    self.look = look
  }

  private mutating func close(_ usage: inout HistoryUsage) {
    guard let (number, content) = closed() else { return }
    append(number, content, to: 0, &usage)
  }

  /// What the open bucket will be if nothing happens in it any more.
  private func closed() -> (Int64, BucketContent)? {
    guard var open else { return nil }
    let end = (open.number << Int64(Self.k(0))).adding(1 << Int64(Self.k(0)))
    open.content.add(look, end.subtracting(filled))
    open.content.last = look
    return open
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
      if let open, open.number != change.time >> Int64(Self.k(0)), let before = closed() {
        parts.append(before)
        copy.open = nil
      }
      copy.note(change.look, at: change.time, &usage)
    }
    if let last = copy.closed() { parts.append(last) }
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

  static func == (a: Pyramid, b: Pyramid) -> Bool {
    a.levels == b.levels && a.open?.number == b.open?.number && a.open?.content == b.open?.content
      && a.filled == b.filled && a.look == b.look
  }
}
