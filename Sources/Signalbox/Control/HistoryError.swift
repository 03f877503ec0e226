import Glibc

/// Why the history of the threads could not be written. Nothing else is changed by it.
public struct HistoryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Of the file.
  public var path: String
  /// The system's error number.
  public var errno: Int32

  public var description: String {
    "cannot write \(path): \(String(cString: strerror(errno)))"
  }
}
