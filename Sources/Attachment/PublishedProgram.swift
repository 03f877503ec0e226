public import EventRing
import Glibc
public import SyncEvents

/// A program that has published itself: one that lives, or one that was killed and left its mapping behind.
public struct PublishedProgram: Hashable, Sendable {
  public enum Life: String, Hashable, Sendable {
    case running
    /// By a signal or a debugger.
    case stopped
    /// Nothing will come any more.
    case ended
  }
  /// Of its mapping's file.
  public var path: String
  public var pid: Int32
  public var name: String
  public var life: Life
  public var control: ControlScope
  /// Nanoseconds since 1970.
  public var began: Int64
  /// Threads that had not ended, and how many of them waited for something.
  public var threads: Int
  public var waiting: Int
  /// Why it cannot be looked at.
  public var trouble: ReaderError?

  /// The socket that commands go to.
  public var controlPath: String { path + PublishedFolder.controlEnding }

  init(path: String, pid: Int32) {
    (self.path, self.pid) = (path, pid)
    (name, life, control, began, threads, waiting) = ("", .ended, .none, 0, 0, 0)
    do throws(ReaderError) {
      let reader = try RingReader(path: path, from: .now)
      (name, control, began) = (reader.program, reader.control, reader.beganInRealTime)
      life = Life(reader.source)
      let threads = reader.peek().snapshot?.threads ?? []
      self.threads = threads.count { $0.state != .ended }
      waiting = threads.count { $0.state == .blocked || $0.state == .waiting }
    } catch {
      trouble = error
    }
  }
}

extension PublishedProgram.Life {
  public init(_ source: RingReader.Source) {
    self =
      switch source {
      case .own, .running: .running
      case .stopped: .stopped
      case .gone: .ended
      }
  }
}
