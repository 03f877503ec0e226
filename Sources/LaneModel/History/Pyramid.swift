import Packing
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
  /// The shortest bucket, the newest.
  private var open = OpenBucket()

  /// A change.
  mutating func note(_ look: Look, at time: Int64, _ usage: inout HistoryUsage) {
    if !open.covers(time) {
      if open.hasBegun {
        open.finish()
        makeReady(open.number, 0, &usage)
        usage.grow(.level(0), levels[0].append(open.number, open.content))
      }
      open.begin(with: time)
    }
    open.add(look, at: time)
  }

  /// Puts together those of the next level that are whole before this one comes into `level`.
  private mutating func makeReady(_ number: Int64, _ level: Int, _ usage: inout HistoryUsage) {
    if level == levels.count {
      levels.append(BucketLevel(k: Self.k(level)))
      usage.grow(.level(level), MemoryLayout<BucketLevel>.stride)
    }
    if level + 1 < Self.levelCount, let last = levels[level].lastNumber,
      last >> Self.shift != number >> Self.shift
    {
      let parent = last >> Self.shift
      var content = BucketContent()
      addUp(parent, of: level, to: &content)
      makeReady(parent, level + 1, &usage)
      usage.grow(.level(level + 1), levels[level + 1].append(parent, content))
    }
  }

  /// The newest bucket of the next level, put together from its parts, which are all in `level`.
  @inline(__always)
  private func addUp(_ number: Int64, of level: Int, to content: inout BucketContent) {
    // Looked at where it is: to take it out of the array would count references.
    let isWhole = levels.withUnsafeBufferPointer {
      $0[level].addNewest(from: number << Self.shift, to: &content)
    }
    if isWhole { return }
    var sum = BucketSum(levels[level], from: number << Self.shift)
    content = sum.next(until: (number << Self.shift).adding(1 << Self.shift))
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

  /// The newest buckets of a level, which are not in it yet, oldest first; with changes that have not been added yet. The
  /// look they end with goes on.
  func newest(
    of level: Int, adding changes: [(look: Look, time: Int64)]
  ) -> [(number: Int64, content: BucketContent)] {
    var open = open
    var parts: [(number: Int64, content: BucketContent)] = []
    func close() {
      guard open.hasBegun else { return }
      open.finish()
      parts.append((open.number, open.content))
    }
    for change in changes {
      if !open.covers(change.time) {
        close()
        open.begin(with: change.time)
      }
      open.add(change.look, at: change.time)
    }
    close()
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

extension Pyramid: Packed {
  /// Of each level those that the open bucket of the next one is made of.
  func pack(to writer: inout ByteWriter) {
    writer.number(UInt64(levels.count))
    for level in levels {
      let last = level.lastNumber ?? 0
      level.pack(from: (last >> Self.shift) << Self.shift, to: &writer)
    }
    open.pack(to: &writer)
  }

  init(from reader: inout ByteReader) throws(Damaged) {
    let count = try reader.count()
    guard count <= Self.levelCount else { throw Damaged("a pyramid is too high") }
    for level in 0..<count { levels.append(try BucketLevel(k: Self.k(level), from: &reader)) }
    open = try OpenBucket(from: &reader)
  }

  /// In the place of what it has of these levels comes what somebody else has kept of the same lane, up to the same bucket.
  mutating func restore(_ others: [BucketLevel?]) {
    for (level, other) in others.enumerated() where level < levels.count {
      guard let other, let last = levels[level].lastNumber, other.first <= levels[level].first
      else { continue }
      levels[level] = other.prefix(through: last)
    }
  }
}
