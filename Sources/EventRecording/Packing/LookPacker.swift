import Packing
public import SyncEvents

/// What a source has yielded at one look, and when that was.
public struct RecordedLook: Equatable, Sendable {
  public var batch: Batch
  /// The source's own present.
  public var now: Instant

  public init(_ batch: Batch, now: Instant) {
    self.batch = batch
    self.now = now
  }
}

/// Packs looks into a chunk.
struct LookPacker {
  private var events = EventPacker()
  private var now: Int64 = 0

  mutating func write(_ batch: Batch, now: Instant, to writer: inout ByteWriter) {
    writer.signed(now.nanoseconds &- self.now)
    self.now = now.nanoseconds
    writer.number(UInt64(batch.declarations.count))
    for declaration in batch.declarations { writer.pack(declaration) }
    writer.number(UInt64(batch.losses.count))
    for loss in batch.losses { writer.loss(loss) }
    writer.number(UInt64(batch.events.count))
    for event in batch.events { events.write(event, to: &writer) }
    writer.byte(batch.snapshot == nil ? 0 : 1)
    if let snapshot = batch.snapshot { writer.snapshot(snapshot) }
  }
}

/// A chunk's looks, one after the other.
struct LookStream {
  private var reader: ByteReader
  private var events = EventUnpacker()
  private var now: Int64 = 0

  init(_ bytes: [UInt8]) { reader = ByteReader(bytes[...]) }

  /// The next one in the place of `look`: so the room for its events is used again. False at the end.
  mutating func next(_ look: inout RecordedLook) throws(Damaged) -> Bool {
    guard !reader.isAtEnd else { return false }
    now = now &+ (try reader.signed())
    look.now = Instant(nanoseconds: now)
    look.batch.declarations.removeAll(keepingCapacity: true)
    look.batch.losses.removeAll(keepingCapacity: true)
    look.batch.events.removeAll(keepingCapacity: true)
    look.batch.snapshot = nil
    for _ in 0..<(try reader.count()) { look.batch.declarations.append(try reader.next()) }
    for _ in 0..<(try reader.count()) { look.batch.losses.append(try reader.loss()) }
    let count = try reader.count()
    // So many are not there for certain.
    look.batch.events.reserveCapacity(min(count, 1 << 16))
    for _ in 0..<count { look.batch.events.append(try events.read(&reader)) }
    if try reader.byte() != 0 { look.batch.snapshot = try reader.snapshot() }
    return true
  }
}
