public import SyncEvents

extension ThreadID: Packed {}
extension PrimitiveID: Packed {}
extension TextID: Packed {}
extension SiteID: Packed {}
extension Wanted: Packed {}
extension Outcome: Packed {}
extension RecordingLevel: Packed {}
extension PrimitiveKind: Packed {}

extension Instant: Packed {
  @inlinable public func pack(to writer: inout ByteWriter) { writer.signed(nanoseconds) }
  @inlinable public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(nanoseconds: try reader.next())
  }
}

extension ThreadDeclaration: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(id, name, origin.code, parent, pool, Int64(systemID), time)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      id: try reader.next(), name: try reader.next(), origin: try Origin(code: try reader.byte()),
      parent: try reader.next(), pool: try reader.next(),
      systemID: Int32(truncatingIfNeeded: try reader.signed()), time: try reader.next())
  }
}

extension ThreadDeclaration.Origin {
  private static let codes: [Self] = [.own, .foreign, .control]
  fileprivate var code: UInt8 { UInt8(Self.codes.firstIndex(of: self) ?? 0) }
  fileprivate init(code: UInt8) throws(Damaged) {
    guard code < Self.codes.count else { throw Damaged("a word is unknown") }
    self = Self.codes[Int(code)]
  }
}

extension PrimitiveDeclaration: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(id, kind, name, value, limit, lock, thread, pool, site, time)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      id: try reader.next(), kind: try reader.next(), name: try reader.next(),
      value: try reader.integer(), limit: try reader.byte() == 0 ? nil : try reader.integer(),
      lock: try reader.next(), thread: try reader.next(), pool: try reader.next(),
      site: try reader.next(),
      time: try reader.next())
  }
}

extension Declaration: Packed {
  public func pack(to writer: inout ByteWriter) {
    switch self {
    case .thread(let thread):
      writer.byte(1)
      writer.pack(thread)
    case .primitive(let primitive):
      writer.byte(2)
      writer.pack(primitive)
    case .text(let id, let text):
      writer.byte(3)
      writer.pack(id, text)
    case .site(let id, let file, let line):
      writer.byte(4)
      writer.pack(id, file, line)
    }
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    switch try reader.byte() {
    case 1: self = .thread(try reader.next())
    case 2: self = .primitive(try reader.next())
    case 3: self = .text(try reader.next(), try reader.next())
    case 4: self = .site(try reader.next(), file: try reader.next(), line: try reader.next())
    default: throw Damaged("a declaration is of an unknown kind")
    }
  }
}

extension FindingKind: Packed {}
extension Grade: Packed {}
