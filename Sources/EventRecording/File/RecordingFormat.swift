import Packing
import SyncEvents

/// Of what a recording is.
public struct RecordingOrigin: Hashable, Sendable {
  /// What the program was called; 32 bytes at most are kept.
  public var program: String
  public var pid: Int32
  /// When `Instant.zero` was, in nanoseconds since 1970.
  public var began: Int64

  public init(program: String, pid: Int32, began: Int64) {
    (self.program, self.pid, self.began) = (program, pid, began)
  }
}

/// The layout, version 1. Everything is little-endian.
///
///     head    64 bytes: "SGNLREC1", version u32, 0 u32, began i64, pid i32, 0 u32, program 28 bytes, CRC-32C u32 of these 60
///     start   16 bytes: place of the first chunk u64, 0 u32, CRC-32C u32 of these 12. What is before it was given up.
///     chunk   48 bytes: tag, length u32, CRC-32C u32 of what follows the head, 0 u32, first i64, last i64, back u64,
///             events u32, CRC-32C u32 of these 44; then `length` bytes. By its tag it is
///             "CHNK": looks, packed; events in number
///             "CKPT": the model after all chunks that begin more than `back` bytes before it
///             "LEVL": what all lanes were, in long buckets: near the end
///     …
///     index   a chunk's head with "INDX"; then each chunk: kind, place, length, checksum, first, last, events, back
///     tail    24 bytes: "SGNLEND1", place of the index u64, 0 u32, CRC-32C u32 of these 20
///
/// Without a tail, as after a crash, it is read from the start, up to the last whole chunk.
enum RecordingFormat {
  static let version: UInt32 = 1
  static let magic: UInt64 = 0x3143_4552_4C4E_4753  // "SGNLREC1"
  static let tailMagic: UInt64 = 0x3144_4E45_4C4E_4753  // "SGNLEND1"
  static let indexTag: UInt32 = 0x5844_4E49  // "INDX"
  static let headSize = 64
  static let startSize = 16
  /// Before the first chunk.
  static let frontSize = headSize + startSize
  static let chunkHeadSize = 48
  static let tailSize = 24
  private static let nameSize = 28
  /// No chunk is longer, or whoever reads it would need much memory for what somebody claims.
  static let longestChunk = 1 << 24

  static func head(_ origin: RecordingOrigin) -> [UInt8] {
    var writer = ByteWriter()
    writer.fixed(magic)
    writer.fixed(version)
    writer.fixed(UInt32(0))
    writer.fixed(origin.began)
    writer.fixed(origin.pid)
    writer.fixed(UInt32(0))
    var name = origin.program
    while name.utf8.count > nameSize { name.removeLast() }
    for byte in name.utf8 { writer.byte(byte) }
    for _ in name.utf8.count..<nameSize { writer.byte(0) }
    return closed(writer)
  }

  static func start(at place: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.fixed(place)
    writer.fixed(UInt32(0))
    return closed(writer)
  }

  static func chunkHead(_ chunk: RecordingChunk, tag: UInt32? = nil) -> [UInt8] {
    var writer = ByteWriter()
    writer.fixed(tag ?? chunk.kind.tag)
    writer.fixed(UInt32(chunk.length))
    writer.fixed(chunk.checksum)
    writer.fixed(UInt32(0))
    writer.fixed(chunk.first.nanoseconds)
    writer.fixed(chunk.last.nanoseconds)
    writer.fixed(chunk.back)
    writer.fixed(UInt32(clamping: chunk.events))
    return closed(writer)
  }

  static func tail(index place: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.fixed(tailMagic)
    writer.fixed(place)
    writer.fixed(UInt32(0))
    return closed(writer)
  }

  static func index(_ chunks: [RecordingChunk]) -> [UInt8] {
    var writer = ByteWriter()
    writer.number(UInt64(chunks.count))
    for chunk in chunks {
      writer.byte(chunk.kind.rawValue)
      writer.number(chunk.place)
      writer.number(UInt64(chunk.length))
      writer.fixed(chunk.checksum)
      writer.signed(chunk.first.nanoseconds)
      writer.signed(chunk.last.nanoseconds)
      writer.number(chunk.events)
      writer.number(chunk.back)
    }
    return writer.bytes
  }

