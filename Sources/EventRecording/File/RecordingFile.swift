import CSignalbox
import Glibc

/// A recording's file, by its descriptor.
struct RecordingFile {
  let descriptor: Int32

  init(_ path: String, flags: Int32) throws(RecordingError) {
    descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw Self.fault() }
  }

  static func fault(_ code: Int32 = errno) -> RecordingError {
    .system(code, String(cString: strerror(code)))
  }

  /// Bytes; nil: it is no regular file.
  var size: UInt64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return UInt64(max(0, status.st_size))
  }

  func write(_ bytes: [UInt8]) throws(RecordingError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.fault() }
      rest = rest.dropFirst(count)
    }
  }

  /// In the place of what is there.
  func write(_ bytes: [UInt8], at place: UInt64) throws(RecordingError) {
    guard pwrite(descriptor, bytes, bytes.count, off_t(place)) == bytes.count else {
      throw Self.fault()
    }
  }

  /// Gives the room back that this takes, where the file system can.
  func free(_ range: Range<UInt64>) {
    sb_free_file_range(descriptor, range.lowerBound, UInt64(range.count))
  }

  /// Appends a part of another file.
  func append(_ range: Range<UInt64>, of other: RecordingFile) throws(RecordingError) {
    var place = range.lowerBound
    while place < range.upperBound {
      let bytes = try other.read(at: place, count: Int(min(1 << 20, range.upperBound - place)))
      guard !bytes.isEmpty else { throw .damaged("its end is missing") }
      try write(bytes)
      place += UInt64(bytes.count)
    }
  }

  /// So many bytes from there on; fewer where it ends before.
  func read(at place: UInt64, count: Int) throws(RecordingError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let more = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(place) + off_t(done)
        )
        if more < 0 && errno == EINTR { continue }
        if more < 0 { code = errno }
        guard more > 0 else { return }
        done += more
      }
    }
    guard code == 0 else { throw Self.fault(code) }
    return bytes
  }

  func cut(to size: UInt64) { _ = ftruncate(descriptor, off_t(size)) }

  /// False: some of it could not be written after all.
  func close() -> Bool { Glibc.close(descriptor) == 0 }
}
