/// Why a mapping cannot be read. Each is a sentence for whoever asked for it.
public enum ReaderError: Error, Hashable, Sendable, CustomStringConvertible {
  case noSuchFile(String)
  case notPermitted(String)
  /// `reason`: what the system says.
  case unreadable(String, reason: String)
  case notAMapping
  case truncated
  /// Written by a version of Signalbox that is newer than this one.
  case newerVersion(UInt32)
  /// What is wrong, as the end of a sentence.
  case damaged(String)

  public var description: String {
    switch self {
    case .noSuchFile(let path): "There is no file \(path)."
    case .notPermitted(let path): "You may not read \(path)."
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
    case .notAMapping: "This is not a mapping that a program with Signalbox has made."
    case .truncated: "The file ends in the middle: part of it is missing."
    case .newerVersion(let version):
      "The program was built with a newer Signalbox (its mapping has version \(version), this program knows version 1)."
    case .damaged(let what): "The mapping is damaged: \(what)."
    }
  }
}
