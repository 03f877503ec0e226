import Glibc
import LaneView
import Phrases
import SyncEvents

/// The bookmarks of a recording, in a file beside it, `RECORDING.marks`: nanoseconds of the recording's time, one in a line.
///
/// What is no such file is left as it is.
struct BookmarkFile {
  let path: String
  private var trouble: Status.BookmarkTrouble?
  /// More than there can be bookmarks.
  private static let most = 1 << 16

  init(of recording: String) { path = recording + ".marks" }

  /// What it says; what is wrong with it is said once something is to be kept.
  mutating func read() -> Bookmarks {
    trouble = nil
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno != ENOENT { trouble = .system(errno, String(cString: strerror(errno))) }
      return Bookmarks()
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.most)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else {
      trouble = .system(errno, String(cString: strerror(errno)))
      return Bookmarks()
    }
    return parse(bytes.prefix(count))
  }

  private mutating func parse(_ bytes: ArraySlice<UInt8>) -> Bookmarks {
    var times: [Instant] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    for (index, line) in lines.enumerated() {
      guard let time = Int64(String(decoding: line, as: UTF8.self)),
        times.count < Bookmarks.most
      else {
        trouble = .notBookmarks(line: index + 1)
        return Bookmarks()
      }
      times.append(Instant(nanoseconds: time))
    }
    return Bookmarks(times)
  }

  /// Writes them instead of what is there, at once or not at all.
  ///
  /// - Returns: why not.
  func keep(_ bookmarks: Bookmarks) -> Status.BookmarkTrouble? {
    if let trouble { return trouble }
    if bookmarks.times.isEmpty {
      return unlink(path) == 0 || errno == ENOENT ? nil : fault()
    }
    let new = "\(path).\(getpid())"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return fault() }
    let text = Array(bookmarks.times.map { "\($0.nanoseconds)\n" }.joined().utf8)
    // It is small, and a file takes it whole or has no room for it.
    var isWritten = write(descriptor, text, text.count) == text.count
    if isWritten { isWritten = fsync(descriptor) == 0 }
    let trouble = isWritten && rename(new, path) == 0 ? nil : fault()
    close(descriptor)
    if trouble != nil { unlink(new) }
    return trouble
  }

  private func fault() -> Status.BookmarkTrouble {
    // A short write says nothing.
    let code = errno == 0 ? ENOSPC : errno
    return .system(code, String(cString: strerror(code)))
  }
}
