/// What there was in a bucket with a change, in 24 bytes.
///
/// Of up to four looks all lengths but the last are kept; that one is what is left of the bucket. More looks, and more changes
/// than are counted here, are spelled out in the chunk's `rare`.
struct Bucket: Equatable, Sendable {
  /// From the lowest bit: its number from the chunk's first one 32, looks 15, last look 4, changes 13.
  private let head: UInt64
  /// Three lengths of 42 bits; or, if the highest bit is set, the place in `rare`.
  private let low: UInt64
  private let high: UInt64

  private static let lengthMask: UInt64 = 1 << 42 - 1
  private static let rareBit: UInt64 = 1 << 63
  private static let mostChanges = 1 << 13 - 1
  static let mostLooks = 4

  /// - Parameter rare: where the content is spelled out if it does not fit.
  init(offset: UInt32, _ content: BucketContent, rare: Int) {
    let isRare = !Self.fits(content)
    let changes = isRare ? 0 : UInt64(content.changes)
    head =
      UInt64(offset) | UInt64(content.looks) << 32 | UInt64(content.last.rawValue) << 47
      | changes << 51
    guard !isRare else {
      low = UInt64(rare)
      high = Self.rareBit
      return
    }
    var lengths: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var (rest, place) = (content.looks, 0)
    while rest & (rest - 1) != 0 {
      let length = UInt64(content.dwell(number: rest.trailingZeroBitCount))
      switch place {
      case 0: lengths.0 = length
      case 1: lengths.1 = length
      default: lengths.2 = length
      }
      place += 1
      rest &= rest - 1
    }
    low = lengths.0 | lengths.1 << 42
    high = lengths.1 >> 22 | lengths.2 << 20
  }

  static func fits(_ content: BucketContent) -> Bool {
    content.lookCount <= mostLooks && content.changes <= mostChanges
  }

  var offset: UInt32 { UInt32(truncatingIfNeeded: head) }
  var last: Look { Look(rawValue: UInt8(head >> 47 & 15)) ?? .absent }

  /// - Parameter length: the bucket's.
  func add(to content: inout BucketContent, length: Int64, rare: [BucketContent]) {
    guard high & Self.rareBit == 0 else { return content.add(rare[Int(low)]) }
    var rest = UInt16(truncatingIfNeeded: head >> 32) & (1 << 15 - 1)
    var lengths = (low & Self.lengthMask, (low >> 42 | high << 22) & Self.lengthMask, high >> 20)
    var left = length
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      rest &= rest - 1
      let part = rest == 0 ? left : Int64(lengths.0)
      lengths = (lengths.1, lengths.2, 0)
      left -= part
      content.add(number: number, part)
    }
    content.changes += Int(head >> 51)
    content.last = last
  }
}
