import Glibc
import SyncEvents

/// What the rings of this process still hold, written down.
public enum WrittenHistory {
  /// Why that could not be.
  public struct Failure: Error, Hashable, Sendable {
    /// The system's error number.
    public var errno: Int32
  }

  /// As JSON lines, with what is so now; of each thread as much as its ring has room for.
  public static func write(to path: String) throws(Failure) {
    guard let file = LineFile(path) else { throw Failure(errno: errno) }
    var writer = JSONLineWriter()
    let lines =
      [JSONLineWriter.header] + writer.lines(RingReader(own: .beginning, zero: nil).readToEnd())
    let isWritten = file.put(lines)
    let code = errno
    guard file.close(), isWritten else { throw Failure(errno: isWritten ? errno : code) }
  }
}

extension RingReader {
  /// All there is. Nothing is waited for, and nothing can be read afterwards.
  func readToEnd() -> Batch {
    let batch = read()
    return finish(batch, at: keepTime())
  }
}
