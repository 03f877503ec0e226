import SyncEvents

/// Goes along the buckets of a level and adds up those that make one bucket of another length, one after another.
struct BucketSum {
  private let level: BucketLevel
  /// Come after those of the level.
  private let newest: [(number: Int64, content: BucketContent)]
  private var place: BucketLevel.Place
  private var chunk: BucketChunk
  private var newPlace = 0
  /// The number that comes next, and the look until the next change.
  private var number: Int64
  private(set) var look: Look

  init(
    _ level: BucketLevel, and newest: [(number: Int64, content: BucketContent)] = [],
    from number: Int64
  ) {
    self.level = level
    self.newest = newest
    self.number = number
    place = level.place(of: number)
    chunk = level.chunk(place.chunk)
    look = level.look(before: place)
    newPlace = newest.firstIndex { $0.number >= number } ?? newest.count
    if newPlace > 0 { look = newest[newPlace - 1].content.last }
  }

  /// Leaves out what comes before this number. There must be no bucket in between.
  mutating func skip(to number: Int64) { self.number = max(number, self.number) }

  /// The sum of what comes next, up to this number.
  mutating func next(until end: Int64) -> BucketContent {
    var content = BucketContent()
    while let found = nextNumber, found < end {
      content.add(look, Self.time(found.subtracting(number), level.k))
      if place.index < chunk.buckets.count {
        chunk.buckets[place.index].add(to: &content, length: level.length, rare: chunk.rare)
        advance()
      } else {
        content.add(newest[newPlace].content)
        newPlace += 1
      }
      look = content.last
      number = found.adding(1)
    }
    content.add(look, Self.time(end.subtracting(number), level.k))
    content.last = look
    number = end
    return content
  }

  private var nextNumber: Int64? {
    if place.index < chunk.buckets.count { return chunk.number(place.index) }
    return newPlace < newest.count ? newest[newPlace].number : nil
  }

  private mutating func advance() {
    place.index += 1
    if place.index == chunk.buckets.count, place.chunk < level.chunks.count {
      place = BucketLevel.Place(chunk: place.chunk + 1, index: 0)
      chunk = level.chunk(place.chunk)
    }
  }

  /// So many buckets' length; more than can be counted is as much as can.
  private static func time(_ count: Int64, _ k: Int) -> Int64 {
    let (time, overflows) = count.multipliedReportingOverflow(by: 1 << Int64(k))
    return overflows ? .max : time
  }
}
