import Packing
import SyncEvents

/// The buckets of one length, oldest first: those with a change in them. One without a change has the look throughout with
/// which the one before it ended.
struct BucketLevel: Equatable, Sendable {
  /// A bucket covers 2^k nanoseconds.
  let k: Int
  private(set) var chunks: [BucketChunk] = []
  /// What came last, still growing.
  private(set) var tail = BucketChunk(base: 0)
  /// The look before the first bucket that is kept.
  private(set) var lookBefore = Look.absent
  /// From this number on every bucket is kept.
  private(set) var first = Int64.min

  init(k: Int) { self.k = k }

  var length: Int64 { 1 << Int64(k) }
  var count: Int { chunks.reduce(tail.buckets.count) { $0 + $1.buckets.count } }
  var isEmpty: Bool { tail.buckets.isEmpty }
  /// The number of the newest.
  var lastNumber: Int64? { tail.buckets.isEmpty ? nil : tail.number(tail.buckets.count - 1) }
  var bytes: Int { chunks.reduce(tail.bytes) { $0 + $1.bytes } }

  /// Gives by how many bytes it has grown.
  mutating func append(_ number: Int64, _ content: BucketContent) -> Int {
    let (before, rare) = (tail.room > 0 ? 0 : tail.bytes, tail.rare.count)
    if tail.append(number, content) {
      return tail.room > 0
        ? BucketChunk.rareBytes(tail.rare.count) - BucketChunk.rareBytes(rare)
        : tail.bytes - before
    }
    chunks.append(tail)
    tail = BucketChunk(base: number, room: BucketChunk.size)
    _ = tail.append(number, content)
    return tail.bytes
  }

  /// Drops chunks that end before this moment, but not the last two: the open bucket of the next level is made of them.
  /// Gives how many bytes this has set free.
  mutating func drop(before time: Int64) -> Int {
    var (dropped, bytes) = (0, 0)
    while dropped + 1 < chunks.count, (chunks[dropped].lastNumber.adding(1)) <= time >> Int64(k) {
      bytes += chunks[dropped].bytes
      dropped += 1
    }
    guard dropped > 0 else { return 0 }
    lookBefore = chunks[dropped - 1].buckets.last?.last ?? lookBefore
    first = chunks[dropped - 1].lastNumber + 1
    chunks.removeFirst(dropped)
    return bytes
  }

  // MARK: reading

  /// A place among the buckets.
  struct Place: Equatable {
    var chunk: Int
    var index: Int
  }

  func chunk(_ index: Int) -> BucketChunk { index < chunks.count ? chunks[index] : tail }

  /// The first bucket with this number or a higher one.
  func place(of number: Int64) -> Place {
    var (low, high) = (0, chunks.count)
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].lastNumber < number { low = middle + 1 } else { high = middle }
    }
    return Place(chunk: low, index: chunk(low).index(of: number))
  }

  /// Adds all that there is from this number on, as far as a bucket of the next level goes. False: it is not all in the last
  /// two chunks.
  func addNewest(from first: Int64, to content: inout BucketContent) -> Bool {
    let start = tail.start(of: first)
    var filled = first
    if start > 0 {
      content.last = tail.buckets[start - 1].last
    } else if let chunk = chunks.last {
      let start = chunk.start(of: first)
      guard start > 0 else { return false }
      content.last = chunk.buckets[start - 1].last
      chunk.add(from: start, k, to: &content, &filled)
    } else {
      content.last = lookBefore
    }
    tail.add(from: start, k, to: &content, &filled)
    content.add(content.last, (first + 8 - filled) << Int64(k))
    return true
  }

  func look(before place: Place) -> Look {
    if place.index > 0 { return chunk(place.chunk).buckets[place.index - 1].last }
    return place.chunk > 0 ? chunks[place.chunk - 1].buckets.last?.last ?? lookBefore : lookBefore
  }
}

