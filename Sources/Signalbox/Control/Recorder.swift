import CSignalbox
import EventRing
import Glibc
public import SyncEvents

/// How much is recorded in this process.
///
///     level   what is kept                                   an uncontended acquire and release cost
///     off     the primitives' own words                      less than a pthread mutex
///     state   who has what, since which change               about that of a pthread mutex
///     auto    every event, in exact order; the time of       about that of a pthread mutex
///             each while a thread is slow, of one pair in
///             64 while it is hot
///     full    every event with its time                      three times that
///
/// Python and POSIX have nothing like it; the levels of `perf lock` and LTTng come closest.
public enum Recorder {
  private static let changing = GuardedValue(()).guardedAtFork()

  /// The level, `auto` at first. A change takes effect with each thread's next operation, and is on record itself. What is
  /// held or waited for while nothing is recorded is unknown to a viewer afterwards until it is used again.
  public static var level: RecordingLevel {
    get { RecordingLevel(rawValue: UInt8(sb_level())) ?? .off }
    set {
      let me = ThreadRecord.current
      changing.withLock { _ in
        let old = level
        guard newValue != old else { return }
        // On record while there is one.
        if newValue < .auto { me.write(.levelChanged(newValue)) }
        sb_set_level(UInt32(newValue.rawValue))
        if newValue >= .auto { me.write(.levelChanged(newValue)) }
      }
    }
  }

  /// Lets other processes of this user look at this one: what its primitives and threads do from now on, and as much of what
  /// they have done as is still there. Programs that run with `SIGNALBOX=1` in their environment do so at their start.
  ///
  /// They look at a file on tmpfs, `$XDG_RUNTIME_DIR/signalbox/PID-START`, or in `/dev/shm/signalbox-UID/`. Nobody can change
  /// anything through it. It goes with the process's normal end, and stays after a crash. A second time nothing happens, but
  /// that the control may be another. In the child of a fork, which records nothing at first, this begins it. About 2 ms.
  ///
  /// - Parameter control: what they may do besides looking: nothing, unless this or `SIGNALBOX_CONTROL` in the environment says
  ///   so; the larger of the two counts. They ask for it through a socket beside the file, which only this user's processes can
  ///   use and a thread without a lane attends to; each viewer's commands are carried out on a lane of its own. Threads that a
  ///   viewer holds go on when it disconnects, or has not been heard of for five seconds.
  /// - Returns: the file's path.
  /// - Throws: when there is no room, or no place that is this user's alone. The process goes on unpublished. With the reason
  ///   `noSocket` it is published, and nobody can do more than look.
  @discardableResult
  public static func publish(control: ControlScope = .none) throws(PublishError) -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    var code: Int32 = 0
    let result = sb_publish(&path, path.count, &code)
    let text = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let reason = PublishError.Reason(result) {
      throw PublishError(reason: reason, path: text, errno: code)
    }
    let asked = ControlScope(rawValue: UInt8(sb_control_asked_for())) ?? .none
    try ControlServer.allow(max(control, asked), at: text)
    return text
  }
}

extension Recorder {
  /// Writes what the rings still hold as JSON lines, for `signalbox check` and `signalbox report`: of each thread the last 16,384
  /// events and arguments, or `SIGNALBOX_RING`. A flight recorder: call it when something has gone wrong. It may be called
  /// anywhere, while all go on; some 1 µs an event.
  ///
  /// - Parameter path: of the file; what is there is overwritten.
  /// - Throws: when the system does not let it be written.
  public static func writeHistory(to path: String) throws(HistoryError) {
    do throws(WrittenHistory.Failure) { try WrittenHistory.write(to: path) } catch {
      throw HistoryError(path: path, errno: error.errno)
    }
  }
}

extension PublishError.Reason {
  /// Nil: it is published.
  fileprivate init?(_ result: sb_publish_result) {
    switch result {
    case SB_PUBLISHED: return nil
    case SB_NO_FILE: self = .noFile
    case SB_NO_ROOM: self = .noRoom
    case SB_NO_FOLDER: self = .noFolder
    case SB_FOLDER_NOT_REAL: self = .notAFolder
    case SB_FOLDER_NOT_OURS: self = .notOurs
    case SB_FOLDER_NOT_PRIVATE: self = .notPrivate
    case SB_NAME_TAKEN: self = .nameTaken
    default: self = .notNamed
    }
  }
}
