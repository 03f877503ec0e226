/// What can be written as bytes and read back from them. Whoever reads must expect bytes that nobody has written so.
public protocol Packed {
  func pack(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(Damaged)
}

extension ByteWriter {
  /// One after the other.
  @inlinable
  public mutating func pack<each Value: Packed>(_ values: repeat each Value) {
    repeat (each values).pack(to: &self)
  }
}

extension ByteReader {
  @inlinable
  public mutating func next<Value: Packed>(_ type: Value.Type = Value.self) throws(Damaged) -> Value
  {
    try Value(from: &self)
  }
}

extension Bool: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.byte(self ? 1 : 0) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.byte() != 0
  }
}

extension Int64: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.signed(self) }
  /// What is added to it must not run over: but for the ends of all numbers it is no more than seventy years.
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    let value = try reader.signed()
    self = value == .max || value == .min ? value : Swift.min(Swift.max(value, -1 << 61), 1 << 61)
  }
}

extension Int: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.signed(Int64(self)) }
  /// As above; it may be counted on.
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = Int(Swift.min(Swift.max(try reader.signed(), -1 << 61), 1 << 61))
  }
}

extension UInt64: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.number(self) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.number()
  }
}

extension UInt32: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.number(UInt64(self)) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.narrow()
  }
}

extension UInt16: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.number(UInt64(self)) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.narrow()
  }
}

extension UInt8: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.byte(self) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.byte()
  }
}

extension String: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.text(self) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) { self = try reader.text() }
}

extension Optional: Packed where Wrapped: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) {
    writer.byte(self == nil ? 0 : 1)
    self?.pack(to: &writer)
  }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = try reader.byte() == 0 ? nil : try reader.next(Wrapped.self)
  }
}

extension Array: Packed where Element: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) {
    writer.number(UInt64(count))
    for element in self { element.pack(to: &writer) }
  }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = []
    for _ in 0..<(try reader.count()) { append(try reader.next()) }
  }
}

/// In order, so that what is equal is packed as the same bytes.
extension Set: Packed where Element: Packed & Comparable {
  @inlinable public func pack(to writer: inout ByteWriter) { sorted().pack(to: &writer) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(try reader.next([Element].self))
  }
}

extension Dictionary: Packed where Key: Packed & Comparable, Value: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) {
    writer.number(UInt64(count))
    for (key, value) in sorted(by: { $0.key < $1.key }) { writer.pack(key, value) }
  }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self = [:]
    for _ in 0..<(try reader.count()) {
      let key = try reader.next(Key.self)
      self[key] = try reader.next(Value.self)
    }
  }
}

extension Packed where Self: RawRepresentable, RawValue: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { rawValue.pack(to: &writer) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    guard let value = Self(rawValue: try reader.next()) else { throw Damaged("a word is unknown") }
    self = value
  }
}
