import Glibc
import Packing
public import SyncEvents

/// Writes a recording. What was appended more than a quarter of a second before, in the source's time, is in the file: a
/// crash costs no more.
///
/// Not thread-safe: one thread writes.
public final class RecordingWriter {
  private let file: RecordingFile
  private let path: String
  private let origin: RecordingOrigin
  /// So much of the source's time is kept at least; nil is all.
  private let kept: Int64?
  private let spacing: UInt64
  private var packer = LookPacker()
  private var bytes = ByteWriter()
  private var chunk: RecordingChunk?
  private var chunks: [RecordingChunk] = []
  private var start = UInt64(RecordingFormat.frontSize)
  /// Where the next chunk begins.
  private var end = UInt64(RecordingFormat.frontSize)
  private var latest = Instant(nanoseconds: .min)
  private var isOver = false
  private var indexer: RecordingIndexer?
  private var canBeIndexed = true

  /// A chunk is at most so long, unless one look alone is longer; and lasts no longer than this.
  private static let plenty = 1 << 18
  private static let span: Int64 = 250_000_000
  /// Of one look in a chunk.
  private static let mostEvents = 100_000

  /// An empty recording in place of what is there.
  ///
  /// - Parameter kept: so many nanoseconds of the source's time are kept, and somewhat more; what is older is given up as it
  ///   goes on. Nil: all is kept.
  public convenience init(
    _ path: String, _ origin: RecordingOrigin, keeping kept: Int64? = nil
  ) throws(RecordingError) {
    try self.init(path, origin, keeping: kept, spacing: RecordingIndexer.usualSpacing)
  }

