import Glibc
import Packing
public import SyncEvents

/// Writes a recording. What was appended more than a quarter of a second before, in the source's time, is in the file: a
/// crash costs no more.
///
/// Not thread-safe: one thread writes.
public final class RecordingWriter {
  private let file: RecordingFile
  private var packer = LookPacker()
  private var bytes = ByteWriter()
  private var chunk: RecordingChunk?
  private var chunks: [RecordingChunk] = []
  /// Where the next chunk begins.
  private var end: UInt64
  private var isOver = false

  /// A chunk is at most so long, unless one look alone is longer; and lasts no longer than this.
  private static let plenty = 1 << 18
  private static let span: Int64 = 250_000_000
  /// Of one look in a chunk.
  private static let mostEvents = 100_000

  /// An empty recording in place of what is there.
  public init(_ path: String, _ origin: RecordingOrigin) throws(RecordingError) {
    file = try RecordingFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC)
    end = UInt64(RecordingFormat.headSize)
    try file.write(RecordingFormat.head(origin))
  }
  deinit { if !isOver { _ = file.close() } }

  /// So many bytes the events took so far, and how many events there were.
  public private(set) var eventCount: UInt64 = 0
  public var byteCount: UInt64 { end + UInt64(bytes.bytes.count) }

  /// One look of the source. After an error nothing more can be written; what was written before is there.
  ///
  /// One that saw very much is written as several of the same moment.
  public func append(_ batch: Batch, now: Instant) throws(RecordingError) {
    guard batch.events.count > Self.mostEvents else { return try appendPart(batch, now: now) }
    var part = Batch(declarations: batch.declarations, losses: batch.losses)
    for start in stride(from: 0, to: batch.events.count, by: Self.mostEvents) {
      let end = min(start + Self.mostEvents, batch.events.count)
      part.events = Array(batch.events[start..<end])
      if end == batch.events.count { part.snapshot = batch.snapshot }
      try appendPart(part, now: now)
      part = Batch()
    }
  }

  private func appendPart(_ batch: Batch, now: Instant) throws(RecordingError) {
    var chunk =
      self.chunk
      ?? RecordingChunk(place: end, length: 0, checksum: 0, first: now, last: now, events: 0)
    packer.write(batch, now: now, to: &bytes)
    chunk.last = now
    chunk.events += UInt64(batch.events.count)
    eventCount += UInt64(batch.events.count)
    self.chunk = chunk
    if bytes.bytes.count >= Self.plenty || chunk.last - chunk.first >= Self.span { try flush() }
  }

  /// What has been appended so far goes into the file.
  public func flush() throws(RecordingError) {
    guard var chunk else { return }
    chunk.length = bytes.bytes.count
    chunk.checksum = Checksum.of(bytes.bytes)
    do throws(RecordingError) {
      try file.write(RecordingFormat.chunkHead(tag: RecordingFormat.chunkTag, chunk))
      try file.write(bytes.bytes)
    } catch {
      // What is there is whole.
      file.cut(to: end)
      throw error
    }
    end += UInt64(RecordingFormat.chunkHeadSize + chunk.length)
    chunks.append(chunk)
    self.chunk = nil
    bytes.clear()
    packer = LookPacker()
  }

  /// The end: with it the file is opened at once, however long it is.
  public func finish() throws(RecordingError) {
    guard !isOver else { return }
    try flush()
    isOver = true
    let index = RecordingFormat.index(chunks)
    let head = RecordingChunk(
      place: end, length: index.count, checksum: Checksum.of(index), first: .zero, last: .zero,
      events: 0)
    var failure: RecordingError?
    do throws(RecordingError) {
      try file.write(RecordingFormat.chunkHead(tag: RecordingFormat.indexTag, head))
      try file.write(index)
      try file.write(RecordingFormat.tail(index: end))
    } catch {
      file.cut(to: end)
      failure = error
    }
    if !file.close(), failure == nil { failure = RecordingFile.fault() }
    if let failure { throw failure }
  }
}
