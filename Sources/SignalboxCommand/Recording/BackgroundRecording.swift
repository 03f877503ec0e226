import EventRecording
import EventRing
import Glibc
import SyncEvents

/// Records a source into a file, on a thread of its own: the screen may take its time.
///
/// Whoever has it must `stop` it.
final class BackgroundRecording: @unchecked Sendable {
  enum Source {
    /// This process; its time counts from now.
    case own
    /// The mapping of another.
    case mapping(String)
  }
  struct Outcome {
    var events: UInt64 = 0
    var bytes: UInt64 = 0
    var lost: UInt64 = 0
    /// Why nothing was recorded any more.
    var failure: RecordingError?
    /// The program has ended.
    var isOver = false
  }

  let path: String
  private let reader: RingReader
  private let writer: RecordingWriter
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var thread: BackgroundThread?
  private var isToStop = false
  private var outcome = Outcome()

  /// While nothing happens it is on record that somebody looked. Nanoseconds.
  private static let silence: Int64 = 50_000_000

  /// - Throws: a `ReaderError`, a `RecordingError`.
  init(_ source: Source, to path: String, program: String, keeping kept: Int64? = nil) throws {
    self.path = path
    switch source {
    case .own: reader = RingReader(from: .beginning)
    case .mapping(let mapping): reader = try RingReader(path: mapping)
    }
    writer = try RecordingWriter(
      path,
      RecordingOrigin(
        program: program, pid: reader.pid,
        began: Self.realTime(of: reader.zero)), keeping: kept)
    pthread_mutex_init(mutex, nil)
  }
  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// In a file of a new name, in the current directory or else in the program's own folder.
  static func inNewFile(_ source: Source, program: String) throws -> BackgroundRecording {
    var folder = ""
    if access(".", W_OK) != 0, let own = Folder.data.made() { folder = own + "/" }
    let name = folder + SavedScreen.nameFromTime
    // Two of one second are told apart by a number.
    let endings = [""] + (2...100).map { "-\($0)" }
    let ending = endings.first { access(name + $0 + ".sbx", F_OK) != 0 } ?? ""
    return try BackgroundRecording(source, to: name + ending + ".sbx", program: program)
  }

  /// The machine's time counts from its start.
  private static func realTime(of zero: UInt64) -> Int64 {
    var (real, since) = (timespec(), timespec())
    clock_gettime(CLOCK_REALTIME, &real)
    clock_gettime(CLOCK_MONOTONIC, &since)
    func nanoseconds(_ time: timespec) -> Int64 {
      Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
    return nanoseconds(real) - nanoseconds(since) + Int64(clamping: zero)
  }

  func begin() throws(RecordingError) {
    do throws(BackgroundThread.Refused) {
      thread = try BackgroundThread("signalbox-rec") { self.run() }
    } catch {
      throw .system(error.code, String(cString: strerror(error.code)))
    }
  }

  /// How far it is.
  var state: Outcome { locked { outcome } }

  /// Everything that has happened until now is in the file, and the file is whole.
  func stop() -> Outcome {
    locked { isToStop = true }
    thread?.join()
    return outcome
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  private func run() {
    var written = Instant(nanoseconds: .min)
    var failure: RecordingError?
    do throws(RecordingError) {
      while true {
        let isLast = locked { isToStop } || reader.source == .gone
        let batch = reader.read()
        let now = reader.now
        if !batch.isEmpty || now - written >= Self.silence {
          try writer.append(batch, now: now)
          written = now
        }
        note()
        if isLast { break }
        // A ring is overwritten within milliseconds by a thread that does nothing else.
        if batch.events.count < 20_000 { usleep(batch.events.count < 100 ? 2000 : 500) }
      }
      try writer.finish()
    } catch {
      failure = error
    }
    note()
    locked {
      outcome.failure = failure
      outcome.isOver = true
    }
  }

  private func note() {
    let (events, bytes, lost) = (writer.eventCount, writer.byteCount, reader.slotsLost)
    locked { (outcome.events, outcome.bytes, outcome.lost) = (events, bytes, lost) }
  }
}
