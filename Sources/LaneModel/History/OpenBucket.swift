import Packing
import SyncEvents

/// The shortest bucket, as long as there may be further changes in it.
struct OpenBucket: Equatable, Sendable {
  private(set) var hasBegun = false
  private(set) var number: Int64 = 0
  private(set) var content = BucketContent()
  /// Everything before this is in the content already.
  private var filled: Int64 = 0
  /// The look since then.
  private var look = Look.absent

  private static var k: Int64 { Int64(Pyramid.k(0)) }

  func covers(_ time: Int64) -> Bool { hasBegun && time >> Self.k == number }

  /// The one that this moment is in.
  mutating func begin(with time: Int64) {
    hasBegun = true
    number = time >> Self.k
    content.clear()
    filled = number << Self.k
  }

  mutating func add(_ look: Look, at time: Int64) {
    content.add(self.look, time.subtracting(filled))
    content.changes += 1
    filled = time
    self.look = look
  }

  /// Nothing happens in it any more: it is filled up to its end.
  mutating func finish() {
    let end = (number << Self.k).adding(1 << Self.k)
    content.add(look, end.subtracting(filled))
    content.last = look
    filled = end
  }
}

extension OpenBucket: Packed {
  func pack(to writer: inout ByteWriter) {
    writer.pack(hasBegun, number, filled, look)
    if hasBegun { content.pack(to: &writer) }
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    (hasBegun, number) = (try reader.next(), try reader.next())
    (filled, look) = (try reader.next(), try reader.next())
    guard hasBegun else { return }
    content = try BucketContent(from: &reader, upTo: 1 << Self.k)
    guard number.magnitude < 1 << 52, filled >> Self.k - number <= 1, filled >> Self.k >= number
    else { throw Damaged("a bucket is nowhere") }
  }
}
