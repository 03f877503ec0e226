import Glibc
public import LaneModel
import Packing
public import SyncEvents

/// Reads a recording: a whole one, or what there is of one that was not finished.
public final class RecordingReader {
  private let file: RecordingFile
  public let origin: RecordingOrigin
  /// In the order of time.
  public let chunks: [RecordingChunk]
  /// In the same order.
  public let checkpoints: [Checkpoint]
  private let overviewChunk: RecordingChunk?
  /// It was finished. False: it ends where something was lost, or is still being written.
  public let isComplete: Bool

  /// Where one can go on without what comes before.
  public struct Checkpoint: Sendable {
    /// The chunk that comes after it.
    public let next: Int
    public let time: Instant
    fileprivate let chunk: RecordingChunk
    var place: UInt64 { chunk.place }
  }

  public init(_ path: String) throws(RecordingError) {
    let file = try RecordingFile(path, flags: O_RDONLY)
    let all: [RecordingChunk]
    do throws(RecordingError) {
      guard let size = file.size else { throw .notARecording }
      origin = try RecordingFormat.origin(
        file.read(at: 0, count: min(Int(clamping: size), RecordingFormat.headSize)))
      let index = try Self.index(file, size)
      isComplete = index != nil
      all = if let index { index } else { try Self.scan(file, size) }
    } catch {
      _ = file.close()
      throw error
    }
    self.file = file
    let chunks = all.filter { $0.kind == .events }
    self.chunks = chunks
    overviewChunk = all.last { $0.kind == .overview }
    var checkpoints: [Checkpoint] = []
    for chunk in all where chunk.kind == .checkpoint {
      var (low, high) = (0, chunks.count)
      while low < high {
        let middle = (low + high) / 2
        if chunks[middle].place < chunk.resume { low = middle + 1 } else { high = middle }
      }
      guard low >= checkpoints.last?.next ?? 0 else { continue }
      checkpoints.append(Checkpoint(next: low, time: chunk.last, chunk: chunk))
    }
    self.checkpoints = checkpoints
  }
  deinit { _ = file.close() }

  public var eventCount: UInt64 { chunks.reduce(0) { $0 &+ $1.events } }
  /// The source's time at the first look and at the last.
  public var begin: Instant { chunks.first?.first ?? .zero }
  public var end: Instant { chunks.last?.last ?? .zero }

  /// All looks of a chunk.
  public func looks(of chunk: RecordingChunk) throws(RecordingError) -> [RecordedLook] {
    var stream = try file.stream(of: chunk)
    var (looks, look) = ([RecordedLook](), RecordedLook(Batch(), now: .zero))
    do throws(Damaged) {
      while try stream.next(&look) { looks.append(look) }
    } catch {
      throw .damaged(error.what)
    }
    return looks
  }

  func stream(of chunk: RecordingChunk) throws(RecordingError) -> LookStream {
    try file.stream(of: chunk)
  }

  // MARK: models

  /// The model before the first chunk: one in which nothing has happened, unless what came before was given up.
  ///
  /// - Parameter settings: one in which nothing has happened, and whose settings hold.
  public func opening(_ settings: LaneModel) throws(RecordingError) -> LaneModel {
    guard let base = checkpoints.first, base.next == 0 else { return settings }
    return try model(at: base, settings, nil)
  }

  /// The model at a checkpoint. What the lanes were before is known as far as the overview has it.
  public func model(
    at checkpoint: Checkpoint, _ settings: LaneModel, _ overview: HistoryOverview?
  ) throws(RecordingError) -> LaneModel {
    let bytes = try file.bytes(of: checkpoint.chunk)
    var reader = ByteReader(bytes[...])
    do throws(Damaged) {
      return try LaneModel(from: &reader, settings: settings, overview: overview)
    } catch {
      throw .damaged(error.what)
    }
  }

  /// What all lanes were; nil where that is not there, or damaged.
  public func overview() -> HistoryOverview? {
    guard let overviewChunk, let bytes = try? file.bytes(of: overviewChunk) else { return nil }
    var reader = ByteReader(bytes[...])
    return try? HistoryOverview(from: &reader)
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
    let start = RecordingFormat.start(
      try file.read(at: UInt64(RecordingFormat.headSize), count: RecordingFormat.startSize))
    var place = max(start ?? 0, UInt64(RecordingFormat.frontSize))
    while place < size, let (tag, chunk) = try Self.chunk(file, at: place), tag == chunk.kind.tag {
      guard chunk.end <= size else { break }
      // What was given up is not missed.
      if chunk.kind != .checkpoint || chunk.resume >= start ?? 0 { chunks.append(chunk) }
      place = chunk.end
    }
    // The last one may have been overtaken by the crash.
    if let last = chunks.last, (try? file.bytes(of: last)) == nil { chunks.removeLast() }
    return chunks
  }

  private static func chunk(
    _ file: RecordingFile, at place: UInt64
  ) throws(RecordingError) -> (tag: UInt32, chunk: RecordingChunk)? {
    RecordingFormat.chunk(
      try file.read(at: place, count: RecordingFormat.chunkHeadSize), at: place)
  }
}

extension RecordingFile {
  /// What follows a chunk's head.
  func bytes(of chunk: RecordingChunk) throws(RecordingError) -> [UInt8] {
    let place = chunk.place + UInt64(RecordingFormat.chunkHeadSize)
    let bytes = try read(at: place, count: chunk.length)
    guard bytes.count == chunk.length else { throw .damaged("its end is missing") }
    guard Checksum.of(bytes) == chunk.checksum else {
      throw .damaged("a chunk is not what was written")
    }
    return bytes
  }

  func stream(of chunk: RecordingChunk) throws(RecordingError) -> LookStream {
    LookStream(try bytes(of: chunk))
  }
}
