/// What is wrong with what was packed; it need not have been packed by us.
public struct Damaged: Error, Hashable, Sendable {
  /// The end of a sentence.
  public var what: String
  public init(_ what: String) { self.what = what }
}

/// Reads what a `ByteWriter` has written. Nothing in it leads beyond its end.
public struct ByteReader {
  @usableFromInline let bytes: ArraySlice<UInt8>
  @usableFromInline var position: Int
  /// Where it is.
  @inlinable public var place: Int { position }

  @inlinable
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  @inlinable public var isAtEnd: Bool { position >= bytes.endIndex }
  @inlinable public var left: Int { bytes.endIndex - position }

  @inline(__always)
  @inlinable
  public mutating func byte() throws(Damaged) -> UInt8 {
    guard position < bytes.endIndex else { throw Damaged("it ends in the middle of something") }
    defer { position += 1 }
    return bytes[position]
  }

  @inline(__always)
  @inlinable
  public mutating func number() throws(Damaged) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw Damaged("a number is too large") }
      value |= UInt64(next & 0x7F) << shift
      if next & 0x80 == 0 { return value }
      shift += 7
      guard shift < 64 else { throw Damaged("a number is too long") }
    }
  }

  @inline(__always)
  @inlinable
  public mutating func signed() throws(Damaged) -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  @inlinable
  public mutating func optional() throws(Damaged) -> UInt64? {
    let value = try number()
    if value > 0 { return value - 1 }
    return try number() == 0 ? .max : nil
  }

  @inlinable
  public mutating func integer() throws(Damaged) -> Int { Int(try signed()) }

  @inlinable
  public mutating func narrow<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(Damaged) -> T {
    guard let value = T(exactly: try number()) else { throw Damaged("a number is out of range") }
    return value
  }

  @inlinable
  public mutating func fixed<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(Damaged) -> T {
    var value: T = 0
    for index in 0..<MemoryLayout<T>.size {
      value |= T(truncatingIfNeeded: try byte()) << T(index * 8)
    }
    return value
  }

  @inlinable
  public mutating func text() throws(Damaged) -> String {
    let count = try number()
    guard count <= UInt64(left) else { throw Damaged("a text goes beyond its end") }
    defer { position += Int(count) }
    return String(decoding: bytes[position..<position + Int(count)], as: UTF8.self)
  }

  /// How many of something follow, each of which takes a byte at least.
  @inlinable
  public mutating func count() throws(Damaged) -> Int {
    let count = try number()
    guard count <= UInt64(left) else { throw Damaged("a count goes beyond its end") }
    return Int(count)
  }
}