  private static func closed(_ writer: ByteWriter) -> [UInt8] {
    var writer = writer
    writer.fixed(Checksum.of(writer.bytes))
    return writer.bytes
  }

  // MARK: the way back

  static func isWhole(_ bytes: [UInt8]) -> Bool {
    var sum = ByteReader(bytes.suffix(4))
    return bytes.count > 4 && (try? sum.fixed(UInt32.self)) == Checksum.of(bytes.dropLast(4))
  }

  static func origin(_ bytes: [UInt8]) throws(RecordingError) -> RecordingOrigin {
    var reader = ByteReader(bytes[...])
    guard (try? reader.fixed(UInt64.self)) == magic else { throw .notARecording }
    guard let version = try? reader.fixed(UInt32.self), bytes.count == headSize else {
      throw .truncated
    }
    guard version == Self.version else { throw .version(version) }
    guard isWhole(bytes), (try? reader.fixed(UInt32.self)) != nil,
      let began = try? reader.fixed(Int64.self), let pid = try? reader.fixed(Int32.self),
      (try? reader.fixed(UInt32.self)) != nil
    else { throw .damaged("its head is not what was written") }
    let name = bytes[reader.place..<reader.place + nameSize].prefix { $0 != 0 }
    return RecordingOrigin(program: String(decoding: name, as: UTF8.self), pid: pid, began: began)
  }

  /// Where the first chunk is.
  static func start(_ bytes: [UInt8]) -> UInt64? {
    guard bytes.count == startSize, isWhole(bytes) else { return nil }
    var reader = ByteReader(bytes[...])
    return try? reader.fixed(UInt64.self)
  }

  /// Nil: there is no chunk.
  static func chunk(_ bytes: [UInt8], at place: UInt64) -> (tag: UInt32, chunk: RecordingChunk)? {
    guard bytes.count == chunkHeadSize, isWhole(bytes) else { return nil }
    var reader = ByteReader(bytes[...])
    guard let tag = try? reader.fixed(UInt32.self), let length = try? reader.fixed(UInt32.self),
      let sum = try? reader.fixed(UInt32.self), (try? reader.fixed(UInt32.self)) != nil,
      let first = try? reader.fixed(Int64.self), let last = try? reader.fixed(Int64.self),
      let back = try? reader.fixed(UInt64.self), let events = try? reader.fixed(UInt32.self),
      length <= longestChunk, back <= place
    else { return nil }
    let kinds = [RecordingChunk.Kind.events, .checkpoint, .overview]
    return (
      tag,
      RecordingChunk(
        kind: kinds.first { $0.tag == tag } ?? .events, place: place, length: Int(length),
        checksum: sum, first: Instant(nanoseconds: first),
        last: Instant(nanoseconds: last), events: UInt64(events), back: back)
    )
  }

  /// Where the index is.
  static func index(inTail bytes: [UInt8]) -> UInt64? {
    guard bytes.count == tailSize, isWhole(bytes) else { return nil }
    var reader = ByteReader(bytes[...])
    guard (try? reader.fixed(UInt64.self)) == tailMagic else { return nil }
    return try? reader.fixed(UInt64.self)
  }

  static func chunks(_ bytes: [UInt8], in size: UInt64) throws(Damaged) -> [RecordingChunk] {
    var reader = ByteReader(bytes[...])
    var chunks: [RecordingChunk] = []
    var end = UInt64(frontSize)
    for _ in 0..<(try reader.count()) {
      guard let kind = RecordingChunk.Kind(rawValue: try reader.byte()) else {
        throw Damaged("its index has something unknown in it")
      }
      let chunk = RecordingChunk(
        kind: kind, place: try reader.number(), length: try reader.narrow(),
        checksum: try reader.fixed(),
        first: try reader.next(), last: try reader.next(), events: try reader.number(),
        back: try reader.number())
      // One after the other: an index that goes in circles would never end.
      guard chunk.place >= end, chunk.length <= longestChunk,
        chunk.place <= size, size - chunk.place >= UInt64(chunkHeadSize + chunk.length),
        chunk.back <= chunk.place
      else { throw Damaged("its index leads elsewhere") }
      end = chunk.end
      chunks.append(chunk)
    }
    return chunks
  }
}