extension BucketLevel {
  /// Those from a number on.
  func pack(from start: Int64, to writer: inout ByteWriter) {
    let begin = place(of: start)
    let isCut = begin != Place(chunk: 0, index: 0)
    writer.pack(isCut ? start : first, isCut ? look(before: begin) : lookBefore)
    var (place, count, previous) = (begin, 0, Int64(0))
    var buckets = ByteWriter()
    while place.chunk <= chunks.count {
      let chunk = chunk(place.chunk)
      for index in place.index..<chunk.buckets.count {
        var content = BucketContent()
        chunk.buckets[index].add(to: &content, length: length, rare: chunk.rare)
        buckets.signed(chunk.number(index) &- previous)
        previous = chunk.number(index)
        content.pack(to: &buckets)
        count += 1
      }
      place = Place(chunk: place.chunk + 1, index: 0)
    }
    writer.number(UInt64(count))
    writer.append(buckets)
  }

  init(k: Int, from reader: inout ByteReader) throws(Damaged) {
    self.init(k: k)
    (first, lookBefore) = (try reader.next(), try reader.next())
    var number: Int64 = 0
    for index in 0..<(try reader.count()) {
      let step = try reader.signed()
      let (next, isTooMuch) = number.addingReportingOverflow(step)
      // So that times that are made of them can be counted.
      guard !isTooMuch, index == 0 || step > 0, next.magnitude < UInt64(1) << UInt64(62 - k) else {
        throw Damaged("a bucket is nowhere")
      }
      number = next
      _ = append(number, try BucketContent(from: &reader, upTo: length))
    }
  }

  /// Those up to this number.
  func prefix(through last: Int64) -> BucketLevel {
    guard let end = lastNumber, end > last else { return self }
    let place = place(of: last + 1)
    var part = self
    part.chunks = Array(chunks.prefix(place.chunk))
    part.tail = chunk(place.chunk).prefix(place.index)
    // The last one is never empty, if there is any.
    if part.tail.buckets.isEmpty, let newest = part.chunks.popLast() { part.tail = newest }
    return part
  }
}

/// Some buckets that come after each other.
struct BucketChunk: Equatable, Sendable {
  static let size = 32
  /// The number of the first.
  private(set) var base: Int64
  private(set) var buckets: [Bucket] = []
  /// Those that do not fit into their 24 bytes.
  private(set) var rare: [Int64] = []

  /// So many have been provided for.
  fileprivate let room: Int

  init(base: Int64, room: Int = 0) {
    self.base = base
    self.room = room
    buckets.reserveCapacity(room)
  }

  var bytes: Int {
    MemoryLayout<BucketChunk>.stride + Memory.bytes(of: Bucket.self, max(room, buckets.count))
      + Self.rareBytes(rare.count)
  }
  fileprivate static func rareBytes(_ count: Int) -> Int { Memory.bytes(of: Int64.self, count) }
  func number(_ index: Int) -> Int64 { base + Int64(buckets[index].offset) }
  var lastNumber: Int64 { number(buckets.count - 1) }

  /// The first with this number or a higher one.
  func index(of number: Int64) -> Int {
    var (low, high) = (0, buckets.count)
    while low < high {
      let middle = (low + high) / 2
      if self.number(middle) < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where those from this number on begin, which are few.
  fileprivate func start(of number: Int64) -> Int {
    buckets.withUnsafeBufferPointer { buckets in
      var index = buckets.count
      while index > 0, base + Int64(buckets[index - 1].offset) >= number { index -= 1 }
      return index
    }
  }

  /// Adds those from a place on, each after the look that lasted until then.
  fileprivate func add(
    from start: Int, _ k: Int, to content: inout BucketContent, _ filled: inout Int64
  ) {
    buckets.withUnsafeBufferPointer { buckets in
      for index in start..<buckets.count {
        let number = base + Int64(buckets[index].offset)
        content.add(content.last, (number - filled) << Int64(k))
        buckets[index].add(to: &content, length: 1 << Int64(k), rare: rare)
        filled = number + 1
      }
    }
  }

  /// So many of them.
  fileprivate func prefix(_ count: Int) -> BucketChunk {
    var part = self
    part.buckets = Array(buckets.prefix(count))
    return part
  }

  /// False if it has no room for it.
  mutating func append(_ number: Int64, _ content: BucketContent) -> Bool {
    if buckets.isEmpty { base = number }
    guard buckets.count < Self.size, let offset = UInt32(exactly: number.subtracting(base)) else {
      return false
    }
    buckets.append(Bucket(offset: offset, content, rare: &rare))
    return true
  }
}
