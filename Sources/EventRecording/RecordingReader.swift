import Glibc
import Packing
public import SyncEvents

/// Reads a recording: a whole one, or what there is of one that was not finished.
public final class RecordingReader {
  private let file: RecordingFile
  public let origin: RecordingOrigin
  /// In the order of time.
  public let chunks: [RecordingChunk]
  /// It was finished. False: it ends where something was lost, or is still being written.
  public let isComplete: Bool

  public init(_ path: String) throws(RecordingError) {
    let file = try RecordingFile(path, flags: O_RDONLY)
    do throws(RecordingError) {
      guard let size = file.size else { throw .notARecording }
      origin = try RecordingFormat.origin(
        file.read(at: 0, count: min(Int(clamping: size), RecordingFormat.headSize)))
      let index = try Self.index(file, size)
      isComplete = index != nil
      chunks = if let index { index } else { try Self.scan(file, size) }
    } catch {
      _ = file.close()
      throw error
    }
    self.file = file
  }
  deinit { _ = file.close() }

  public var eventCount: UInt64 { chunks.reduce(0) { $0 &+ $1.events } }
  /// The source's time at the first look and at the last.
  public var begin: Instant { chunks.first?.first ?? .zero }
  public var end: Instant { chunks.last?.last ?? .zero }

  /// All looks of a chunk.
  public func looks(of chunk: RecordingChunk) throws(RecordingError) -> [RecordedLook] {
    let place = chunk.place + UInt64(RecordingFormat.chunkHeadSize)
    let bytes = try file.read(at: place, count: chunk.length)
    guard bytes.count == chunk.length else { throw .damaged("its end is missing") }
    guard Checksum.of(bytes) == chunk.checksum else {
      throw .damaged("a chunk is not what was written")
    }
    var (reader, unpacker) = (ByteReader(bytes[...]), LookUnpacker())
    var looks: [RecordedLook] = []
    do throws(Damaged) {
      while !reader.isAtEnd { looks.append(try unpacker.read(&reader)) }
    } catch {
      throw .damaged(error.what)
    }
    return looks
  }

  // MARK: where the chunks are

  /// Nil: there is none.
  private static func index(
    _ file: RecordingFile, _ size: UInt64
  ) throws(RecordingError) -> [RecordingChunk]? {
    let tailSize = UInt64(RecordingFormat.tailSize)
    guard size >= tailSize,
      let place = RecordingFormat.index(
        inTail: try file.read(at: size - tailSize, count: RecordingFormat.tailSize)),
      place < size, let (tag, head) = try Self.chunk(file, at: place),
      tag == RecordingFormat.indexTag, UInt64(head.length) <= size - place
    else { return nil }
    let bytes = try file.read(
      at: place + UInt64(RecordingFormat.chunkHeadSize), count: head.length)
    guard bytes.count == head.length, Checksum.of(bytes) == head.checksum else { return nil }
    return try? RecordingFormat.chunks(bytes, in: place)
  }

  /// From the front, as far as they are whole.
  private static func scan(
    _ file: RecordingFile, _ size: UInt64
  ) throws(RecordingError) -> [RecordingChunk] {
    var chunks: [RecordingChunk] = []
    var place = UInt64(RecordingFormat.headSize)
    while let (tag, chunk) = try Self.chunk(file, at: place), tag == RecordingFormat.chunkTag {
      let end = place + UInt64(RecordingFormat.chunkHeadSize + chunk.length)
      guard end <= size else { break }
      chunks.append(chunk)
      place = end
    }
    // The last one may have been overtaken by the crash.
    if let last = chunks.last {
      let bytes = try file.read(
        at: last.place + UInt64(RecordingFormat.chunkHeadSize), count: last.length)
      if Checksum.of(bytes) != last.checksum { chunks.removeLast() }
    }
    return chunks
  }

  private static func chunk(
    _ file: RecordingFile, at place: UInt64
  ) throws(RecordingError) -> (tag: UInt32, chunk: RecordingChunk)? {
    RecordingFormat.chunk(
      try file.read(at: place, count: RecordingFormat.chunkHeadSize), at: place)
  }
}
