import CSignalbox
import Glibc
import SyncEvents

/// Writes this program's events as JSON lines to the file that `SIGNALBOX_EVENTS` names, from the beginning on: from a thread of its
/// own, which has no lane and takes part in nothing. At the program's end all of it is there; after a kill, all but the last
/// few hundredths of a second.
final class EventsFile: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let file: LineFile
  private let owner = getpid()
  private var isEnding = false
  private var isOver = false

  private static let pause: UInt64 = 20_000_000
  /// The program's end waits so long for a file that takes nothing.
  private static let patience: UInt64 = 5_000_000_000
  nonisolated(unsafe) private static var own: EventsFile?

  /// Called once, before anything is recorded.
  static func beginIfAsked() {
    guard let path = sb_events_file() else { return }
    guard let lines = LineFile(path) else {
      return complain("\(String(cString: path)): \(String(cString: strerror(errno)))")
    }
    let file = EventsFile(lines)
    guard file.begin() else { return complain("no thread for SIGNALBOX_EVENTS") }
    own = file
    atexit { EventsFile.own?.end() }
  }

  private static func complain(_ text: String) {
    let line = "signalbox: \(text)\n"
    line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
  }

  private init(_ file: LineFile) {
    self.file = file
    pthread_mutex_init(mutex, nil)
    sb_condition_init(changed)
  }

  private func begin() -> Bool {
    guard let thread = try? BackgroundThread("signalbox-file", { self.run() }) else { return false }
    thread.detach()
    return true
  }

  private func run() {
    let reader = RingReader(own: .beginning, zero: nil)
    var writer = JSONLineWriter()
    var isWritten = file.put([JSONLineWriter.header])
    var isLast = false
    while isWritten, !isLast {
      // What was recorded before the end was asked for is there.
      isLast = !sleep()
      isWritten = file.put(writer.lines(reader.read()))
    }
    if !isWritten { Self.complain("SIGNALBOX_EVENTS: \(String(cString: strerror(errno)))") }
    pthread_mutex_lock(mutex)
    isOver = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// False: it is the end.
  private func sleep() -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    let until = sb_now() + Self.pause
    while !isEnding, sb_now() < until { wait(until: until) }
    return !isEnding
  }

  /// On the thread that ends the program.
  private func end() {
    // A child of a fork has no such thread, and the file is its parent's.
    guard getpid() == owner else { return }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    isEnding = true
    pthread_cond_broadcast(changed)
    let until = sb_now() + Self.patience
    while !isOver, sb_now() < until { wait(until: until) }
  }

  private func wait(until time: UInt64) {
    var spec = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    pthread_cond_timedwait(changed, mutex, &spec)
  }
}
