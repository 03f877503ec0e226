/// Bytes, one after the other: numbers as LEB128, so that small ones take one byte.
public struct ByteWriter {
  @usableFromInline var written: [UInt8] = []
  @inlinable public init() {}
  @inlinable public var bytes: [UInt8] { written }
  /// How many there are.
  @inlinable public var count: Int { written.count }

  @inlinable
  public mutating func clear() { written.removeAll(keepingCapacity: true) }

  @inline(__always)
  @inlinable
  public mutating func byte(_ value: UInt8) { written.append(value) }

  @inline(__always)
  @inlinable
  public mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    written.append(UInt8(truncatingIfNeeded: rest))
  }

  @inlinable
  public mutating func append(_ other: ByteWriter) { written += other.written }

  /// Of either sign: 0, -1, 1, -2, … are 0, 1, 2, 3, ….
  @inline(__always)
  @inlinable
  public mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  /// One more than the number; 0 is none.
  @inlinable
  public mutating func optional(_ value: UInt64?) {
    if let value {
      number(value &+ 1)
      // The largest of all would be none.
      if value == .max { number(0) }
    } else {
      number(0)
      number(1)
    }
  }

  @inlinable
  public mutating func fixed<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { written.append(contentsOf: $0) }
  }

  @inlinable
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 {
      number(UInt64($0.count))
      written.append(contentsOf: $0)
    }
  }
}
