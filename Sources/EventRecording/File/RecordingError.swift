/// Why a recording cannot be read, or written.
public enum RecordingError: Error, Hashable, Sendable {
  case notARecording
  case version(UInt32)
  /// It ends within its head.
  case truncated
  /// What is wrong, as the end of a sentence, in English.
  case damaged(String)
  /// The system's error number and words.
  case system(Int32, String)
}
