import EventRing
import Glibc
import LaneModel
import Packing
import SyncEvents

/// Reads what has been written of a recording, on a thread of its own, and makes what lets it be opened anywhere at once:
/// checkpoints of the model, and at the end what all lanes were. It may fall behind: it costs whoever records nothing.
final class RecordingIndexer: @unchecked Sendable {
  /// The model after all chunks that begin before `resume`.
  struct Checkpoint {
    var bytes: [UInt8]
    var time: Instant
    var resume: UInt64
  }

  /// So many events come between two checkpoints, or more where a checkpoint is large.
  static let usualSpacing: UInt64 = 50_000
  /// Checkpoints take at most this part of what the events take.
  private static let share = 8
  private static let mostBuckets = 1 << 20
  private static let budget = 96 << 20

  private let file: RecordingFile
  private let spacing: UInt64
  /// No more time than this passes between two checkpoints, in nanoseconds.
  private let longestSpan: Int64
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var thread: BackgroundThread?

  // Under the mutex.
  private var queue: [RecordingChunk]
  private var isOver = false
  private var isWorking = true
  private var ready: [Checkpoint] = []

  // The thread's own; everybody's when it has ended.
  private var model = LaneModel(historyBudget: budget)
  private var look = RecordedLook(Batch(), now: .zero)
  private var bytesSince = 0
  private var eventsSince: UInt64 = 0
  private var lastTime: Instant?
  private var lastSize = 0
  private var hasFailed = false

  /// - Throws: the file cannot be read, or there is no thread. It can be recorded without.
  init(
    _ path: String, _ chunks: [RecordingChunk], spacing: UInt64, longestSpan: Int64
  ) throws(RecordingError) {
    file = try RecordingFile(path, flags: O_RDONLY)
    queue = chunks
    (self.spacing, self.longestSpan) = (spacing, longestSpan)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    do throws(BackgroundThread.Refused) {
      thread = try BackgroundThread("signalbox-index", isPatient: true) { self.run() }
    } catch {
      throw .system(error.code, String(cString: strerror(error.code)))
    }
  }
  deinit {
    _ = file.close()
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// This has been written.
  func add(_ chunk: RecordingChunk) {
    locked {
      queue.append(chunk)
      pthread_cond_signal(changed)
    }
  }

  /// All that was written has been read.
  var hasCaughtUp: Bool { locked { queue.isEmpty && !isWorking } }

  /// What has been made since it was taken last.
  func takeReady() -> [Checkpoint] {
    locked {
      defer { ready = [] }
      return ready
    }
  }

  /// Nothing is written any more: waits until all of it has been read. Gives what all lanes were; nil where that is unknown.
  func finish() -> [UInt8]? {
    locked {
      isOver = true
      pthread_cond_signal(changed)
    }
    thread?.join()
    guard !hasFailed else { return nil }
    // Fewer, if these take too much.
    var limit = Self.mostBuckets
    while limit > 0 {
      var writer = ByteWriter()
      HistoryOverview(model, buckets: limit).pack(to: &writer)
      if writer.count <= RecordingFormat.longestChunk { return writer.bytes }
      limit /= 2
    }
    return nil
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  // MARK: on its thread

  private func run() {
    while let chunks = next() {
      for chunk in chunks {
        do throws(RecordingError) { try take(chunk) } catch {
          hasFailed = true
          return
        }
      }
    }
  }

  /// Nil: it is over.
  private func next() -> [RecordingChunk]? {
    locked {
      isWorking = !queue.isEmpty
      while queue.isEmpty, !isOver { pthread_cond_wait(changed, mutex) }
      isWorking = true
      defer { queue = [] }
      return queue.isEmpty ? nil : queue
    }
  }

  private func take(_ chunk: RecordingChunk) throws(RecordingError) {
    var stream = try file.stream(of: chunk)
    do throws(Damaged) {
      while try stream.next(&look) { model.apply(look.batch, now: look.now) }
    } catch {
      throw .damaged(error.what)
    }
    bytesSince += chunk.length
    eventsSince += chunk.events
    let isDue =
      eventsSince >= spacing || chunk.last - (lastTime ?? model.now) >= longestSpan
    lastTime = lastTime ?? chunk.last
    guard isDue, bytesSince >= Self.share * lastSize else { return }
    var writer = ByteWriter()
    model.pack(to: &writer)
    lastSize = writer.count
    (bytesSince, eventsSince, lastTime) = (0, 0, chunk.last)
    guard writer.count <= RecordingFormat.longestChunk else { return }
    let checkpoint = Checkpoint(bytes: writer.bytes, time: model.now, resume: chunk.end)
    locked { ready.append(checkpoint) }
  }
}
