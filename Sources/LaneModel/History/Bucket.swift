/// What there was in a bucket with a change, in 24 bytes.
///
/// Of up to four looks all lengths but the last are kept; that one is what is left of the bucket. More looks, and more changes
/// than are counted here, are spelled out in the chunk's `rare`: the number of changes, then all lengths but the last.
struct Bucket: Equatable, Sendable {
  /// From the lowest bit: its number from the chunk's first one 32, looks 15, last look 4, changes 13.
  private let head: UInt64
  /// Three lengths of 42 bits; or, if the highest bit is set, the place in `rare`.
  private var low: UInt64
  private var high: UInt64

  private static let lengthMask: UInt64 = 1 << 42 - 1
  private static let rareBit: UInt64 = 1 << 63
  private static let mostChanges = 1 << 13 - 1
  private static let mostLooks = 4

  /// - Parameter rare: gets the content if it does not fit.
  init(offset: UInt32, _ content: BucketContent, rare: inout [Int64]) {
    let isRare = content.lookCount > Self.mostLooks || content.changes > Self.mostChanges
    let changes = isRare ? 0 : UInt64(content.changes)
    head =
      UInt64(offset) | UInt64(content.looks) << 32 | UInt64(content.last.rawValue) << 47
      | changes << 51
    low = isRare ? UInt64(rare.count) : 0
    high = isRare ? Self.rareBit : 0
    if isRare { rare.append(Int64(content.changes)) }
    var (rest, place) = (content.looks, 0)
    while rest & (rest &- 1) != 0 {
      let length = content.dwell(number: rest.trailingZeroBitCount)
      rest &= rest &- 1
      if isRare { rare.append(length) } else { keep(UInt64(length), at: place) }
      place += 1
    }
  }

  private mutating func keep(_ length: UInt64, at place: Int) {
    switch place {
    case 0: low |= length
    case 1:
      low |= length << 42
      high |= length >> 22
    default: high |= length << 20
    }
  }

  var offset: UInt32 { UInt32(truncatingIfNeeded: head) }
  var last: Look { Look(rawValue: UInt8(head >> 47 & 15)) ?? .absent }

  /// - Parameter length: the bucket's.
  func add(to content: inout BucketContent, length: Int64, rare: [Int64]) {
    let looks = UInt16(truncatingIfNeeded: head >> 32) & (1 << 15 - 1)
    if high & Self.rareBit == 0 {
      let second = (low >> 42 | high << 22) & Self.lengthMask
      var parts = (Int64(low & Self.lengthMask), Int64(second), Int64(high >> 20))
      content.add(looks, length) {
        defer { parts = (parts.1, parts.2, 0) }
        return parts.0
      }
      content.changes += Int(head >> 51)
    } else {
      var place = Int(low)
      content.changes += Int(rare[place])
      content.add(looks, length) {
        place += 1
        return rare[place]
      }
    }
    content.last = last
  }
}

extension BucketContent {
  /// The lengths come in the order of the looks, all but the last: that one has what is left.
  @inline(__always)
  fileprivate mutating func add(_ looks: UInt16, _ length: Int64, next: () -> Int64) {
    var (rest, left) = (looks, length)
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      rest &= rest &- 1
      let part = rest == 0 ? left : next()
      left -= part
      add(number: number, part)
    }
  }
}
