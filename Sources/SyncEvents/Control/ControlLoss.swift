/// Why a program cannot be asked for anything any more.
public enum ControlLoss: Error, Hashable, Sendable {
  /// The system's error number and words.
  case system(Int32, String)
  /// It speaks another version.
  case version(Int)
  /// What it says is no answer.
  case nonsense
  /// It has closed the connection.
  case closed
  /// It does not take what is sent to it.
  case busy
}
