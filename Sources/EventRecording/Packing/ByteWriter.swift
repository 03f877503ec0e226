/// Bytes, one after the other: numbers as LEB128, so that small ones take one byte.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func byte(_ value: UInt8) { bytes.append(value) }

  @inline(__always)
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Of either sign: 0, -1, 1, -2, … are 0, 1, 2, 3, ….
  @inline(__always)
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  /// One more than the number; 0 is none.
  mutating func optional(_ value: UInt64?) {
    if let value {
      number(value &+ 1)
      // The largest of all would be none.
      if value == .max { number(0) }
    } else {
      number(0)
      number(1)
    }
  }

  mutating func fixed<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 {
      number(UInt64($0.count))
      bytes.append(contentsOf: $0)
    }
  }
}