  /// - Parameter spacing: so many events come between two checkpoints, or more.
  init(
    _ path: String, _ origin: RecordingOrigin, keeping kept: Int64?, spacing: UInt64
  ) throws(RecordingError) {
    file = try RecordingFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC)
    (self.path, self.origin, self.kept, self.spacing) = (path, origin, kept, spacing)
    try file.write(RecordingFormat.head(origin) + RecordingFormat.start(at: start))
  }
  deinit {
    guard !isOver else { return }
    _ = indexer?.finish()
    _ = file.close()
  }

  /// How many events there were, also those that are not kept any more, and how many bytes it takes.
  public private(set) var eventCount: UInt64 = 0
  public var byteCount: UInt64 {
    UInt64(RecordingFormat.frontSize) + end - start + UInt64(bytes.count)
  }

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
    // Whoever goes to a moment reads as far as the looks are not later. Of a program that has just ended the last one is from
    // when it was seen last.
    let now = max(now, latest)
    latest = now
    var chunk =
      self.chunk
      ?? RecordingChunk(
        kind: .events, place: end, length: 0, checksum: 0, first: now, last: now, events: 0)
    packer.write(batch, now: now, to: &bytes)
    chunk.last = now
    chunk.events += UInt64(batch.events.count)
    eventCount += UInt64(batch.events.count)
    self.chunk = chunk
    if bytes.count >= Self.plenty || chunk.last - chunk.first >= Self.span { try flush() }
  }

  /// What has been appended so far goes into the file.
  public func flush() throws(RecordingError) {
    guard var chunk else { return }
    chunk.place = end
    try put(&chunk, bytes.bytes)
    self.chunk = nil
    bytes.clear()
    packer = LookPacker()
    indexes(chunk)
    try putCheckpoints()
    if let kept { try giveUp(before: chunk.last + -kept) }
  }

  /// After an error what is there is whole.
  private func put(_ chunk: inout RecordingChunk, _ bytes: [UInt8]) throws(RecordingError) {
    chunk.length = bytes.count
    chunk.checksum = Checksum.of(bytes)
    do throws(RecordingError) {
      try file.write(RecordingFormat.chunkHead(chunk))
      try file.write(bytes)
    } catch {
      file.cut(to: end)
      throw error
    }
    end = chunk.end
    chunks.append(chunk)
  }

  // MARK: what lets it be opened anywhere

  /// Checkpoints have been made of all that is in the file.
  var isIndexed: Bool { indexer?.hasCaughtUp ?? true }

  /// A short one is read faster than a checkpoint of it.
  private func indexes(_ chunk: RecordingChunk) {
    if let indexer { return indexer.add(chunk) }
    guard canBeIndexed, eventCount >= spacing || kept != nil else { return }
    indexer = try? RecordingIndexer(
      path, chunks, spacing: spacing, longestSpan: kept.map { $0 / 8 } ?? .max)
    canBeIndexed = indexer != nil
  }

  private func putCheckpoints() throws(RecordingError) {
    for made in indexer?.takeReady() ?? [] where made.resume >= start {
      var chunk = RecordingChunk(
        kind: .checkpoint, place: end, length: 0, checksum: 0, first: made.time, last: made.time,
        events: 0, back: end - made.resume)
      try put(&chunk, made.bytes)
    }
  }

  /// From the last checkpoint before this moment on it is kept.
  private func giveUp(before time: Instant) throws(RecordingError) {
    guard
      let base = chunks.last(where: { $0.kind == .checkpoint && $0.last <= time }),
      base.resume > start
    else { return }
    // Whoever reads begins there; only then the rest goes.
    try file.write(
      RecordingFormat.start(at: base.resume), at: UInt64(RecordingFormat.headSize))
    file.free(UInt64(RecordingFormat.frontSize)..<base.resume)
    start = base.resume
    chunks.removeAll { ($0.kind == .checkpoint ? $0.resume : $0.place) < start }
  }

  // MARK: the end

  /// The end: with it the file is opened at once, however long it is.
  public func finish() throws(RecordingError) {
    guard !isOver else { return }
    try flush()
    isOver = true
    var failure: RecordingError?
    do throws(RecordingError) {
      if let overview = indexer?.finish() {
        try putCheckpoints()
        var chunk = RecordingChunk(
          kind: .overview, place: end, length: 0, checksum: 0, first: chunks.first?.first ?? .zero,
          last: chunks.last?.last ?? .zero, events: 0)
        if chunks.contains(where: { $0.kind == .checkpoint }) { try put(&chunk, overview) }
      }
      if start > UInt64(RecordingFormat.frontSize) { try moveToFront() } else { try close(file) }
    } catch {
      file.cut(to: end)
      failure = error
    }
    if !file.close(), failure == nil { failure = RecordingFile.fault() }
    if let failure { throw failure }
  }

  private func close(_ file: RecordingFile) throws(RecordingError) {
    let index = RecordingFormat.index(chunks)
    let head = RecordingChunk(
      kind: .events, place: end, length: index.count, checksum: Checksum.of(index), first: .zero,
      last: .zero, events: 0)
    try file.write(RecordingFormat.chunkHead(head, tag: RecordingFormat.indexTag))
    try file.write(index)
    try file.write(RecordingFormat.tail(index: end))
  }

  /// What was given up leaves a hole at the front, which others would copy: what is kept goes into a file of its own.
  private func moveToFront() throws(RecordingError) {
    let (new, front) = (path + ".part", UInt64(RecordingFormat.frontSize))
    let old = try RecordingFile(path, flags: O_RDONLY)
    defer { _ = old.close() }
    let file = try RecordingFile(new, flags: O_WRONLY | O_CREAT | O_TRUNC)
    do throws(RecordingError) {
      try file.write(RecordingFormat.head(origin) + RecordingFormat.start(at: front))
      try file.append(start..<end, of: old)
      for index in chunks.indices { chunks[index].place -= start - front }
      end -= start - front
      start = front
      try close(file)
    } catch {
      _ = file.close()
      unlink(new)
      throw error
    }
    guard file.close(), rename(new, path) == 0 else {
      let fault = RecordingFile.fault()
      unlink(new)
      throw fault
    }
  }
}
