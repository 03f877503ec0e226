/// A protobuf message, read by nothing but the encoding's own rules: the numbers are those of Perfetto's schema.
struct Wire {
  enum Value {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }
  struct Malformed: Error {}
  private(set) var fields: [(number: Int, value: Value)] = []

  init(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let key = try Self.varint(&rest)
      let value: Value
      switch key & 7 {
      case 0: value = .number(try Self.varint(&rest))
      case 1:
        guard rest.count >= 8 else { throw Malformed() }
        value = .number(rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        rest = rest.dropFirst(8)
      case 2:
        let count = Int(try Self.varint(&rest))
        guard rest.count >= count else { throw Malformed() }
        value = .bytes(rest.prefix(count))
        rest = rest.dropFirst(count)
      default: throw Malformed()
      }
      fields.append((Int(key >> 3), value))
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Malformed()
  }

  subscript(_ number: Int) -> UInt64? {
    for field in fields where field.number == number {
      if case .number(let value) = field.value { return value }
    }
    return nil
  }
  func messages(_ number: Int) throws -> [Wire] {
    try fields.compactMap { field in
      guard field.number == number, case .bytes(let bytes) = field.value else { return nil }
      return try Wire(bytes)
    }
  }
  func text(_ number: Int) -> String? {
    for field in fields where field.number == number {
      if case .bytes(let bytes) = field.value { return String(decoding: bytes, as: UTF8.self) }
    }
    return nil
  }
}
