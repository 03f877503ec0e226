import Glibc

/// Why a process could not be published. It goes on as before, seen by nobody else.
public struct PublishError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// There was no file to be had where it would lie, when the process began.
    case noFile
    /// The file system has no room for what a program needs at the start.
    case noRoom
    /// The folder can neither be found nor made.
    case noFolder
    /// What has the folder's name is no folder, or leads elsewhere.
    case notAFolder
    /// The folder is another user's.
    case notOurs
    /// Other users may look into the folder.
    case notPrivate
    /// There is such a file already.
    case nameTaken
    /// The system gives the file no name.
    case notNamed
    /// There is no socket to be had for control, or no thread for it. Others can look.
    case noSocket
  }
  public var reason: Reason
  /// What it is about.
  public var path: String
  /// The system's error number; 0 if there is none.
  public var errno: Int32
}

extension PublishError: CustomStringConvertible {
  /// What was wrong, in a sentence.
  public var description: String {
    let what =
      switch reason {
      case .noFile: "no file can be made there"
      case .noRoom: "there is not enough room"
      case .noFolder: "the folder cannot be made"
      case .notAFolder: "it is not a folder"
      case .notOurs: "the folder belongs to another user"
      case .notPrivate: "others may look into the folder"
      case .nameTaken: "there is such a file already"
      case .notNamed: "the file gets no name there"
      case .noSocket: "there is no socket for control"
      }
    let cause = errno == 0 ? "" : " (\(String(cString: strerror(errno))))"
    return "cannot publish in \(path): \(what)\(cause)"
  }
}
