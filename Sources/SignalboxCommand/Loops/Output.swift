import Glibc
import Phrases

/// Standard output, checked: what cannot be written ends the program, with a sentence and exit code 1.
enum Output {
  /// - Throws: `ExitStatus`, also when the program is asked to end while nobody reads.
  static func write(_ text: String, _ language: Language) throws(ExitStatus) {
    try write(Array(text.utf8), language)
  }
  static func write(_ all: [UInt8], _ language: Language) throws(ExitStatus) {
    var bytes = all[...]
    while !bytes.isEmpty {
      let part = try nextPart(of: bytes)
      let count = part.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        _ = isTaken(within: 100)
      } else if errno != EINTR {
        let (book, error) = (Phrasebook(language), errno)
        complain(book.cannotWrite(book.systemError(error, String(cString: strerror(error)))))
        throw ExitStatus(value: 1)
      }
    }
  }

  /// From now on it goes into a file, and what is there is overwritten.
  static func begin(_ path: String, _ language: Language) throws(ExitStatus) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0, dup2(file, STDOUT_FILENO) >= 0 else {
      let (book, error) = (Phrasebook(language), errno)
      complain("\(path): \(book.systemError(error, String(cString: strerror(error))))")
      throw ExitStatus(value: 1)
    }
    close(file)
  }

  /// Everything; or, once the program is asked to end, only as much as is taken without waiting.
  private static func nextPart(of bytes: ArraySlice<UInt8>) throws(ExitStatus) -> ArraySlice<UInt8>
  {
    guard let signal = Interruption.signal else { return bytes }
    guard isTaken(within: 200) else { throw ExitStatus(value: 128 + signal) }
    return bytes.prefix(Int(PIPE_BUF))
  }

  private static func isTaken(within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0
  }
}
