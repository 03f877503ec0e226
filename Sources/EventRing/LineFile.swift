import Glibc

/// A file that lines are written to.
struct LineFile {
  private let descriptor: Int32

  /// An empty one; nil, and `errno` says why.
  init?(_ path: UnsafePointer<CChar>) {
    let opened = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard opened >= 0 else { return nil }
    // By a number that nobody takes for a standard stream.
    descriptor = fcntl(opened, F_DUPFD_CLOEXEC, 3)
    let code = errno
    Glibc.close(opened)
    errno = code
    if descriptor < 0 { return nil }
  }

  /// False: it cannot be written, and `errno` says why.
  func put(_ lines: [String]) -> Bool {
    guard !lines.isEmpty else { return true }
    var bytes: [UInt8] = []
    for line in lines {
      bytes.append(contentsOf: line.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }

  /// False: some of it could not be written after all.
  func close() -> Bool { Glibc.close(descriptor) == 0 }
}
